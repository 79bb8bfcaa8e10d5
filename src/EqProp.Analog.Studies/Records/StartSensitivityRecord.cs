namespace EqProp.Analog.Studies.Records;

/// <summary>
/// How much the answers depend on where the free phase starts: the same examples settled from zero, from stored states
/// (where the run keeps them) and from random states.
/// </summary>
public sealed record StartSensitivityRecord
{
    /// <summary>The examples measured on: "train" where the run keeps their states, else "test".</summary>
    public string? Set { get; init; }

    /// <summary>Examples settled again.</summary>
    public required int Examples { get; init; }

    /// <summary>Share of examples, in percent, whose answer from the stored state differs from that from zero.</summary>
    public double? ChangedFromStoredPercent { get; init; }

    /// <summary>Share of examples, in percent, whose answer from a random state differs from that from zero.</summary>
    public required double ChangedFromRandomPercent { get; init; }

    /// <summary>Error from zero, in percent.</summary>
    public required double ErrorFromZeroPercent { get; init; }

    /// <summary>Error from the stored states, in percent.</summary>
    public double? ErrorFromStoredPercent { get; init; }

    /// <summary>Error from random states, in percent.</summary>
    public required double ErrorFromRandomPercent { get; init; }
}
