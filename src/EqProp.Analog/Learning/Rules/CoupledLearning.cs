using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// Coupled learning: sources hold the outputs a step of beta from where they were free towards their targets, or away from them, while the
/// rest settles; then one local update (Stern et al. 2021; signs as of Scellier et al. 2023).
/// </summary>
/// <remarks>
/// With e = o - d and K the stiffness of the free outputs, dI/do of the current that moves them by little with the rest settled anew, the
/// contrast over beta tends to the gradient of e^T K e / 2 at K held constant, not to that of |e|^2 / 2: (do/dtheta)^T K e. In a network of
/// linear resistors it is (dV held)^2 - (dV free)^2 of each.
/// </remarks>
public sealed class CoupledLearning : ILearningRule
{
    private readonly LearningPhases _phases;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public CoupledLearning(LearningBlock learning) => _phases = new(learning);

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.CoupledLearning,
        Summary = "sources hold the outputs a step of beta from their free states towards the targets: y_i y_j held less y_i y_j free, or +beta less -beta",
        Source = "Stern et al. 2021; negative and centered: Scellier et al. 2023",
        Couplings = CouplingNeed.Reciprocal,
        StoresFreeState = true,
        Estimators = [EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.RandomSign, EstimatorKind.Centered],
        Settlings = "2, centered 3",
        Create = learning => new CoupledLearning(learning),
        Require = description => ClampedOutputRules.Require(description, LearningRuleKind.CoupledLearning),
    };

    /// <inheritdoc/>
    public void Learn(IPhysicalNetwork network, LearningStep step)
    {
        var sources = new OutputSources(network.Layout);
        sources.Observe(network, step.Targets.Length);
        double beta = _phases.SignedBeta(step.Sign);
        Displaced(network, sources, step.Targets, beta, HoldSlot.Positive);
        bool centered = _phases.Estimator == EstimatorKind.Centered;
        if (centered)
        {
            network.Recall(HoldSlot.Free);
            Displaced(network, sources, step.Targets, -beta, HoldSlot.Negative);
        }

        network.Update(new(
            HoldSlot.Positive, centered ? HoldSlot.Negative : HoldSlot.Free, centered ? 1 / (2 * beta) : 1 / beta,
            step.Rates.Weights, step.Rates.Biases, step.Rates.ReadOut)
        {
            LeakRates = step.Rates.Leaks,
        });
    }

    private void Displaced(IPhysicalNetwork network, OutputSources sources, ReadOnlySpan<float> targets, double beta, HoldSlot slot)
    {
        sources.Hold(network, targets, beta);
        network.Settle(_phases.NudgedPhase);
        network.Hold(slot);
    }
}
