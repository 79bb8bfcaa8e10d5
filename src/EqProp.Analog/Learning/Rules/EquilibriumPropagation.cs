using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// Equilibrium propagation: one or two nudged phases from the free state, then one local update (Scellier and Bengio 2017;
/// centered: Laborieux et al. 2021).
/// </summary>
public sealed class EquilibriumPropagation : ILearningRule
{
    private readonly LearningPhases _phases;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public EquilibriumPropagation(LearningBlock learning) => _phases = new(learning);

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
    public void Learn(IPhysicalNetwork network, LearningStep step)
    {
        double beta = _phases.SignedBeta(step.Sign);
        Nudged(network, step.Targets, beta, HoldSlot.Positive);
        bool centered = _phases.Estimator == EstimatorKind.Centered;
        if (centered)
        {
            network.Recall(HoldSlot.Free);
            Nudged(network, step.Targets, -beta, HoldSlot.Negative);
        }

        network.Update(new(
            HoldSlot.Positive, centered ? HoldSlot.Negative : HoldSlot.Free, centered ? 1 / (2 * beta) : 1 / beta,
            step.Rates.Weights, step.Rates.Biases, step.Rates.ReadOut)
        {
            LeakRates = step.Rates.Leaks,
        });
    }

    private void Nudged(IPhysicalNetwork network, ReadOnlySpan<float> targets, double beta, HoldSlot slot)
    {
        network.Nudge(_phases.Cost, beta, targets);
        network.Settle(_phases.NudgedPhase);
        network.Hold(slot);
    }
}
