using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Energy;

/// <summary>Counts what holds activities while the chip learns: capacitors, or converters in their place.</summary>
internal sealed class HoldCounts(CircuitDescription description, NetworkLayout layout)
{
    private readonly SampleHoldBlock? _hold = description.Circuit.Plasticity?.SampleHold;

    /// <summary>Counts for the examples of an update.</summary>
    public IEnumerable<ActionCount> Of(RulePhases rule, double examples)
    {
        double nodes = examples * layout.FreeCount;
        if (_hold?.Converter is { } converter)
        {
            if (rule.HoldsFree)
            {
                yield return Converted(ChipPhase.Free, nodes, converter.Bits);
            }

            yield return Converted(ChipPhase.Nudge, nodes * rule.Copies * rule.Nudged * rule.Samples, converter.Bits);
        }
        else
        {
            if (rule.HoldsFree)
            {
                yield return Held(ActionNames.Sample, ChipPhase.Free, nodes, _hold?.Capacitance, "the free state waits: a sample a free node and example");
            }

            if (rule.Waiting > 0)
            {
                yield return Held(ActionNames.Sample, ChipPhase.Nudge, nodes * rule.Waiting, _hold?.Capacitance, "what a later sample is compared with waits");
            }
        }

        if (rule.Restores > 0)
        {
            yield return Held(
                ActionNames.Restore, ChipPhase.Reset, nodes * rule.Restores, description.Circuit.Neurons.MembraneCapacitance,
                "the next nudged phase starts at the free state: its charge goes onto each membrane");
        }
    }

    private ActionCount Held(string action, ChipPhase phase, double count, double? capacitance, string why) => new()
    {
        Component = _hold?.Converter is null ? ActionNames.SampleHold : ActionNames.HoldConverter,
        Action = action,
        Phase = phase,
        Category = EnergyCategory.Plasticity,
        Count = count,
        Instances = layout.FreeCount,
        Capacitance = capacitance,
        Voltage = description.Circuit.Neurons.VoltageSwing,
        Why = why,
    };

    private ActionCount Converted(ChipPhase phase, double count, int bits) => new()
    {
        Component = ActionNames.HoldConverter,
        Action = ActionNames.Convert,
        Phase = phase,
        Category = EnergyCategory.Conversion,
        Count = count,
        Instances = layout.FreeCount,
        Bits = bits,
        Why = "each sample of a sensor becomes a number",
    };
}
