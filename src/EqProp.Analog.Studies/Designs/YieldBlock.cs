namespace EqProp.Analog.Studies.Designs;

/// <summary>What counts as a good chip.</summary>
public sealed record YieldBlock
{
    /// <summary>The measure that decides.</summary>
    public string Measure { get; init; } = "accuracyPercent";

    /// <summary>Least value of a good chip; either this or <see cref="AtMost"/>, or both.</summary>
    public double? AtLeast { get; init; }

    /// <summary>Largest value of a good chip.</summary>
    public double? AtMost { get; init; }
}

/// <summary>When the yield of a point is known well enough to stop trying it.</summary>
public sealed record StopBlock
{
    /// <summary>Half the width of the interval of the yield, from 0 to 1, at which a point is left.</summary>
    public required double HalfWidth { get; init; }

    /// <summary>Confidence of the interval.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Trials before a point may be left.</summary>
    public int AtLeast { get; init; } = 32;

    /// <summary>Trials from one look at the interval to the next.</summary>
    public int Every { get; init; } = 32;
}
