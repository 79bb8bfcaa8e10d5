using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>A nudged phase taken one step of the simulation at a time, so that a rule sees each change of the activities as it happens.</summary>
internal static class SteppedPhase
{
    private static readonly PhaseLength OneStep = new(1);

    /// <summary>Nudges from the present state, which the slot of the free phase holds, and samples after each step.</summary>
    /// <param name="network">The chip.</param>
    /// <param name="phases">The phases of the rule.</param>
    /// <param name="beta">Beta with its sign.</param>
    /// <param name="targets">Targets of the minibatch.</param>
    /// <param name="afterStep">Called with the slots that hold the state before and after the step.</param>
    /// <returns>The slot that holds the end.</returns>
    public static HoldSlot Run(
        IPhysicalNetwork network, LearningPhases phases, double beta, ReadOnlySpan<float> targets, Action<HoldSlot, HoldSlot> afterStep)
    {
        network.Nudge(phases.Cost, beta, targets);
        HoldSlot before = HoldSlot.Free;
        for (int step = 0; step < phases.NudgedPhase.Steps; step++)
        {
            network.Settle(OneStep);
            HoldSlot now = before == HoldSlot.Positive ? HoldSlot.Negative : HoldSlot.Positive;
            network.Hold(now);
            afterStep(before, now);
            before = now;
        }

        return before;
    }

    /// <summary>Lets an external read-out learn from one held nudged state; nothing without one.</summary>
    public static void LearnReadOut(IPhysicalNetwork network, HoldSlot nudged, double rate)
    {
        if (network.Layout.ReadOutClasses > 0)
        {
            double[] weights = new double[network.Layout.Couplings.Count], biases = new double[network.Layout.Groups.Count];
            network.Update(new(nudged, HoldSlot.Free, 0, weights, biases, rate));
        }
    }
}
