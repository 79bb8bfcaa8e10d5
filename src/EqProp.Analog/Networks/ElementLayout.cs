using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>Sorts named nodes into groups by role, and their edges into one coupling for each pair of groups, kind and gain.</summary>
internal sealed class ElementLayout
{
    private readonly CircuitBlock _circuit;
    private readonly DimensionlessMap _map;
    private readonly List<NodeGroup> _groups = [];
    private readonly Dictionary<string, (int Group, int Node)> _places = [];

    public ElementLayout(CircuitBlock circuit, DimensionlessMap map)
    {
        _circuit = circuit;
        _map = map;
        AddGroup("input", NodeRole.Input);
        AddGroup("hidden", NodeRole.Hidden);
        AddGroup("output", NodeRole.Output);
    }

    public (IReadOnlyList<NodeGroup> Groups, IReadOnlyList<Coupling> Couplings) Build()
    {
        IEnumerable<Coupling> couplings = (_circuit.Topology.Edges ?? [])
            .Select(Place)
            .GroupBy(edge => (Source: edge.Source.Group, Target: edge.Target.Group, edge.Kind, edge.Gain))
            .OrderBy(edges => edges.Key)
            .Select(edges => Couple(edges.Key.Source, edges.Key.Target, edges.Key.Kind, edges) with { Gain = edges.Key.Gain });
        return (_groups, [.. couplings]);
    }

    private void AddGroup(string name, NodeRole role)
    {
        List<ElementNeuron> nodes = [.. (_circuit.Topology.Neurons ?? []).Where(neuron => neuron.Role == role)];
        if (nodes.Count == 0 && role == NodeRole.Hidden)
        {
            return;
        }

        for (int i = 0; i < nodes.Count; i++)
        {
            _places.Add(nodes[i].Name, (_groups.Count, i));
        }

        NodeGroup group = LayoutBuilder.Group(_circuit, name, role, nodes.Count);
        _groups.Add(group with
        {
            Leak = [.. nodes.Select((node, i) => node.LeakConductance / _map.Conductance ?? group.Leak[i])],
            Capacitance = [.. nodes.Select(node => (node.MembraneCapacitance ?? _map.Capacitance) / _map.Capacitance)],
            InitialState = [.. nodes.Select(node => _map.ToState(node.InitialVoltage ?? (role == NodeRole.Input ? null : _circuit.Neurons.InitialVoltage) ?? _map.ReferenceVoltage))],
            InitialBias = nodes.Any(node => node.Bias is not null) ? [.. nodes.Select(node => node.Bias)] : null,
            NodeNames = [.. nodes.Select(node => node.Name)],
        });
    }

    // A reciprocal edge acts both ways, so that its ends may be swapped to start in the earlier group: the amplifier that was at the
    // source is then one of the inverse gain at the other end.
    private PlacedEdge Place(ElementEdge edge)
    {
        (int Group, int Node) from = _places[edge.From];
        (int Group, int Node) to = _places[edge.To];
        bool swap = edge.Kind == EdgeKind.Reciprocal && from.Group > to.Group;
        double weight = edge.Weight
            ?? throw new ArgumentException($"The edge from '{edge.From}' to '{edge.To}' has no weight; resolve the description first.");
        return swap
            ? new PlacedEdge(to, from, edge.Kind, 1 / edge.Gain, weight, edge.Plastic)
            : new PlacedEdge(from, to, edge.Kind, edge.Gain, weight, edge.Plastic);
    }

    private Coupling Couple(int source, int target, EdgeKind kind, IEnumerable<PlacedEdge> edges)
    {
        int columns = _groups[target].Size;
        double[] weights = new double[_groups[source].Size * columns];
        bool[] plastic = new bool[weights.Length];
        foreach (PlacedEdge edge in edges)
        {
            Write(edge.Source.Node, edge.Target.Node, edge);
            if (source == target && kind == EdgeKind.Reciprocal)
            {
                Write(edge.Target.Node, edge.Source.Node, edge);
            }
        }

        return new Coupling { Source = source, Target = target, Kind = kind, Plastic = plastic, InitialWeights = weights };

        void Write(int row, int column, PlacedEdge edge)
        {
            weights[row * columns + column] = edge.Weight;
            plastic[row * columns + column] = edge.Plastic;
        }
    }

    private readonly record struct PlacedEdge(
        (int Group, int Node) Source, (int Group, int Node) Target, EdgeKind Kind, double Gain, double Weight, bool Plastic);
}
