namespace EqProp.Analog.Studies.Chips;

/// <summary>How the voltages of one example moved on many chips.</summary>
public sealed record ChipWaveforms
{
    /// <summary>The dies that were asked for.</summary>
    public required DieRange Dies { get; init; }

    /// <summary>Numbers of the dies that ran to their end, rising.</summary>
    public required IReadOnlyList<int> Finished { get; init; }

    /// <summary>Dies that could not.</summary>
    public required IReadOnlyList<DieFailure> Failures { get; init; }

    /// <summary>Times in seconds of the chip, the same for all.</summary>
    public required IReadOnlyList<double> TimesSeconds { get; init; }

    /// <summary>Index of the time at which the free phase ended; the last one without a nudged phase.</summary>
    public required int FreeEnd { get; init; }

    /// <summary>Nudging strength of the nudged phase, dimensionless; null without one.</summary>
    public double? Beta { get; init; }

    /// <summary>One entry a node.</summary>
    public required IReadOnlyList<ChipTrace> Traces { get; init; }

    /// <summary>
    /// For each finished die the time in seconds of the free phase from which on every node shown stays within 1 % of the swing of its
    /// mean over the phase's last tenth; null where one does not before that tenth.
    /// </summary>
    public required IReadOnlyList<double?> SettlingSeconds { get; init; }

    /// <summary>What the finished dies drew.</summary>
    public required IReadOnlyList<ParameterSummary> Parameters { get; init; }

    /// <summary>Dies that were not run because of a stop.</summary>
    public int Missing => Dies.Count - Finished.Count - Failures.Count;
}
