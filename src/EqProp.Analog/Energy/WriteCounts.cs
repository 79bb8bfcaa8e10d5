using EqProp.Analog.Circuits;

namespace EqProp.Analog.Energy;

/// <summary>Counts what turns held activities into writes.</summary>
internal sealed class WriteCounts(CircuitDescription description)
{
    private const int ProductsOfContrast = 2;

    /// <summary>Counts of an update.</summary>
    /// <param name="plastic">Parameters by group.</param>
    /// <param name="rule">What the rule asks for.</param>
    /// <param name="examples">Examples of the minibatch.</param>
    /// <param name="options">What was measured.</param>
    public IEnumerable<ActionCount> Of(IReadOnlyList<(string Name, long Count)> plastic, RulePhases rule, double examples, ActionOptions options)
    {
        foreach ((string name, long parameters) in plastic)
        {
            yield return Row(ActionNames.Correlator, ActionNames.Multiply, name, ChipPhase.Nudge, ProductsOfContrast * examples * rule.Contrasts * parameters, parameters) with
            {
                Why = $"{ProductsOfContrast} products a contrast, synapse and example; {rule.Contrasts} contrasts",
            };
        }

        SynapseDeviceBlock? device = description.Circuit.Coupling.Device;
        foreach ((string name, long parameters) in plastic)
        {
            double decided = (double)parameters * rule.Writes;
            if (description.Circuit.Plasticity?.Converter is { } converter)
            {
                if (converter.DeadZone > 0)
                {
                    yield return Row(ActionNames.Comparator, ActionNames.Compare, name, ChipPhase.Update, decided, parameters) with { Why = "each wanted change is compared with the dead zone" };
                }

                if (converter.Bits is { } bits)
                {
                    yield return Row(ActionNames.UpdateConverter, ActionNames.Convert, name, ChipPhase.Update, decided, parameters) with
                    {
                        Category = EnergyCategory.Conversion,
                        Bits = bits,
                        Why = "each wanted change becomes a number",
                    };
                }
            }

            int devices = (device?.PerDirection ?? false) && name.Contains("->", StringComparison.Ordinal) ? 2 : 1;
            yield return Row(ActionNames.Synapse, ActionNames.Write, name, ChipPhase.Update, decided * rule.Copies * devices * options.WritesPerParameter, parameters) with
            {
                Conductance = options.WrittenConductance ?? HalfOfLargest(device),
                Why = $"{options.WritesPerParameter:G6} writes or pulses a parameter and update",
            };
        }
    }

    private static ActionCount Row(string component, string action, string group, ChipPhase phase, double count, double instances) => new()
    {
        Component = component,
        Action = action,
        Group = group,
        Phase = phase,
        Category = EnergyCategory.Plasticity,
        Count = count,
        Instances = instances,
        Why = "",
    };

    private double? HalfOfLargest(SynapseDeviceBlock? device)
    {
        if (description.Circuit.Coupling.WeightRange is not { Count: 2 } range)
        {
            return null;
        }

        double largest = device?.FullWeight ?? Math.Max(Math.Abs(range[0]), Math.Abs(range[1]));
        return largest * description.Circuit.Neurons.LeakConductance / 2;
    }
}
