namespace EqProp.Analog.Circuits;

/// <summary>How fast the fastest neuron or wire of a circuit moves by itself.</summary>
internal static class FastestRate
{
    /// <summary>Largest leak over capacitance of the free neurons, with parasitics, or inverse time constant of their outputs.</summary>
    /// <returns>In inverse seconds; values that could not be read do not count.</returns>
    public static double Of(CircuitBlock circuit) => TopologyGroups.FreeOf(circuit.Topology)
        .Select(group => OfGroup(circuit, group))
        .Where(double.IsFinite)
        .DefaultIfEmpty(circuit.Neurons.LeakConductance / circuit.Neurons.MembraneCapacitance)
        .Max();

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
        TimeConstantBlock? times = (circuit.TimeConstants ?? []).FirstOrDefault(block => GroupNames.Names(block.Groups, group));
        IReadOnlyList<double> taus = times?.Values ?? [];
        if (circuit.Topology.Kind != TopologyKind.Elements)
        {
            double tau = taus.Count > 0 ? OfGroup(circuit, times!, group).Min() : shared.MembraneCapacitance / shared.LeakConductance;
            return [(shared.LeakConductance, tau * shared.LeakConductance)];
        }

        double[] own = taus.Count > 0 ? [.. OfGroup(circuit, times!, group)] : [];
        return (circuit.Topology.Neurons ?? []).Where(node => node.Role == group.Role).Select((node, i) =>
        {
            double leak = node.LeakConductance ?? shared.LeakConductance;
            double capacitance = node.MembraneCapacitance ?? shared.MembraneCapacitance;
            return (leak, own.Length > 0 ? own[Math.Min(i, own.Length - 1)] * leak : capacitance);
        });
    }

    private static IEnumerable<double> OfGroup(CircuitBlock circuit, TimeConstantBlock times, TopologyGroup group)
    {
        IReadOnlyList<double> values = times.Values ?? [];
        int before = TopologyGroups.FreeOf(circuit.Topology)
            .TakeWhile(earlier => earlier != group).Where(earlier => GroupNames.Names(times.Groups, earlier)).Sum(earlier => earlier.Size);
        IEnumerable<double> mine = values.Count == 1 ? values : values.Skip(before).Take(group.Size);
        return mine.DefaultIfEmpty(double.NaN);
    }
}
