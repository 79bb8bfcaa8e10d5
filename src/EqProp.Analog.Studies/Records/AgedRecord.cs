namespace EqProp.Analog.Studies.Records;

/// <summary>A measurement on the test examples some time after learning.</summary>
public sealed record AgedRecord
{
    /// <summary>Hours since learning.</summary>
    public required double Hours { get; init; }

    /// <summary>Share of right answers in percent.</summary>
    public required double AccuracyPercent { get; init; }

    /// <summary>Mean cost an example.</summary>
    public required double Cost { get; init; }
}
