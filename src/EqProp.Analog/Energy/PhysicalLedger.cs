using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Energy;

/// <summary>
/// The ledger of what was metered: where energy is dissipated, layer by layer, phase by phase. Over a cycle that ends where it began the rows add up to
/// what supplies deliver.
/// </summary>
/// <remarks>
/// A transconductance synapse is an output stage between supply and ground. Where no bias current is stated it is taken as class B, the least that a
/// stage can draw: a current I into the membrane comes out of the supply, one out of it goes to ground, so that the stage dissipates I (V_DD - V) or
/// |I| V. With <see cref="EnergyBlock.SynapseBiasCurrent"/> it is class A: the bias current times the supply is all that it draws, and what it gives to
/// membranes is part of that. Current that membranes return flows into the reference voltage, a source of its own.
/// </remarks>
public static class PhysicalLedger
{
    private const string Metered = "integral of v i along the simulated trajectory";
    private const string Stage = "outputStage";
    private const string Nonlinear = "nonlinear";
    private const double Rounding = 1e-9;

    /// <summary>Rows of what was metered.</summary>
    /// <param name="description">The circuit.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="phases">What was metered.</param>
    /// <param name="count">Inferences or updates that it was metered over: rows are those of one.</param>
    /// <returns>Rows in joules, and what the circuit does not describe.</returns>
    public static (IReadOnlyList<EnergyItem> Items, IReadOnlyList<MissingComponent> Missing) Of(
        CircuitDescription description, NetworkLayout layout, IReadOnlyList<PhaseEnergy> phases, double count)
    {
        var items = new List<EnergyItem>();
        foreach (PhaseEnergy phase in phases)
        {
            for (int g = 0; g < phase.Layers.Count; g++)
            {
                AddLayer(phase.Phase, layout.Groups[g + 1].Name, phase.Layers[g] * (1 / count), items);
            }

            if (phase.Phase != MeteredPhase.Start)
            {
                AddStages(description, phase.Phase, phase.Total * (1 / count), items);
            }
        }

        // What rounding leaves of differences is no energy.
        double least = Rounding * phases.Sum(phase => phase.Layers.Sum(layer => Math.Abs(layer.Delivered) + Math.Abs(layer.Dissipated))) / count;
        items.RemoveAll(item => Math.Abs(item.Joules) <= least);
        return (items, Missing(phases, items));
    }

    private static IReadOnlyList<MissingComponent> Missing(IReadOnlyList<PhaseEnergy> phases, List<EnergyItem> items)
    {
        List<MissingComponent> missing = phases.Any(phase => phase.Phase != MeteredPhase.Start && double.IsNaN(phase.Total.MovedCharge))
            ? [new("driver", "supply current", 1, "What the buffers behind resistive synapses and links draw from the supply beyond what these dissipate is not described: state it as circuit.energy.neuronBiasCurrent.")]
            : [];
        if (items.Any(item => item.Component == Nonlinear && item.Joules < 0))
        {
            missing.Add(new(
                Nonlinear, "supply", 1,
                "Active conductances, and voltage sources behind diodes, deliver more than they take up: their rows are negative, and what feeds them is not described. State it as circuit.energy.neuronBiasCurrent."));
        }

        return missing;
    }

    /// <summary>
    /// Bias rows of class A stages without what these give to membranes and the reference, which has rows of its own; the rows of a phase give in proportion to
    /// what they draw. Rows of other phases and components stay as they are.
    /// </summary>
    /// <param name="description">The circuit.</param>
    /// <param name="items">Rows of the periphery.</param>
    /// <param name="phases">What was metered.</param>
    /// <param name="count">Inferences or updates that it was metered over.</param>
    /// <returns>The rows.</returns>
    public static IReadOnlyList<EnergyItem> WithoutGiven(
        CircuitDescription description, IReadOnlyList<EnergyItem> items, IReadOnlyList<PhaseEnergy> phases, double count) =>
        [.. items.Select(item => IsStage(item) ? Reduced(item, Given(description, phases, item.Phase) / count, items.Where(IsStage).Where(one => one.Phase == item.Phase).Sum(one => one.Joules)) : item)];

    private static bool IsStage(EnergyItem item) => item is { Component: ActionNames.Synapse, Action: ActionNames.Bias };

    private static EnergyItem Reduced(EnergyItem bias, double given, double drawn) => given <= 0 ? bias : bias with
    {
        UnitJoules = Math.Max(0, bias.UnitJoules * (1 - given / drawn)),
        Source = BoundaryLine.Qualified(bias.Source, "less what goes on into membranes"),
    };

    private static double Given(CircuitDescription description, IReadOnlyList<PhaseEnergy> phases, ChipPhase phase) => phases
        .Where(metered => metered.Phase != MeteredPhase.Start && PhaseOf(metered.Phase) == phase)
        .Sum(metered => FromStages(metered.Total) + Math.Max(0, IntoReference(description, metered.Total)));

    private static double FromStages(LayerEnergy total) => total.Bias + total.Synapses + total.Links;

    private static double IntoReference(CircuitDescription description, LayerEnergy total) => description.Circuit.Neurons.ReferenceVoltage * total.NetCharge;

    private static bool IsClassA(CircuitDescription description) => description.Circuit.Energy?.SynapseBiasCurrent > 0;

    private static void AddStages(CircuitDescription description, MeteredPhase phase, LayerEnergy total, List<EnergyItem> items)
    {
        if (double.IsNaN(total.MovedCharge))
        {
            return;
        }

        double reference = IntoReference(description, total);
        Add(phase, "", "reference", "sink", EnergyCategory.Static, Math.Max(0, reference), items);
        if (!IsClassA(description))
        {
            double drawn = description.Circuit.Process.SupplyVoltage * (total.MovedCharge + total.NetCharge) / 2;
            Add(phase, "", Stage, "dissipate", EnergyCategory.Static, drawn - reference - FromStages(total), items, "currents of synapses and biases out of the supply, class B");
        }
    }

    private static void AddLayer(MeteredPhase phase, string group, LayerEnergy layer, List<EnergyItem> items)
    {
        if (phase == MeteredPhase.Start)
        {
            Add(phase, group, "membrane", "recharge", EnergyCategory.Dynamic, layer.Dissipated, items, "C dV^2 / 2 of every membrane, whatever switches it");
            return;
        }

        Add(phase, group, "leak", "dissipate", EnergyCategory.Static, layer.Leak, items);
        Add(phase, group, Nonlinear, "dissipate", EnergyCategory.Static, layer.Nonlinear, items);
        Add(phase, group, "rail", "dissipate", EnergyCategory.Static, layer.Rails, items);
        Add(phase, group, "synapseResistor", "dissipate", EnergyCategory.Coupling, layer.SynapseResistors, items);
        Add(phase, group, "linkResistor", "dissipate", EnergyCategory.Coupling, layer.LinkResistors, items);
        Add(phase, group, "wire", "dissipate", EnergyCategory.Dynamic, layer.Wires, items);
    }

    private static void Add(
        MeteredPhase phase, string group, string component, string action, EnergyCategory category, double joules, List<EnergyItem> items, string source = Metered)
    {
        if (joules != 0)
        {
            items.Add(new EnergyItem
            {
                Ledger = EnergyLedger.Physical,
                Category = category,
                Phase = PhaseOf(phase),
                Group = group,
                Component = component,
                Action = action,
                UnitJoules = joules,
                Source = source == Metered ? Metered : $"{Metered}: {source}",
            });
        }
    }

    private static ChipPhase PhaseOf(MeteredPhase phase) => phase switch
    {
        MeteredPhase.Start => ChipPhase.Reset,
        MeteredPhase.Free => ChipPhase.Free,
        _ => ChipPhase.Nudge,
    };
}
