using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Chips;

/// <summary>How one parameter came out on one die or many.</summary>
public sealed record ParameterSummary
{
    /// <summary>Which parameter, such as "leak conductance".</summary>
    public required string Name { get; init; }

    /// <summary>Where its devices are: a group of neurons, or "hidden 1 to output".</summary>
    public required string Group { get; init; }

    /// <summary>SI unit; empty for a factor.</summary>
    public required string Unit { get; init; }

    /// <summary>The value in the drawing; null where devices differ there.</summary>
    public required double? Nominal { get; init; }

    /// <summary>Devices, on all dies together.</summary>
    public required long Count { get; init; }

    /// <summary>Mean over the devices.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation over the devices; 0 for a single one.</summary>
    public required double Sigma { get; init; }

    /// <summary>Smallest value.</summary>
    public required double Minimum { get; init; }

    /// <summary>Largest value.</summary>
    public required double Maximum { get; init; }

    /// <summary>Whether devices differ from each other.</summary>
    public bool Varies => Minimum < Maximum;

    /// <summary>How the values are spread; of a sample where there are very many.</summary>
    public required ValueHistogram Histogram { get; init; }
}
