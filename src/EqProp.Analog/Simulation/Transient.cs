namespace EqProp.Analog.Simulation;

/// <summary>How the voltages of one example moved: a free phase and, where asked for, a nudged phase after it.</summary>
public sealed record Transient
{
    /// <summary>Times in seconds of the chip, from zero.</summary>
    public required IReadOnlyList<double> TimesSeconds { get; init; }

    /// <summary>One trace a recorded node, in the order of the groups.</summary>
    public required IReadOnlyList<TransientTrace> Traces { get; init; }

    /// <summary>Both states of every neuron that has two, in the order of the groups; empty in other circuits.</summary>
    public IReadOnlyList<CellTrace> Cells { get; init; } = [];

    /// <summary>Index of the time at which the free phase ended; the last one without a nudged phase.</summary>
    public required int FreeEnd { get; init; }

    /// <summary>Fastest change of any free node in the last step of the free phase, in volts a second.</summary>
    public required double FreeResidual { get; init; }

    /// <summary>The same at the end of the nudged phase; null without one.</summary>
    public double? NudgedResidual { get; init; }

    /// <summary>Nudging strength of the nudged phase, dimensionless; null without one.</summary>
    public double? Beta { get; init; }

    /// <summary>The energy function along the way; null where there is none (one-way synapses) or the network is large.</summary>
    public TransientEnergy? Energy { get; init; }
}
