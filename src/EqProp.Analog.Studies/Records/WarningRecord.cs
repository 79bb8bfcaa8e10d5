namespace EqProp.Analog.Studies.Records;

/// <summary>Something that a run noticed while it went on and that its user should change.</summary>
public sealed record WarningRecord
{
    /// <summary>What it is, such as "updates.lost".</summary>
    public required string Code { get; init; }

    /// <summary>Minibatches from the start of learning that it was seen in.</summary>
    public required int Minibatches { get; init; }

    /// <summary>The figure behind it, in percent.</summary>
    public required double Percent { get; init; }

    /// <summary>What was seen.</summary>
    public required string Message { get; init; }

    /// <summary>Which field to change, and in which direction.</summary>
    public required string Remedy { get; init; }
}
