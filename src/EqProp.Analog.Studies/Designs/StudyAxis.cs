namespace EqProp.Analog.Studies.Designs;

/// <summary>An axis that was read: where its values come from, whether for a grid or by chance.</summary>
internal sealed record StudyAxis
{
    /// <summary>Heading of its column.</summary>
    public required string Name { get; init; }

    /// <summary>Path of its field; null for named levels.</summary>
    public required string? Path { get; init; }

    /// <summary>Unit of its numbers; empty for none.</summary>
    public required string Unit { get; init; }

    /// <summary>Whether its values are numbers.</summary>
    public required bool IsNumeric { get; init; }

    /// <summary>Its values in a grid; empty for a distribution, or a range without a count.</summary>
    public required IReadOnlyList<AxisValue> Values { get; init; }

    /// <summary>The value at a share of its distribution, from 0 to 1.</summary>
    public required Func<double, AxisValue> Draw { get; init; }
}
