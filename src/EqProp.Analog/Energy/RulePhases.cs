using EqProp.Analog.Circuits;
using EqProp.Analog.Learning.Rules;

namespace EqProp.Analog.Energy;

/// <summary>What a learning rule asks of the chip for one example.</summary>
public sealed record RulePhases
{
    /// <summary>Copies of the network that work at once.</summary>
    public int Copies { get; private init; } = 1;

    /// <summary>Nudged phases.</summary>
    public int Nudged { get; private init; }

    /// <summary>Steps of a nudged phase at which activities are sampled; 1 where they are sampled at its end alone.</summary>
    public int Samples { get; private init; } = 1;

    /// <summary>Samples of an activity that wait for another on a capacitor, the free state not among them.</summary>
    public int Waiting { get; private init; }

    /// <summary>Whether the free state waits.</summary>
    public bool HoldsFree { get; private init; }

    /// <summary>Times that membranes are put back to the held free state.</summary>
    public int Restores { get; private init; }

    /// <summary>Contrasts of two products in a synapse.</summary>
    public int Contrasts { get; private init; } = 1;

    /// <summary>Writes of a minibatch.</summary>
    public int Writes { get; private init; } = 1;

    /// <summary>Reads the learning block.</summary>
    /// <param name="learning">A resolved learning block.</param>
    /// <returns>What its rule asks for.</returns>
    /// <exception cref="InputException">No circuit can do the rule.</exception>
    public static RulePhases Of(LearningBlock learning)
    {
        LearningRuleEntry rule = LearningRuleCatalog.Of(learning.Rule);
        if (rule.SimulationOnly)
        {
            throw new InputException(
                "energy.rule", "learning.rule", $"No circuit can do the rule {RecordShapes.FileName(learning.Rule.ToString())}, so that an update of it has no energy.",
                "Ask for the energy of an inference, or choose a rule that circuits can do (eqprop rules list).");
        }

        return learning.Rule switch
        {
            LearningRuleKind.OscillatingNudge => Oscillating(learning.Oscillation ?? new()),
            LearningRuleKind.Twin => new() { Copies = 2, Nudged = 1 },
            _ => Settling(rule, learning.Estimator == EstimatorKind.Centered, learning.NudgedPhase.Steps ?? 1),
        };
    }

    // A contrast at a step is with the step before, which waits; two phases of stepped rules contrast within each.
    private static RulePhases Settling(LearningRuleEntry rule, bool centered, int steps)
    {
        int nudged = centered ? 2 : 1, samples = rule.SamplesEachStep ? steps : 1;
        return new()
        {
            Nudged = nudged,
            Samples = samples,
            HoldsFree = rule.StoresFreeState || centered,
            Waiting = rule.SamplesEachStep ? nudged * samples : nudged - 1,
            Restores = nudged - 1,
            Contrasts = rule.SamplesEachStep ? nudged * samples : 1,
            Writes = rule.WritesEachStep ? samples : 1,
        };
    }

    // The free phase is the first level; levels of zero are not sampled. Each contrast is with the free state.
    private static RulePhases Oscillating(OscillationBlock oscillation)
    {
        int levels = oscillation.Points * oscillation.Periods;
        int sampled = Enumerable.Range(1, levels - 1).Count(n => 2 * n % oscillation.Points != 0);
        return new() { Nudged = levels - 1, HoldsFree = true, Contrasts = sampled };
    }
}
