using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Spatial;

namespace EqProp.Analog.Studies.Gradients;

/// <summary>How well the estimates of equilibrium propagation agree with the exact gradient of a circuit.</summary>
public sealed record GradientResult
{
    /// <summary>Examples averaged over.</summary>
    public required int Examples { get; init; }

    /// <summary>Euclidean length of the exact gradient.</summary>
    public required double ReferenceNorm { get; init; }

    /// <summary>
    /// Least distance of any node of any example to a kink of its activation, in swings; nudges that move a node further
    /// than this lose their order. Infinite for smooth circuits.
    /// </summary>
    public required double KinkDistance { get; init; }

    /// <summary>One row an estimator and nudging strength.</summary>
    public required IReadOnlyList<GradientRow> Rows { get; init; }

    /// <summary>
    /// Slope of the logarithm of the relative error over that of beta, of each estimator: 1 one-sided and 2 centered
    /// where the network is smooth. Null if fewer than two rows are small enough, and above rounding.
    /// </summary>
    public required IReadOnlyDictionary<EstimatorKind, double?> Slopes { get; init; }

    /// <summary>The estimate with the circuit's own phases, precision and beta.</summary>
    public required GradientAgreement OwnPhases { get; init; }

    /// <summary>What is lost because the chip has no energy function; null where nothing is.</summary>
    public Reciprocity? Reciprocity { get; init; }

    /// <summary>The estimator of the learning block (positive for one of random sign).</summary>
    public required EstimatorKind OwnEstimator { get; init; }

    /// <summary>The nudging strength of the learning block.</summary>
    public required double OwnBeta { get; init; }

    /// <summary>Largest |ds/dt| at the end of the own free phase, in swings a time constant.</summary>
    public required double OwnFreeResidual { get; init; }

    /// <summary>The same at the end of the own last nudged phase; null where the rule itself runs that phase.</summary>
    public required double? OwnNudgedResidual { get; init; }

    /// <summary>The rule of the learning block, whose estimate <see cref="OwnPhases"/> is.</summary>
    public LearningRuleKind OwnRule { get; init; }

    /// <summary>What other rules would write: those that a chip carries out at the own beta, exact repairs at the smallest.</summary>
    public IReadOnlyList<RuleRow> Rules { get; init; } = [];

    /// <summary>Equilibrium propagation and echoes through the layers of a residual stack, of the first example; null for other circuits.</summary>
    public SpatialComparison? Stack { get; init; }
}
