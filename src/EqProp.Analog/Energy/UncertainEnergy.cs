using EqProp.Analog.Circuits;

namespace EqProp.Analog.Energy;

/// <summary>An energy that is not known exactly.</summary>
public sealed record UncertainEnergy
{
    /// <summary>Best estimate: median or peak.</summary>
    [Unit("J")]
    public required double Value { get; init; }

    /// <summary>5 % point; needed unless exact.</summary>
    [Unit("J")]
    public double? Low { get; init; }

    /// <summary>95 % point; needed unless exact.</summary>
    [Unit("J")]
    public double? High { get; init; }

    /// <summary>How it is distributed.</summary>
    public ValueDistribution Distribution { get; init; } = ValueDistribution.LogNormal;
}
