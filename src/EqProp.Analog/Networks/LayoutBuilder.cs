using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>Lays out the groups and couplings of a described circuit, every element at its nominal value.</summary>
public static class LayoutBuilder
{
    /// <summary>Lays out a circuit.</summary>
    /// <param name="description">A resolved description.</param>
    /// <param name="readOutClasses">Classes of the external read-out; 0 when the outputs are read directly.</param>
    /// <returns>The layout, in dimensionless units.</returns>
    /// <exception cref="ArgumentException">The description is not resolved.</exception>
    public static NetworkLayout Build(CircuitDescription description, int readOutClasses = 0)
    {
        CircuitBlock circuit = description.Circuit;
        if (circuit.Coupling.WeightRange is not { Count: 2 } range)
        {
            throw new ArgumentException("The description has no weight range; resolve it first.", nameof(description));
        }

        DimensionlessMap map = new(circuit.Neurons);
        (IReadOnlyList<NodeGroup> groups, IReadOnlyList<Coupling> couplings) = circuit.Topology.Kind switch
        {
            TopologyKind.Layered => Layered(circuit),
            TopologyKind.Recurrent => Recurrent(circuit),
            _ => new ElementLayout(circuit, map).Build(),
        };
        return new NetworkLayout
        {
            Groups = groups,
            Couplings = couplings,
            Force = circuit.Coupling.Force,
            WeightMinimum = range[0],
            WeightMaximum = range[1],
            ReadOutClasses = readOutClasses,
            Map = map,
        };
    }

    internal static NodeGroup Group(CircuitBlock circuit, string name, NodeRole role, int size)
    {
        ActivationBlock shared = circuit.Neurons.Activation;
        ActivationBlock activation = role switch
        {
            NodeRole.Input => new ActivationBlock { Kind = ActivationKind.Linear },
            NodeRole.Output => circuit.OutputNeurons?.Activation ?? shared,
            _ => shared,
        };
        double sharedBias = circuit.Neurons.Bias ?? 0;
        return new NodeGroup
        {
            Name = name,
            Role = role,
            Size = size,
            Activation = activation.Kind,
            Gain = activation.Gain,
            Threshold = activation.Threshold / circuit.Neurons.VoltageSwing,
            Leak = [.. Enumerable.Repeat(1.0, size)],
            Capacitance = [.. Enumerable.Repeat(1.0, size)],
            InitialState = new double[size],
            Bias = role switch
            {
                NodeRole.Input => 0,
                NodeRole.Output => circuit.OutputNeurons?.Bias ?? sharedBias,
                _ => sharedBias,
            },
        };
    }

    private static (IReadOnlyList<NodeGroup> Groups, IReadOnlyList<Coupling> Couplings) Layered(CircuitBlock circuit)
    {
        IReadOnlyList<int> layers = circuit.Topology.Layers ?? throw Unresolved("layers");
        int last = layers.Count - 1;
        List<NodeGroup> groups = [];
        List<Coupling> couplings = [];
        for (int i = 0; i <= last; i++)
        {
            NodeRole role = i == 0 ? NodeRole.Input : i == last ? NodeRole.Output : NodeRole.Hidden;
            string name = role switch { NodeRole.Input => "input", NodeRole.Output => "output", _ => $"hidden {i}" };
            groups.Add(Group(circuit, name, role, layers[i]));
            if (i > 0)
            {
                couplings.Add(Reciprocal(i - 1, i));
            }
        }

        couplings.AddRange((circuit.Topology.Skips ?? []).Select(skip => Reciprocal(skip[0], skip[1])));
        return (groups, couplings);
    }

    private static (IReadOnlyList<NodeGroup> Groups, IReadOnlyList<Coupling> Couplings) Recurrent(CircuitBlock circuit)
    {
        int inputs = circuit.Topology.Inputs ?? throw Unresolved("inputs");
        int hidden = circuit.Topology.Hidden ?? throw Unresolved("hidden");
        int outputs = circuit.Topology.Outputs ?? throw Unresolved("outputs");
        List<NodeGroup> groups = [Group(circuit, "input", NodeRole.Input, inputs)];
        if (hidden > 0)
        {
            groups.Add(Group(circuit, "hidden", NodeRole.Hidden, hidden));
        }

        groups.Add(Group(circuit, "output", NodeRole.Output, outputs));
        int IndexOf(NodeRole role) => groups.FindIndex(group => group.Role == role);
        return (groups, [.. TopologyCounts.RecurrentPairs(inputs, hidden, outputs)
            .Select(pair => Reciprocal(IndexOf(pair.Source), IndexOf(pair.Target)))]);
    }

    private static Coupling Reciprocal(int source, int target) =>
        new() { Source = source, Target = target, Kind = EdgeKind.Reciprocal };

    private static ArgumentException Unresolved(string field) =>
        new($"The topology has no '{field}'; validate the description first.");
}
