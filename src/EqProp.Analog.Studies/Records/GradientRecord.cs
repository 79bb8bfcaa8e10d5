namespace EqProp.Analog.Studies.Records;

/// <summary>What the chip would write for some training examples, against the exact gradient of their cost at its present conductances.</summary>
public sealed record GradientRecord
{
    /// <summary>Training examples, the first of the data set.</summary>
    public required int Examples { get; init; }

    /// <summary>One entry a coupling that learns.</summary>
    public required IReadOnlyList<CouplingGradientRecord> Couplings { get; init; }

    /// <summary>Asymmetry |J - J^T| / |J + J^T| of the currents at the free equilibrium, largest over the examples.</summary>
    public required double Asymmetry { get; init; }
}

/// <summary>The same for one coupling.</summary>
public sealed record CouplingGradientRecord
{
    /// <summary>Such as "hidden 1 to output".</summary>
    public required string Name { get; init; }

    /// <summary>Cosine between what is written and minus the gradient: 1 for a perfect plasticity unit.</summary>
    public required double Cosine { get; init; }

    /// <summary>Length of what is written over rate times length of the gradient: 1 for a perfect plasticity unit.</summary>
    public required double NormRatio { get; init; }

    /// <summary>Angle in degrees between the weights ahead and those back, where each direction has its own.</summary>
    public double? FeedbackAngleDegrees { get; init; }
}
