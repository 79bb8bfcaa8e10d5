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
            TopologyKind.Elements => new ElementLayout(circuit, map).Build(),
            _ => LatticeLayout.Build(circuit, map),
        };
        couplings = [.. couplings.Select(coupling => coupling with { Synapse = circuit.Coupling.Kind })];
        bool leaksLearn = description.Learning?.Inhibitor is { LeakRate: > 0 };
        CellLayout? cells = circuit.Neurons.FitzHughNagumo is { } cell ? new(circuit.Topology, cell, groups, couplings, leaksLearn) : null;
        return new NetworkLayout
        {
            Groups = new GroupTimes(circuit, map).Apply(cells?.Groups ?? groups),
            Couplings = cells?.Couplings ?? couplings,
            Links = cells?.Links ?? [],
            Cells = cells?.Cells ?? [],
            ReadGroup = cells?.ReadGroup,
            Force = circuit.ForceOf(),
            WeightMinimum = range[0],
            WeightMaximum = range[1],
            ReadOutClasses = readOutClasses,
            Map = map,
        };
    }

    internal static NodeGroup Group(CircuitBlock circuit, string name, NodeRole role, int size)
    {
        ActivationBlock activation = circuit.ActivationOf(role);
        NonlinearityBlock? nonlinearity = role == NodeRole.Input ? null : circuit.Neurons.FitzHughNagumo?.Nonlinearity;
        double sharedBias = circuit.Neurons.Bias ?? 0;
        return new NodeGroup
        {
            Name = name,
            Role = role,
            Size = size,
            Activation = activation.Kind,
            Gain = activation.Gain,
            Threshold = activation.Threshold / circuit.Neurons.VoltageSwing,
            Nonlinearity = nonlinearity,
            Leak = [.. Enumerable.Repeat(nonlinearity is null ? 1 : CellParts.LinearLeak(nonlinearity), size)],
            Capacitance = [.. Enumerable.Repeat(1.0, size)],
            InitialState = [.. Enumerable.Repeat(role == NodeRole.Input ? 0 : InitialState(circuit), size)],
            Diodes = Diodes(circuit, role),
            Bias = role switch
            {
                NodeRole.Input => 0,
                NodeRole.Output => circuit.OutputNeurons?.Bias ?? sharedBias,
                _ => sharedBias,
            },
        };
    }

    private static double InitialState(CircuitBlock circuit) =>
        circuit.Neurons.InitialVoltage is { } volts ? new DimensionlessMap(circuit.Neurons).ToState(volts) : 0;

    private static NodeDiode[] Diodes(CircuitBlock circuit, NodeRole role)
    {
        DimensionlessMap map = new(circuit.Neurons);
        return [.. circuit.DiodesOf(role).Select(diode => new NodeDiode(
            diode.Kind,
            diode.Direction,
            map.ToState(diode.Voltage),
            diode.SaturationCurrent / map.Current,
            ThermalVoltage.Of(diode, circuit.Process) / map.VoltageSwing))];
    }

    private static (IReadOnlyList<NodeGroup> Groups, IReadOnlyList<Coupling> Couplings) Layered(CircuitBlock circuit)
    {
        if (circuit.Topology.Layers is null)
        {
            throw Unresolved("layers");
        }

        IReadOnlyList<NodeGroup> groups = Groups(circuit);
        Coupling Amplified(int source, int target) =>
            Reciprocal(source, target) with { Gain = AmplifierGain(circuit.Coupling.AmplifierGains, source) };
        Coupling[] couplings =
        [
            .. Enumerable.Range(0, groups.Count - 1).Select(i => Amplified(i, i + 1)),
            .. (circuit.Topology.Skips ?? []).Select(skip => Amplified(skip[0], skip[1])),
        ];
        return (groups, TopologyCounts.IsUntied(circuit.Topology) ? Untied(couplings) : couplings);
    }

    // The ways ahead keep their places; those back come behind in the same order.
    private static Coupling[] Untied(Coupling[] couplings) =>
    [
        .. couplings.Select(ahead => ahead.Source == 0 ? ahead : ahead with { Kind = EdgeKind.OneWay }),
        .. couplings.Index().Where(ahead => ahead.Item.Source != 0).Select(ahead => new Coupling
        {
            Source = ahead.Item.Target,
            Target = ahead.Item.Source,
            Kind = EdgeKind.OneWay,
            FeedbackOf = ahead.Index,
        }),
    ];

    // Inputs have no amplifier: their drivers are as strong as they need be.
    private static double AmplifierGain(IReadOnlyList<double>? gains, int layer) =>
        gains is null || layer == 0 ? 1 : gains[gains.Count == 1 ? 0 : layer - 1];

    internal static IReadOnlyList<NodeGroup> Groups(CircuitBlock circuit) =>
        [.. TopologyGroups.Of(circuit.Topology).Select(g => Group(circuit, g.Name, g.Role, g.Size))];

    private static (IReadOnlyList<NodeGroup> Groups, IReadOnlyList<Coupling> Couplings) Recurrent(CircuitBlock circuit)
    {
        int inputs = circuit.Topology.Inputs ?? throw Unresolved("inputs");
        int hidden = circuit.Topology.Hidden ?? throw Unresolved("hidden");
        int outputs = circuit.Topology.Outputs ?? throw Unresolved("outputs");
        IReadOnlyList<NodeGroup> groups = Groups(circuit);
        int IndexOf(NodeRole role) => groups.Select(group => group.Role).ToList().IndexOf(role);
        return (groups, [.. TopologyCounts.RecurrentPairs(inputs, hidden, outputs)
            .Select(pair => Reciprocal(IndexOf(pair.Source), IndexOf(pair.Target)))]);
    }

    internal static Coupling Reciprocal(int source, int target) =>
        new() { Source = source, Target = target, Kind = EdgeKind.Reciprocal };

    internal static ArgumentException Unresolved(string field) =>
        new($"The topology has no '{field}'; validate the description first.");
}
