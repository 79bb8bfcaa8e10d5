namespace EqProp.Analog.Studies.Reports;

/// <summary>A test example that was answered wrong.</summary>
public sealed record MistakePicture
{
    /// <summary>Index among the test examples.</summary>
    public required int Example { get; init; }

    /// <summary>Pixels a row.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Grey values row by row, 0 black to 255 white.</summary>
    public required byte[] Pixels { get; init; }

    /// <summary>The right class.</summary>
    public required int Label { get; init; }

    /// <summary>The class answered.</summary>
    public required int Answer { get; init; }

    /// <summary>How far the answer's output was above that of the right class, dimensionless.</summary>
    public required double Confidence { get; init; }
}
