namespace EqProp.Analog.Studies.Statistics;

/// <summary>How intervals of indices are found.</summary>
public sealed record SobolOptions
{
    /// <summary>Confidence of the intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Samples of the bootstrap, of base rows as a whole; 0 for no intervals.</summary>
    public int Resamples { get; init; } = 500;

    /// <summary>Seed of the bootstrap.</summary>
    public int Seed { get; init; }
}
