namespace EqProp.Analog.Circuits;

/// <summary>How fast the fastest state of a circuit of FitzHugh-Nagumo neurons moves by itself.</summary>
internal static class CellRate
{
    /// <summary>
    /// Largest rate of decay: (fall of f + 2 sum D) / C of an activator, (gamma + 2 sum Dv) / tau of an inhibitor, the sums over the fixed
    /// resistors on it. A row of cells has 4 D + 3 with the cubic f.
    /// </summary>
    /// <returns>In units of 1 / T0; values that could not be read do not count.</returns>
    public static double Of(CircuitBlock circuit)
    {
        IReadOnlyList<TopologyGroup> groups = TopologyGroups.FreeOf(circuit);
        int neurons = groups.Count(group => !group.IsInhibitor);
        return groups
            .SelectMany((group, g) => OfGroup(circuit, group, groups[g % neurons].Role))
            .Where(double.IsFinite)
            .DefaultIfEmpty(CellParts.SteepestFall(circuit.Neurons.FitzHughNagumo!.Nonlinearity))
            .Max();
    }

    private static IEnumerable<double> OfGroup(CircuitBlock circuit, TopologyGroup group, NodeRole role)
    {
        TopologyBlock topology = circuit.Topology;
        int links = CellParts.MostLinks(topology);
        double fall = CellParts.SteepestFall(circuit.Neurons.FitzHughNagumo!.Nonlinearity) + 2 * links * (topology.LinkWeight ?? 0);
        double load = 2 * links * (topology.InhibitorLinkWeight ?? 0);
        double[] own = [.. FastestRate.TimesOf(circuit, group).Select(seconds => seconds / new DimensionlessMap(circuit.Neurons).TimeConstant)];
        return CellParts.Of(circuit, role).SelectMany((cell, i) =>
        {
            double conductance = group.IsInhibitor ? cell.Gamma + load : fall;
            double drawn = group.IsInhibitor ? cell.Tau : cell.Capacitance;
            IEnumerable<double> times = own.Length == 0 ? [drawn] : topology.Kind == TopologyKind.Elements ? [own[Math.Min(i, own.Length - 1)]] : own;
            return times.Select(time => conductance / time);
        });
    }
}
