namespace EqProp.Analog.Circuits;

/// <summary>One group of nodes that a topology makes.</summary>
/// <param name="Name">Its name in files, records and messages.</param>
/// <param name="Role">What its nodes do.</param>
/// <param name="Size">Number of nodes.</param>
internal readonly record struct TopologyGroup(string Name, NodeRole Role, int Size);

/// <summary>The groups of a valid topology, the clamped one first and the outputs last.</summary>
internal static class TopologyGroups
{
    public static IReadOnlyList<TopologyGroup> Of(TopologyBlock topology) => topology.Kind switch
    {
        TopologyKind.Layered => Layered(topology.Layers ?? []),
        TopologyKind.Recurrent => ByRole(topology.Inputs ?? 0, topology.Hidden ?? 0, topology.Outputs ?? 0),
        _ => ByRole(Count(topology, NodeRole.Input), Count(topology, NodeRole.Hidden), Count(topology, NodeRole.Output)),
    };

    /// <summary>The groups that are not clamped.</summary>
    public static IReadOnlyList<TopologyGroup> FreeOf(TopologyBlock topology) => [.. Of(topology).Where(g => g.Role != NodeRole.Input)];

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
