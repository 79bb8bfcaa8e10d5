using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// Equilibrium propagation on two copies of the network at once: one free, the other nudged, or both nudged, apart (Dillavou et al. 2022). The
/// plasticity unit contrasts activities of the two and writes both alike.
/// </summary>
/// <remarks>
/// What sets the copies apart at equal weights, delta of a contrast, biases the estimate by delta / beta, centered by delta / (2 beta). Random
/// signs leave the centered estimate of the nudged copy; copies that change places the mean of the estimates of both. With two equal
/// copies it is <see cref="EquilibriumPropagation"/> to the bit.
/// </remarks>
public sealed class TwinCopies : ILearningRule
{
    private readonly LearningPhases _phases;
    private readonly bool _swaps;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public TwinCopies(LearningBlock learning)
    {
        _phases = new(learning);
        _swaps = learning.Twin?.Swap ?? false;
    }

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.Twin,
        Summary = "two copies at once: y_i y_j of the nudged copy less y_i y_j of the free one, or copies nudged by +beta and -beta",
        Source = "Dillavou et al. 2022, with nudges for clamped outputs",
        Couplings = CouplingNeed.Reciprocal,
        StoresFreeState = false,
        Estimators = [EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.RandomSign, EstimatorKind.Centered],
        Settlings = "1 of both copies",
        Create = learning => new TwinCopies(learning),
        Require = RequireOneUseOfSign,
    };

    /// <inheritdoc/>
    public void Learn(IPhysicalNetwork network, LearningStep step)
    {
        ITwinNetwork twin = network as ITwinNetwork ?? throw new InputException(
            "learning.rule", "learning.rule", "The rule twin needs two copies of the network; this chip has one.",
            "Use learning.rule equilibriumPropagation, or a chip that was made with a twin.");
        double beta = _phases.SignedBeta(step.Sign);
        (TwinCopy nudged, TwinCopy other) = _swaps && step.Sign < 0 ? (TwinCopy.First, TwinCopy.Second) : (TwinCopy.Second, TwinCopy.First);
        bool centered = _phases.Estimator == EstimatorKind.Centered;
        HoldSlot minus = centered ? HoldSlot.Negative : HoldSlot.Free;
        twin.Nudge(nudged, _phases.Cost, beta, step.Targets);
        if (centered)
        {
            twin.Nudge(other, _phases.Cost, -beta, step.Targets);
        }

        twin.Settle(_phases.NudgedPhase);
        twin.Hold(nudged, HoldSlot.Positive);
        twin.Hold(other, minus);
        twin.Update(new(HoldSlot.Positive, minus, centered ? 1 / (2 * beta) : 1 / beta, step.Rates.Weights, step.Rates.Biases, step.Rates.ReadOut)
        {
            LeakRates = step.Rates.Leaks,
        });
    }

    private static void RequireOneUseOfSign(CircuitDescription description)
    {
        LearningBlock learning = description.Learning!;
        if (learning is { Estimator: EstimatorKind.RandomSign, Twin.Swap: true })
        {
            throw new InputException(
                "learning.rule", "learning.twin.swap",
                "The sign drawn for a minibatch cannot turn both the nudge and the places of the copies: what sets them apart would not cancel.",
                "Use learning.estimator positive or centered with swap, or randomSign without it.");
        }
    }
}
