using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Networks;

/// <summary>Lays out rings, chains, grids and residual stacks: cells that fixed resistors join to their neighbours.</summary>
internal static class LatticeLayout
{
    /// <summary>The groups, and the synapses within the layers of a residual stack.</summary>
    public static (IReadOnlyList<NodeGroup> Groups, IReadOnlyList<Coupling> Couplings) Build(CircuitBlock circuit, DimensionlessMap map)
    {
        TopologyBlock topology = circuit.Topology;
        IReadOnlyList<NodeGroup> groups = LayoutBuilder.Groups(circuit);
        if (topology.Kind == TopologyKind.Residual)
        {
            return (groups, [.. Enumerable.Range(1, groups.Count - 1).Where(g => groups[g].Size > 1).Select(g => LayoutBuilder.Reciprocal(g, g))]);
        }

        NodeGroup drivers = groups[0], cells = groups[1];
        IReadOnlyList<double>? driven = topology.InputVoltages;
        return ([
            drivers with { InitialState = driven is null ? drivers.InitialState : [.. driven.Select(map.ToState)] },
            cells with { InitialState = Start(topology, cells, map) },
        ], []);
    }

    /// <summary>The fixed resistors between cells, each once in either direction, and the transconductances of drivers.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="groups">The clamped inputs, then the groups of neurons.</param>
    /// <param name="inhibitorOf">Index of the inhibitors of a group of neurons.</param>
    public static IReadOnlyList<Link> Resistors(TopologyBlock topology, IReadOnlyList<NodeGroup> groups, Func<int, int> inhibitorOf)
    {
        if (!TopologyCounts.IsLattice(topology) && topology.Kind != TopologyKind.Residual)
        {
            return [];
        }

        double between = topology.LinkWeight ?? throw LayoutBuilder.Unresolved("linkWeight");
        double inhibitors = topology.InhibitorLinkWeight ?? 0;
        IEnumerable<Link> links = topology.Kind == TopologyKind.Residual
            ? [.. BetweenLayers(groups, 0, g => g, between), .. BetweenLayers(groups, 1, inhibitorOf, inhibitors)]
            : [.. Drivers(topology, groups), .. Neighbours(topology, 1, between), .. Neighbours(topology, inhibitorOf(1), inhibitors)];
        return [.. links];
    }

    private static double[] Start(TopologyBlock topology, NodeGroup cells, DimensionlessMap map)
    {
        double spread = (topology.InitialSpread ?? 0) / map.VoltageSwing;
        var random = new RandomStream(topology.InitialSeed ?? 0, StreamPurpose.StartState);
        return [.. cells.InitialState.Select((shared, i) =>
            (topology.InitialVoltages is { } given ? map.ToState(given[i]) : shared) + (spread > 0 ? spread * random.NextGaussian() : 0))];
    }

    private static IEnumerable<Link> Drivers(TopologyBlock topology, IReadOnlyList<NodeGroup> groups)
    {
        int drivers = groups[0].Size;
        if (drivers > 0)
        {
            double weight = topology.InputWeight ?? 1;
            yield return new() { Source = 0, Target = 1, Gains = [.. Enumerable.Range(0, groups[1].Size).Select(i => i < drivers ? weight : 0)] };
        }
    }

    // Clamped inputs feel nothing, so that their resistors act one way.
    private static IEnumerable<Link> BetweenLayers(IReadOnlyList<NodeGroup> groups, int first, Func<int, int> indexOf, double weight)
    {
        for (int g = first; g < groups.Count - 1 && weight > 0; g++)
        {
            double[] gains = [.. Enumerable.Repeat(weight, groups[g].Size)];
            yield return new() { Source = indexOf(g), Target = indexOf(g + 1), Loads = true, Gains = gains };
            if (g > 0)
            {
                yield return new() { Source = indexOf(g + 1), Target = indexOf(g), Loads = true, Gains = gains };
            }
        }
    }

    private static IEnumerable<Link> Neighbours(TopologyBlock topology, int group, double weight)
    {
        int cells = TopologyCounts.LatticeCells(topology);
        int row = topology.Kind == TopologyKind.Grid ? topology.Columns ?? 1 : cells;
        List<(int Shift, Func<int, bool> Has)> ahead = [(1, i => i % row < row - 1)];
        if (topology.Kind == TopologyKind.Grid)
        {
            ahead.Add((row, i => i + row < cells));
        }
        else if (topology.Kind == TopologyKind.Ring)
        {
            ahead.Add((cells - 1, i => i == 0));
        }

        foreach ((int shift, Func<int, bool> has) in ahead.Where(_ => weight > 0))
        {
            double[] forward = [.. Enumerable.Range(0, cells).Select(i => has(i) ? weight : 0)];
            double[] backward = [.. Enumerable.Range(0, cells).Select(i => i >= shift && has(i - shift) ? weight : 0)];
            if (forward.Any(gain => gain != 0))
            {
                yield return new() { Source = group, Target = group, Shift = shift, Loads = true, Gains = forward };
                yield return new() { Source = group, Target = group, Shift = -shift, Loads = true, Gains = backward };
            }
        }
    }
}
