namespace EqProp.Analog.Circuits;

/// <summary>One group of nodes that a topology makes.</summary>
/// <param name="Name">Its name in files, records and messages.</param>
/// <param name="Role">What its nodes do.</param>
/// <param name="Size">Number of nodes.</param>
/// <param name="IsInhibitor">Whether its nodes are the second states of the neurons of another group.</param>
internal readonly record struct TopologyGroup(string Name, NodeRole Role, int Size, bool IsInhibitor = false);

/// <summary>The groups of a valid topology, the clamped one first, then the neurons, the outputs last; inhibitors come behind in the same order.</summary>
internal static class TopologyGroups
{
    /// <summary>Name of the cells of a lattice, all of which can be read.</summary>
    public const string Cells = "cells";

    /// <summary>Layers of a residual stack that are counted; a rule refuses more.</summary>
    public const int MostLayers = 10_000;

    /// <summary>The clamped inputs and the neurons.</summary>
    public static IReadOnlyList<TopologyGroup> Of(TopologyBlock topology) => topology.Kind switch
    {
        TopologyKind.Layered => Layered(topology.Layers ?? []),
        TopologyKind.Recurrent => ByRole(topology.Inputs ?? 0, topology.Hidden ?? 0, topology.Outputs ?? 0),
        TopologyKind.Residual => Layered([.. Enumerable.Repeat(topology.Width ?? 0, 1 + Math.Clamp(topology.Depth ?? 0, 0, MostLayers))]),
        TopologyKind.Elements => ByRole(Count(topology, NodeRole.Input), Count(topology, NodeRole.Hidden), Count(topology, NodeRole.Output)),
        _ => [new("input", NodeRole.Input, topology.Inputs ?? 0), new(Cells, NodeRole.Output, TopologyCounts.LatticeCells(topology))],
    };

    /// <summary>The groups of nodes that are not clamped: neurons, then the inhibitors of those that have two states.</summary>
    public static IReadOnlyList<TopologyGroup> FreeOf(CircuitBlock circuit)
    {
        TopologyGroup[] neurons = [.. Of(circuit.Topology).Where(g => g.Role != NodeRole.Input)];
        return circuit.Neurons.FitzHughNagumo is null
            ? neurons
            : [.. neurons, .. neurons.Select(g => new TopologyGroup(InhibitorOf(g.Name), NodeRole.Hidden, g.Size, IsInhibitor: true))];
    }

    /// <summary>Name of the inhibitors of a group, or of that of one named neuron.</summary>
    public static string InhibitorOf(string name) => name + " inhibitor";

    private static List<TopologyGroup> Layered(IReadOnlyList<int> layers)
    {
        List<TopologyGroup> groups = [];
        for (int i = 0; i < layers.Count; i++)
        {
            NodeRole role = i == 0 ? NodeRole.Input : i == layers.Count - 1 ? NodeRole.Output : NodeRole.Hidden;
            string name = role switch { NodeRole.Input => "input", NodeRole.Output => "output", _ => $"hidden {i}" };
            groups.Add(new TopologyGroup(name, role, layers[i]));
        }

        return groups;
    }

    private static List<TopologyGroup> ByRole(int inputs, int hidden, int outputs)
    {
        List<TopologyGroup> groups = [new("input", NodeRole.Input, inputs)];
        if (hidden > 0)
        {
            groups.Add(new TopologyGroup("hidden", NodeRole.Hidden, hidden));
        }

        groups.Add(new TopologyGroup("output", NodeRole.Output, outputs));
        return groups;
    }

    private static int Count(TopologyBlock topology, NodeRole role) => (topology.Neurons ?? []).Count(neuron => neuron.Role == role);
}
