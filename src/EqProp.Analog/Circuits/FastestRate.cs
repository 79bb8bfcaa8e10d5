namespace EqProp.Analog.Circuits;

/// <summary>How fast the fastest neuron or wire of a circuit moves by itself.</summary>
internal static class FastestRate
{
    /// <summary>Largest leak over capacitance of the free neurons, with parasitics, or inverse time constant of their outputs.</summary>
    /// <returns>In inverse seconds; values that could not be read do not count.</returns>
    public static double Of(CircuitBlock circuit) => circuit.Neurons.FitzHughNagumo is not null
        ? CellRate.Of(circuit) * circuit.Neurons.LeakConductance / circuit.Neurons.MembraneCapacitance
        : TopologyGroups.FreeOf(circuit)
            .Select(group => OfGroup(circuit, group))
            .Where(double.IsFinite)
            .DefaultIfEmpty(circuit.Neurons.LeakConductance / circuit.Neurons.MembraneCapacitance)
            .Max();

    /// <summary>Time constants in seconds that the nodes of a group were given, one a node or one for all; none where there are none.</summary>
    public static IReadOnlyList<double> TimesOf(CircuitBlock circuit, TopologyGroup group)
    {
        TimeConstantBlock? times = (circuit.TimeConstants ?? []).FirstOrDefault(block => GroupNames.Names(block.Groups, group));
        return times?.Values is { Count: > 0 } ? [.. OfGroup(circuit, times, group)] : [];
    }

    private static double OfGroup(CircuitBlock circuit, TopologyGroup group)
    {
        bool buffered = circuit.Coupling.IsBuffered(circuit.ActivationOf(group.Role).Kind);
        double parasitic = 0, time = buffered ? AmplifierTimes.OfOutput(circuit, group.Name) : 0;
        foreach (LineBlock line in (circuit.Lines ?? []).Where(line => GroupNames.Names(line.Groups, group)))
        {
            parasitic += line.SummingCapacitance + (buffered ? 0 : line.OutputCapacitance);
        }

        return Membranes(circuit, group).Select(node => node.Leak / (node.Capacitance + parasitic)).Append(time > 0 ? 1 / time : 0).Max();
    }

    // Layers share one neuron, so that only their fastest time constant counts; named nodes have leaks of their own.
    private static IEnumerable<(double Leak, double Capacitance)> Membranes(CircuitBlock circuit, TopologyGroup group)
    {
        NeuronBlock shared = circuit.Neurons;
        IReadOnlyList<double> own = TimesOf(circuit, group);
        if (circuit.Topology.Kind != TopologyKind.Elements)
        {
            double tau = own.Count > 0 ? own.Min() : shared.MembraneCapacitance / shared.LeakConductance;
            return [(shared.LeakConductance, tau * shared.LeakConductance)];
        }

        return (circuit.Topology.Neurons ?? []).Where(node => node.Role == group.Role).Select((node, i) =>
        {
            double leak = node.LeakConductance ?? shared.LeakConductance;
            double capacitance = node.MembraneCapacitance ?? shared.MembraneCapacitance;
            return (leak, own.Count > 0 ? own[Math.Min(i, own.Count - 1)] * leak : capacitance);
        });
    }

    private static IEnumerable<double> OfGroup(CircuitBlock circuit, TimeConstantBlock times, TopologyGroup group)
    {
        IReadOnlyList<double> values = times.Values ?? [];
        int before = TopologyGroups.FreeOf(circuit)
            .TakeWhile(earlier => earlier != group).Where(earlier => GroupNames.Names(times.Groups, earlier)).Sum(earlier => earlier.Size);
        IEnumerable<double> mine = values.Count == 1 ? values : values.Skip(before).Take(group.Size);
        return mine.DefaultIfEmpty(double.NaN);
    }
}
