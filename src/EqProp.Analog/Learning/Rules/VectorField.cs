using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// Vector-field learning with weights of each direction of their own: the free activity of the source times the nudged change of the target
/// (Scellier et al. 2018). Exact where the two directions agree; else off by an angle that their difference sets.
/// </summary>
/// <remarks>
/// The change is that of the activity y_j = rho(s_j), in both force forms: with the energy-based force it is rho' ds_j, the published product; with
/// summed currents the published change of s_j would miss rho' and be off by tens of degrees even where the directions agree.
/// </remarks>
public sealed class VectorField : ILearningRule
{
    private readonly LearningPhases _phases;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public VectorField(LearningBlock learning) => _phases = new(learning);

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.VectorField,
        Summary = "free activity of the source times the nudged change of the target, for weights of each direction of their own",
        Source = "Scellier et al. 2018",
        Couplings = CouplingNeed.Untied,
        StoresFreeState = true,
        Estimators = [EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.RandomSign, EstimatorKind.Centered],
        Settlings = "2, centered 3",
        Create = learning => new VectorField(learning),
        Require = description => UntiedRules.Require(description, LearningRuleKind.VectorField, LearningRuleKind.EquilibriumPropagation),
    };

    /// <inheritdoc/>
    public void Learn(IPhysicalNetwork network, LearningStep step)
    {
        double beta = _phases.SignedBeta(step.Sign);
        bool centered = _phases.Estimator == EstimatorKind.Centered;
        Nudged(network, step.Targets, beta, HoldSlot.Positive);
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
            Form = CorrelationForm.TimingForward,
            Pre = HoldSlot.Free,
        });
    }

    private void Nudged(IPhysicalNetwork network, ReadOnlySpan<float> targets, double beta, HoldSlot slot)
    {
        network.Nudge(_phases.Cost, beta, targets);
        network.Settle(_phases.NudgedPhase);
        network.Hold(slot);
    }
}
