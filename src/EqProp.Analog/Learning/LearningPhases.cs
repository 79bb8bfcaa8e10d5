using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>The phases that every learning rule has: how long they last, how strong the nudge is, and the free one itself.</summary>
public sealed class LearningPhases
{
    /// <summary>Reads the phases of a description.</summary>
    /// <param name="learning">A resolved learning block.</param>
    /// <exception cref="ArgumentException">It is not resolved.</exception>
    public LearningPhases(LearningBlock learning)
    {
        Beta = learning.Beta ?? throw new ArgumentException("The description is not resolved: beta is missing.", nameof(learning));
        Cost = learning.Cost;
        Estimator = learning.Estimator;
        FreePhase = Length(learning.FreePhase);
        NudgedPhase = Length(learning.NudgedPhase);
    }

    /// <summary>Size of the nudge, dimensionless.</summary>
    public double Beta { get; }

    /// <summary>The cost that nudging lowers.</summary>
    public CostKind Cost { get; }

    /// <summary>Which signs of beta there are.</summary>
    public EstimatorKind Estimator { get; }

    /// <summary>Length of the free phase.</summary>
    public PhaseLength FreePhase { get; }

    /// <summary>Length of a nudged phase.</summary>
    public PhaseLength NudgedPhase { get; }

    /// <summary>Settles freely and holds the free state.</summary>
    /// <param name="chip">A chip with a clamped minibatch at its starting state.</param>
    /// <returns>How far it settled.</returns>
    public SettlingOutcome Free(INudgedChip chip)
    {
        chip.ReleaseNudge();
        SettlingOutcome outcome = chip.Settle(FreePhase);
        chip.Hold(HoldSlot.Free);
        return outcome;
    }

    /// <summary>Beta with its sign in the only (or first) nudged phase of a minibatch.</summary>
    /// <param name="sign">Sign of this minibatch, +1 or -1; taken by <see cref="EstimatorKind.RandomSign"/> and <see cref="EstimatorKind.Alternating"/>.</param>
    /// <returns>Beta, dimensionless.</returns>
    public double SignedBeta(int sign) => Estimator switch
    {
        EstimatorKind.Negative => -Beta,
        EstimatorKind.RandomSign or EstimatorKind.Alternating => sign * Beta,
        _ => Beta,
    };

    private static PhaseLength Length(PhaseBlock phase) =>
        new(phase.Steps ?? throw new ArgumentException("The description is not resolved: steps are missing.", nameof(phase)), phase.Residual);
}
