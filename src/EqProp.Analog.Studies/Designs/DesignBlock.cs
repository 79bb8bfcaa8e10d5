namespace EqProp.Analog.Studies.Designs;

/// <summary>Which points of the space of axes are tried.</summary>
public enum DesignKind
{
    /// <summary>Every combination of the axes' values.</summary>
    Grid,

    /// <summary>The circuit as it is, and each axis alone along its values.</summary>
    OneAtATime,

    /// <summary>Points drawn independently.</summary>
    Random,

    /// <summary>One point in each slice of each axis.</summary>
    LatinHypercube,

    /// <summary>Points of a Sobol sequence.</summary>
    Sobol,

    /// <summary>
    /// Saltelli's scheme for first and total indices: <see cref="DesignBlock.Points"/> times (axes + 2) points.
    /// </summary>
    Saltelli,
}

/// <summary>Which points there are.</summary>
public sealed record DesignBlock
{
    /// <summary>The scheme.</summary>
    public DesignKind Kind { get; init; } = DesignKind.Grid;

    /// <summary>Points of random schemes.</summary>
    public int? Points { get; init; }

    /// <summary>Seed of random schemes.</summary>
    public int Seed { get; init; }
}
