namespace EqProp.Analog.Studies.Reports;

/// <summary>Voltages of a few neurons over time.</summary>
public sealed record WaveformSet
{
    /// <summary>What is shown, such as "test example 0, class 7".</summary>
    public string? Title { get; init; }

    /// <summary>Times in seconds of the chip, rising.</summary>
    public required IReadOnlyList<double> TimesSeconds { get; init; }

    /// <summary>One trace a neuron.</summary>
    public required IReadOnlyList<WaveformTrace> Traces { get; init; }

    /// <summary>Phases, in the order of time.</summary>
    public IReadOnlyList<WaveformPhase> Phases { get; init; } = [];
}
