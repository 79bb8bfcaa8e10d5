using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// Equilibrium propagation: one or two nudged phases from the free state, then one local update (Scellier and Bengio 2017;
/// centered: Laborieux et al. 2021).
/// </summary>
public sealed class EquilibriumPropagation : INudgedRule
{
    private readonly NudgedContrast _contrast;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public EquilibriumPropagation(LearningBlock learning) => _contrast = new(learning);

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.EquilibriumPropagation,
        Summary = "contrast of held activities: y_i y_j nudged less y_i y_j free, or +beta less -beta",
        Source = "Scellier and Bengio 2017; centered: Laborieux et al. 2021",
        Couplings = CouplingNeed.Reciprocal,
        StoresFreeState = true,
        Estimators = [EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.RandomSign, EstimatorKind.Alternating, EstimatorKind.Centered],
        Settlings = "2, centered 3",
        Create = learning => new EquilibriumPropagation(learning),
    };

    /// <inheritdoc/>
    public void Learn(INudgedChip chip, LearningStep step) => chip.Update(_contrast.Measure(chip, step));
}
