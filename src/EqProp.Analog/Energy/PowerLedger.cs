using EqProp.Analog.Circuits;

namespace EqProp.Analog.Energy;

/// <summary>Bias currents and leakage times supply and time.</summary>
internal sealed class PowerLedger(CircuitDescription description, ChipCounts counts, ComponentTable? table)
{
    private const double ReferenceTemperature = 300;
    private const string TimeRemedy = "Give circuit.energy.settlingTime, or simulate in time.";

    private readonly EnergyBlock? _energy = description.Circuit.Energy;
    private readonly double _supply = description.Circuit.Process.SupplyVoltage;

    /// <summary>Adds what is drawn over some stretches of time.</summary>
    /// <param name="spans">Each phase, how often it comes, and how long it takes; null where nobody says.</param>
    /// <param name="copies">Copies of the network.</param>
    /// <param name="actions">What the periphery does: its components leak.</param>
    /// <param name="items">Where rows go.</param>
    /// <param name="missing">Where what is not stated goes.</param>
    public void Add(
        IReadOnlyList<(ChipPhase Phase, double Times, double? Seconds)> spans, int copies, IReadOnlyList<ActionCount> actions,
        List<EnergyItem> items, List<MissingComponent> missing)
    {
        (ChipPhase Phase, double Times, double Seconds)[] known = [.. spans.Where(span => span.Seconds > 0).Select(span => (span.Phase, span.Times, span.Seconds!.Value))];
        foreach ((ChipPhase phase, double times, _) in spans.Where(span => span.Seconds is null))
        {
            missing.Add(new($"duration of the phase {RecordShapes.FileName(phase.ToString())}", "power", times, TimeRemedy));
        }

        double seconds = known.Sum(span => span.Times * span.Seconds);
        bool draws = description.Circuit.Coupling.Kind == SynapseKind.Transconductance;
        Current(ActionNames.Neuron, ActionNames.Bias, counts.NeuronGroups, _energy?.NeuronBiasCurrent, "neuronBiasCurrent");
        Current(ActionNames.Synapse, ActionNames.Bias, draws ? counts.SynapseGroups : [], _energy?.SynapseBiasCurrent, "synapseBiasCurrent");
        double warmth = Math.Pow(2, (description.Circuit.Process.Temperature - ReferenceTemperature) / (_energy?.LeakageDoubling ?? 10));
        Current(ActionNames.Neuron, ActionNames.Leak, counts.NeuronGroups, _energy?.NeuronLeakage * warmth, "neuronLeakage");
        Current(ActionNames.Synapse, ActionNames.Leak, counts.SynapseGroups, _energy?.SynapseLeakage * warmth, "synapseLeakage");
        items.AddRange(known.SelectMany(span => Components(actions, span.Phase, span.Times, span.Seconds, warmth)));

        void Current(string component, string action, IReadOnlyList<(string Group, long Count)> groups, double? amperes, string field)
        {
            double circuits = (double)groups.Sum(group => group.Count) * copies;
            if (circuits == 0 || seconds == 0)
            {
                return;
            }

            if (amperes is not { } current)
            {
                missing.Add(new(component, action, circuits * seconds, $"Give circuit.energy.{field}."));
                return;
            }

            items.AddRange(known.Where(_ => current > 0).SelectMany(_ => groups.Where(group => group.Count > 0), (span, group) => new EnergyItem
            {
                Ledger = action == ActionNames.Bias ? EnergyLedger.Periphery : EnergyLedger.Idle,
                Category = EnergyCategory.Static,
                Phase = span.Phase,
                Group = group.Group,
                Component = component,
                Action = action,
                Count = (double)group.Count * copies * span.Times,
                UnitJoules = current * _supply * span.Seconds,
                Source = $"circuit.energy.{field} times supply and time{(_energy?.Source is { } source ? $": {source}" : "")}",
                Fit = _energy?.Fit,
            }));
        }
    }

    private IEnumerable<EnergyItem> Components(IReadOnlyList<ActionCount> actions, ChipPhase phase, double times, double seconds, double warmth)
    {
        foreach (IGrouping<string, ActionCount> component in actions.GroupBy(action => action.Component))
        {
            ComponentEntry? entry = component.Select(action => table?.Find(action.Component, action.Action)).FirstOrDefault(entry => entry?.LeakagePower > 0);
            if (entry is null)
            {
                continue;
            }

            // A component serves a group in several phases and with several actions.
            double instances = component.GroupBy(action => action.Group).Sum(group => group.Max(action => action.Instances));
            yield return new EnergyItem
            {
                Ledger = EnergyLedger.Idle,
                Category = EnergyCategory.Static,
                Phase = phase,
                Component = entry.Component,
                Action = ActionNames.Leak,
                Count = instances * times,
                UnitJoules = entry.LeakagePower!.Value * warmth * seconds,
                Source = ActionEnergy.SourceOf(table!, entry),
                Fit = entry.Fit,
            };
        }
    }
}
