namespace EqProp.Analog.Studies.Records;

/// <summary>A measurement on the test examples.</summary>
public sealed record TestRecord
{
    /// <summary>Examples measured.</summary>
    public required int Examples { get; init; }

    /// <summary>Share of right answers in percent.</summary>
    public required double AccuracyPercent { get; init; }

    /// <summary>Share of wrong answers in percent.</summary>
    public required double ErrorPercent { get; init; }

    /// <summary>Mean cost an example.</summary>
    public required double Cost { get; init; }

    /// <summary>Examples of each class (row) that were answered with each class (column).</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>Largest |ds/dt| at the end of the free phases, in swings a time constant.</summary>
    public required double FreeResidualMax { get; init; }

    /// <summary>Mean over examples of the largest |ds/dt| at the end of the free phase, in swings a time constant.</summary>
    public required double FreeResidualMean { get; init; }

    /// <summary>Examples that did not reach the residual or tolerance asked for; 0 for phases of fixed length, null in records of an older build.</summary>
    public int? Unsettled { get; init; }

    /// <summary>Mean steps that a free phase took.</summary>
    public required double MeanSteps { get; init; }
}
