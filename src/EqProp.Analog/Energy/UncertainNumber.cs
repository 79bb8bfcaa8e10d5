namespace EqProp.Analog.Energy;

/// <summary>A number that is not known exactly.</summary>
public sealed record UncertainNumber
{
    /// <summary>Best estimate: median or peak.</summary>
    public required double Value { get; init; }

    /// <summary>5 % point; needed unless exact.</summary>
    public double? Low { get; init; }

    /// <summary>95 % point; needed unless exact.</summary>
    public double? High { get; init; }

    /// <summary>How it is distributed; a figure of merit in dB: how its energy is.</summary>
    public ValueDistribution Distribution { get; init; } = ValueDistribution.LogNormal;
}
