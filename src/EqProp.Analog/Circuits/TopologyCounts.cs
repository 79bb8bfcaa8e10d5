namespace EqProp.Analog.Circuits;

/// <summary>How many couplings and free groups a valid topology has.</summary>
internal static class TopologyCounts
{
    /// <summary>
    /// Couplings that learning rates can be given for. Layered: between neighbours, then skips; see <see cref="Feedback"/> for untied ones. Recurrent: inputs to
    /// hidden, inputs to outputs, among hidden, hidden to outputs, among outputs, without those that have no synapse. Residual: within
    /// each layer. Then those between inhibitors, for each coupling between neurons. Elements: 1, for one rate serves all.
    /// </summary>
    public static int Couplings(CircuitBlock circuit)
    {
        TopologyBlock topology = circuit.Topology;
        if (topology.Kind == TopologyKind.Elements)
        {
            return 1;
        }

        return topology.Kind == TopologyKind.Layered ? Math.Max((topology.Layers?.Count ?? 0) - 1, 0) + (topology.Skips?.Count ?? 0) : JoinedRoles(topology).Count();
    }

    /// <summary>Couplings behind those of <see cref="Couplings"/> that carry the way back with weights of their own.</summary>
    public static int Feedback(TopologyBlock topology) =>
        IsUntied(topology) ? JoinedRoles(topology).Count(pair => pair.Source != NodeRole.Input) : 0;

    /// <summary>Whether the two directions between layers have weights of their own.</summary>
    public static bool IsUntied(TopologyBlock topology) => topology is { Kind: TopologyKind.Layered, Feedback: FeedbackKind.Untied };

    /// <summary>Whether any two free neurons act on each other through one weight.</summary>
    public static bool HasSharedWeights(TopologyBlock topology)
    {
        if (topology.Kind != TopologyKind.Elements)
        {
            return !IsUntied(topology) && JoinedRoles(topology).Any(pair => pair.Source != NodeRole.Input);
        }

        var inputs = (topology.Neurons ?? []).Where(neuron => neuron.Role == NodeRole.Input).Select(neuron => neuron.Name).ToHashSet();
        return (topology.Edges ?? []).Any(edge => edge.Kind == EdgeKind.Reciprocal && !inputs.Contains(edge.From) && !inputs.Contains(edge.To));
    }

    /// <summary>Groups of neurons that are not clamped; inhibitors belong to their neurons.</summary>
    public static int FreeGroups(CircuitBlock circuit) => TopologyGroups.FreeOf(circuit).Count(group => !group.IsInhibitor);

    /// <summary>Cells of a ring, a chain or a grid; 0 of anything else.</summary>
    public static int LatticeCells(TopologyBlock topology) => topology.Kind switch
    {
        TopologyKind.Ring or TopologyKind.Chain => Math.Max(topology.Cells ?? 0, 0),
        TopologyKind.Grid => (int)Math.Clamp((long)(topology.Rows ?? 0) * (topology.Columns ?? 0), 0, int.MaxValue),
        _ => 0,
    };

    /// <summary>Whether neurons are joined by fixed resistors alone, so that there is nothing to learn.</summary>
    public static bool IsLattice(TopologyBlock topology) => topology.Kind is TopologyKind.Ring or TopologyKind.Chain or TopologyKind.Grid;

    /// <summary>The roles of the two ends of every synapse that there can be; some may come twice.</summary>
    public static IEnumerable<(NodeRole Source, NodeRole Target)> JoinedRoles(TopologyBlock topology)
    {
        IReadOnlyList<TopologyGroup> groups = TopologyGroups.Of(topology);
        Dictionary<string, NodeRole> roles = [];
        foreach (ElementNeuron neuron in topology.Neurons ?? [])
        {
            roles.TryAdd(neuron.Name, neuron.Role);
        }

        return topology.Kind switch
        {
            TopologyKind.Layered => groups.Zip(groups.Skip(1), (a, b) => (a.Role, b.Role)).Concat((topology.Skips ?? [])
                .Where(skip => skip.Count == 2 && skip.All(layer => layer >= 0 && layer < groups.Count))
                .Select(skip => (groups[skip[0]].Role, groups[skip[1]].Role))),
            TopologyKind.Recurrent => RecurrentPairs(topology.Inputs ?? 0, topology.Hidden ?? 0, topology.Outputs ?? 0),
            TopologyKind.Residual => groups.Skip(1).Where(layer => layer.Size > 1).Select(layer => (layer.Role, layer.Role)),
            TopologyKind.Elements => (topology.Edges ?? []).Where(edge => roles.ContainsKey(edge.From) && roles.ContainsKey(edge.To))
                .Select(edge => (roles[edge.From], roles[edge.To])),
            _ => [],
        };
    }

    /// <summary>The couplings of a recurrent network by the roles of their two groups, in the order of their rates.</summary>
    public static IEnumerable<(NodeRole Source, NodeRole Target)> RecurrentPairs(int inputs, int hidden, int outputs)
    {
        (NodeRole Source, NodeRole Target, bool Exists)[] pairs =
        [
            (NodeRole.Input, NodeRole.Hidden, inputs > 0 && hidden > 0),
            (NodeRole.Input, NodeRole.Output, inputs > 0),
            (NodeRole.Hidden, NodeRole.Hidden, hidden > 1),
            (NodeRole.Hidden, NodeRole.Output, hidden > 0),
            (NodeRole.Output, NodeRole.Output, outputs > 1),
        ];
        return pairs.Where(pair => pair.Exists).Select(pair => (pair.Source, pair.Target));
    }
}
