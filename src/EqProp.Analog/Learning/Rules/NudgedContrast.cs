using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>One nudged phase, or two of opposite signs, from the free state, each held at its end.</summary>
internal sealed class NudgedContrast(LearningBlock learning)
{
    private readonly LearningPhases _phases = new(learning);

    /// <summary>Runs the phases.</summary>
    /// <param name="chip">The chip, its free state held.</param>
    /// <param name="step">Targets, rates and sign.</param>
    /// <returns>The write of what is held, at the rates of the step.</returns>
    public PlasticityCommand Measure(INudgedChip chip, LearningStep step)
    {
        double beta = _phases.SignedBeta(step.Sign);
        Nudged(chip, step.Targets, beta, HoldSlot.Positive);
        bool centered = _phases.Estimator == EstimatorKind.Centered;
        if (centered)
        {
            chip.Recall(HoldSlot.Free);
            Nudged(chip, step.Targets, -beta, HoldSlot.Negative);
        }

        return new(
            HoldSlot.Positive, centered ? HoldSlot.Negative : HoldSlot.Free, centered ? 1 / (2 * beta) : 1 / beta,
            step.Rates.Weights, step.Rates.Biases, step.Rates.ReadOut)
        {
            LeakRates = step.Rates.Leaks,
        };
    }

    private void Nudged(INudgedChip chip, ReadOnlySpan<float> targets, double beta, HoldSlot slot)
    {
        chip.Nudge(_phases.Cost, beta, targets);
        chip.Settle(_phases.NudgedPhase);
        chip.Hold(slot);
    }
}
