using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// A real nudge that swings as beta sin(phi), and correlators that multiply the contrast with the same sine, a lock-in amplifier at each synapse: what a
/// circuit can do of <see cref="Holomorphic"/>.
/// </summary>
/// <remarks>
/// W_ij moves by rate 2 / (P n beta) sum_k sin(phi_k) (y_i y_j(beta sin phi_k) - y_i y_j free) over the P levels phi_k = 2 pi k / P of n periods. The
/// sine picks the first harmonic alone: terms of even order drop out, and that of beta^3 leaves a bias of 3/4 of its size, order beta^2. Each level
/// lasts for a nudged phase and begins where the last ended, so that one too short to settle turns the estimate by its lag.
/// The external read-out learns from the last levels of each sign, a pair of +-beta sin(2 pi / P).
/// </remarks>
public sealed class OscillatingNudge : ILearningRule
{
    private readonly LearningPhases _phases;
    private readonly OscillationBlock _oscillation;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public OscillatingNudge(LearningBlock learning)
    {
        _phases = new(learning);
        _oscillation = learning.Oscillation ?? new();
    }

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.OscillatingNudge,
        Summary = "contrasts at the levels of a sinusoidal real nudge, weighted with the same sine and added up at the synapse",
        Source = "real part of Laborieux and Zenke 2022",
        Couplings = CouplingNeed.Reciprocal,
        StoresFreeState = true,
        Estimators = [EstimatorKind.Centered],
        Settlings = "points times periods",
        Create = learning => new OscillatingNudge(learning),
    };

    /// <inheritdoc/>
    public void Learn(IPhysicalNetwork network, LearningStep step)
    {
        LearningRates rates = step.Rates;
        int points = _oscillation.Points, levels = points * _oscillation.Periods;
        for (int n = 1; n < levels; n++)
        {
            int k = n % points;
            double level = 2 * k % points == 0 ? 0 : Math.Sin(2 * Math.PI * k / points);
            network.Nudge(_phases.Cost, _phases.Beta * level, step.Targets);
            network.Settle(_phases.NudgedPhase);
            if (level != 0)
            {
                HoldSlot slot = level > 0 ? HoldSlot.Positive : HoldSlot.Negative;
                network.Hold(slot);
                network.Update(new(slot, HoldSlot.Free, 2 * level / (levels * _phases.Beta), rates.Weights, rates.Biases, 0)
                {
                    LeakRates = rates.Leaks,
                    Mode = UpdateMode.Accumulate,
                });
            }
        }

        network.Update(new(HoldSlot.Positive, HoldSlot.Negative, 1, rates.Weights, rates.Biases, rates.ReadOut)
        {
            LeakRates = rates.Leaks,
            Mode = UpdateMode.WriteAccumulated,
        });
    }
}
