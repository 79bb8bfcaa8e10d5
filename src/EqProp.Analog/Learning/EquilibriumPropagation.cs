using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>
/// The phases of equilibrium propagation on a clamped minibatch: free phase, one or two nudged phases from the free
/// state, and the local update (Scellier and Bengio 2017; centered: Laborieux et al. 2021).
/// </summary>
public sealed class EquilibriumPropagation
{
    private readonly LearningBlock _learning;
    private readonly double _beta;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public EquilibriumPropagation(LearningBlock learning)
    {
        _learning = learning;
        _beta = learning.Beta ?? throw new ArgumentException("The description is not resolved: beta is missing.", nameof(learning));
        FreePhase = Length(learning.FreePhase);
        NudgedPhase = Length(learning.NudgedPhase);
    }

    /// <summary>Length of the free phase.</summary>
    public PhaseLength FreePhase { get; }

    /// <summary>Length of a nudged phase.</summary>
    public PhaseLength NudgedPhase { get; }

    /// <summary>Settles freely and holds the free state.</summary>
    /// <param name="network">A chip with a clamped minibatch at its starting state.</param>
    /// <returns>How far it settled.</returns>
    public SettlingOutcome Free(IPhysicalNetwork network)
    {
        network.ReleaseNudge();
        SettlingOutcome outcome = network.Settle(FreePhase);
        network.Hold(HoldSlot.Free);
        return outcome;
    }

    /// <summary>Nudges from the held free state and writes the synapses.</summary>
    /// <param name="network">The chip, after <see cref="Free"/>.</param>
    /// <param name="targets">Targets of the minibatch.</param>
    /// <param name="rates">Learning rates.</param>
    /// <param name="sign">Sign of beta for the random-sign estimator: +1 or -1.</param>
    public void Learn(IPhysicalNetwork network, ReadOnlySpan<float> targets, LearningRates rates, int sign)
    {
        double beta = _learning.Estimator switch
        {
            EstimatorKind.Negative => -_beta,
            EstimatorKind.RandomSign => sign * _beta,
            _ => _beta,
        };
        Nudged(network, targets, beta, HoldSlot.Positive);
        bool centered = _learning.Estimator == EstimatorKind.Centered;
        if (centered)
        {
            network.Recall(HoldSlot.Free);
            Nudged(network, targets, -beta, HoldSlot.Negative);
        }

        network.Update(new(
            HoldSlot.Positive, centered ? HoldSlot.Negative : HoldSlot.Free, centered ? 1 / (2 * beta) : 1 / beta,
            rates.Weights, rates.Biases, rates.ReadOut)
        {
            LeakRates = rates.Leaks,
        });
    }

    private void Nudged(IPhysicalNetwork network, ReadOnlySpan<float> targets, double beta, HoldSlot slot)
    {
        network.Nudge(_learning.Cost, beta, targets);
        network.Settle(NudgedPhase);
        network.Hold(slot);
    }

    private static PhaseLength Length(PhaseBlock phase) =>
        new(phase.Steps ?? throw new ArgumentException("The description is not resolved: steps are missing.", nameof(phase)), phase.Residual);
}
