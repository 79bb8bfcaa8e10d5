namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>A point of a study in numbers.</summary>
public sealed record ReportedPoint
{
    /// <summary>Number of the point, from 0.</summary>
    public required int Point { get; init; }

    /// <summary>Its values in words.</summary>
    public required string Name { get; init; }

    /// <summary>Value of each axis, as it stands in a circuit file.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Trials.</summary>
    public required int Trials { get; init; }

    /// <summary>Trials whose chip failed.</summary>
    public required int Failures { get; init; }

    /// <summary>Good chips; null where the study has no yield, as what follows.</summary>
    public int? Good { get; init; }

    /// <summary>Lower end of Wilson's interval of the yield, from 0 to 1.</summary>
    public double? WilsonLow { get; init; }

    /// <summary>Upper end of Wilson's interval of the yield.</summary>
    public double? WilsonHigh { get; init; }

    /// <summary>Lower end of the interval of Clopper and Pearson.</summary>
    public double? ExactLow { get; init; }

    /// <summary>Upper end of the interval of Clopper and Pearson.</summary>
    public double? ExactHigh { get; init; }

    /// <summary>The measures, in the order of the study.</summary>
    public required IReadOnlyList<ReportedMean> Measures { get; init; }
}
