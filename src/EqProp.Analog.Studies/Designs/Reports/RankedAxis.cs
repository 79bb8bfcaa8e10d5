using EqProp.Analog.Studies.Statistics;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>An axis in a ranking.</summary>
/// <param name="Name">Its name.</param>
public sealed record RankedAxis(string Name)
{
    /// <summary>What it is ranked by: a range of the response, a total index, or a share of the variance; not a number where it is not known.</summary>
    public double Weight { get; init; } = double.NaN;

    /// <summary>Smallest response along it, where one axis is changed at a time.</summary>
    public double? Low { get; init; }

    /// <summary>The value of the axis with the smallest response.</summary>
    public string? LowAt { get; init; }

    /// <summary>Largest response along it, where one axis is changed at a time.</summary>
    public double? High { get; init; }

    /// <summary>The value of the axis with the largest response.</summary>
    public string? HighAt { get; init; }

    /// <summary>Its indices with their intervals, from Saltelli's scheme.</summary>
    public SobolIndex? Sobol { get; init; }
}
