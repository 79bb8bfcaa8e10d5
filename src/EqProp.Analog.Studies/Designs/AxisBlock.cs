using System.Text.Json.Nodes;

namespace EqProp.Analog.Studies.Designs;

/// <summary>One named level of an axis that is no single field.</summary>
public sealed record AxisLevel
{
    /// <summary>What tables and pictures call it.</summary>
    public required string Name { get; init; }

    /// <summary>Settings of the level, as after <c>--set</c>; paths may begin with <c>trial.</c>; none for the circuit as it is.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];
}

/// <summary>How values of an axis lie between its ends.</summary>
public enum AxisSpacing
{
    /// <summary>In equal steps.</summary>
    Linear,

    /// <summary>In equal ratios.</summary>
    Logarithmic,
}

/// <summary>
/// What changes from point to point: a field with a list of values, with a range of <see cref="Count"/> values, or with a distribution; or named levels. Exactly
/// one of <see cref="Values"/>, <see cref="From"/> with <see cref="To"/>, <see cref="Distribution"/> and <see cref="Levels"/> is given.
/// </summary>
public sealed record AxisBlock
{
    /// <summary>Heading of its column; the last name of the path if left out.</summary>
    public string? Name { get; init; }

    /// <summary>Path of the field in the circuit, or one that begins with <c>trial.</c>; left out with <see cref="Levels"/>.</summary>
    public string? Path { get; init; }

    /// <summary>A list of values, as they would stand in a circuit file.</summary>
    public JsonArray? Values { get; init; }

    /// <summary>First value of a range, such as "0.1 pF" or 0.</summary>
    public JsonNode? From { get; init; }

    /// <summary>Last value of a range.</summary>
    public JsonNode? To { get; init; }

    /// <summary>How many values a range has in a grid; random designs draw within the range.</summary>
    public int? Count { get; init; }

    /// <summary>How the values of a range lie.</summary>
    public AxisSpacing Spacing { get; init; } = AxisSpacing.Linear;

    /// <summary>A distribution to draw from in random designs.</summary>
    public AxisDistribution? Distribution { get; init; }

    /// <summary>Named levels.</summary>
    public IReadOnlyList<AxisLevel>? Levels { get; init; }
}
