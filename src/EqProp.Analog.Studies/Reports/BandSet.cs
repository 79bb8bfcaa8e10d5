namespace EqProp.Analog.Studies.Reports;

/// <summary>Voltages of a few neurons over time, over many chips.</summary>
public sealed record BandSet
{
    /// <summary>What is shown, such as "hidden 1, 100 chips".</summary>
    public required string Title { get; init; }

    /// <summary>Times in seconds of the chip, rising.</summary>
    public required IReadOnlyList<double> TimesSeconds { get; init; }

    /// <summary>One trace a neuron.</summary>
    public required IReadOnlyList<BandTrace> Traces { get; init; }

    /// <summary>Phases, in the order of time.</summary>
    public IReadOnlyList<WaveformPhase> Phases { get; init; } = [];
}
