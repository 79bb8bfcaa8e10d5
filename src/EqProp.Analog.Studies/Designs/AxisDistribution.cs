using System.Text.Json.Nodes;

namespace EqProp.Analog.Studies.Designs;

/// <summary>Distributions of an axis.</summary>
public enum AxisDistributionKind
{
    /// <summary>Normal with mean and sigma.</summary>
    Normal,

    /// <summary>exp of a normal number; median and sigma of the logarithm.</summary>
    LogNormal,
}

/// <summary>A distribution that an axis draws its values from; ranges are uniform (or uniform in the logarithm) without one.</summary>
public sealed record AxisDistribution
{
    /// <summary>Which.</summary>
    public required AxisDistributionKind Kind { get; init; }

    /// <summary>Mean (log-normal: median), such as "5 mV".</summary>
    public required JsonNode Center { get; init; }

    /// <summary>Standard deviation as a quantity (log-normal: of the logarithm, a number).</summary>
    public required JsonNode Sigma { get; init; }
}
