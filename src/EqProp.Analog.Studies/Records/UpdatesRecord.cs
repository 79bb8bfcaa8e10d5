namespace EqProp.Analog.Studies.Records;

/// <summary>What became in an epoch of the changes that the plasticity unit wanted.</summary>
public sealed record UpdatesRecord
{
    /// <summary>Share of the wanted changes that were too small to be written, in percent.</summary>
    public required double LostPercent { get; init; }

    /// <summary>Share of those that were larger than what can be written at once, in percent.</summary>
    public required double CutPercent { get; init; }

    /// <summary>Share of those that would have left the writable range, in percent.</summary>
    public required double AtBoundPercent { get; init; }

    /// <summary>Writes that a synapse or bias had on average: what wears a memory out.</summary>
    public required double WritesPerParameter { get; init; }
}
