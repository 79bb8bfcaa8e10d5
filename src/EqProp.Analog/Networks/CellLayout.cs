using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>Gives the neurons of a layout their inhibitors: a group behind all others for each group of neurons, joined to it one to one.</summary>
internal sealed class CellLayout
{
    private readonly TopologyBlock _topology;
    private readonly FitzHughNagumoBlock _cell;
    private readonly IReadOnlyList<NodeGroup> _neurons;

    /// <summary>Lays out the inhibitors.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="cell">The resolved cell.</param>
    /// <param name="neurons">The clamped inputs, then the groups of neurons.</param>
    /// <param name="synapses">The couplings between them.</param>
    public CellLayout(TopologyBlock topology, FitzHughNagumoBlock cell, IReadOnlyList<NodeGroup> neurons, IReadOnlyList<Coupling> synapses)
    {
        (_topology, _cell, _neurons) = (topology, cell, neurons);
        Groups = [.. neurons, .. neurons.Skip(1).Select(Inhibitors)];
        Cells = [.. Enumerable.Range(1, neurons.Count - 1).Select(g => new Cell(g, InhibitorOf(g)))];
        Couplings = cell.Coupling is { } between ? [.. synapses, .. BetweenInhibitors(between, synapses)] : synapses;
        Links = [.. Cells.SelectMany(Gyrators), .. LatticeLayout.Resistors(topology, neurons, InhibitorOf)];
    }

    public IReadOnlyList<NodeGroup> Groups { get; }

    public IReadOnlyList<Coupling> Couplings { get; }

    public IReadOnlyList<Link> Links { get; }

    public IReadOnlyList<Cell> Cells { get; }

    /// <summary>The inhibitors of the outputs where they answer.</summary>
    public int? ReadGroup => _cell.Answers == AnsweringState.Activator ? null : InhibitorOf(_neurons.ToList().FindLastIndex(group => group.Role == NodeRole.Output));

    private int InhibitorOf(int activator) => _neurons.Count - 1 + activator;

    private NodeGroup Inhibitors(NodeGroup neurons)
    {
        ElementNeuron[] named = [.. (_topology.Neurons ?? []).Where(node => node.Role == neurons.Role)];
        double[] Each(double? shared, Func<ElementNeuron, double?> own) =>
            [.. Enumerable.Range(0, neurons.Size).Select(i => (named.Length > 0 ? own(named[i]) : null) ?? shared ?? throw Unresolved())];
        IReadOnlyList<double>? starts = TopologyCounts.IsLattice(_topology) ? _topology.InitialInhibitors : null;
        return new NodeGroup
        {
            Name = TopologyGroups.InhibitorOf(neurons.Name),
            Role = NodeRole.Hidden,
            Size = neurons.Size,
            Activation = ActivationKind.Linear,
            Leak = Each(_cell.Gamma, node => node.Gamma),
            Capacitance = Each(_cell.Tau, node => node.Tau),
            InitialState = starts ?? Each(_cell.InitialInhibitor, node => node.InitialInhibitor),
            Bias = _cell.B ?? throw Unresolved(),
            // A bias of hidden neurons before learning is none of b.
            InitialBias = [.. Each(_cell.B, node => node.B).Select(b => (double?)b)],
            NodeNames = neurons.NodeNames?.Select(TopologyGroups.InhibitorOf).ToArray(),
        };
    }

    // A passive branch: what flows out of the membrane is what drives the branch.
    private IEnumerable<Link> Gyrators(Cell cell)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, _neurons[cell.Activator].Size)];
        yield return new() { Source = cell.Inhibitor, Target = cell.Activator, Gains = [.. ones.Select(one => -one)] };
        yield return new() { Source = cell.Activator, Target = cell.Inhibitor, Gains = ones };
    }

    /// <summary>One coupling for each pair of groups of neurons, with a resistor wherever any synapse joins two of them.</summary>
    private IEnumerable<Coupling> BetweenInhibitors(InhibitorCouplingBlock between, IReadOnlyList<Coupling> synapses) => synapses
        .Where(coupling => coupling.Source != 0)
        .GroupBy(coupling => (Source: Math.Min(coupling.Source, coupling.Target), Target: Math.Max(coupling.Source, coupling.Target)))
        .Select(pair => Resistors(between, pair.Key.Source, pair.Key.Target, [.. pair]));

    private Coupling Resistors(InhibitorCouplingBlock between, int source, int target, Coupling[] synapses)
    {
        int rows = _neurons[source].Size, columns = _neurons[target].Size;
        var weights = new double[rows * columns];
        var plastic = new bool[weights.Length];
        foreach (Coupling synapse in synapses)
        {
            int across = _neurons[synapse.Target].Size;
            for (int k = 0; k < weights.Length; k++)
            {
                (int i, int j) = Math.DivRem(k, across);
                if (synapse.Exists(i, j, across))
                {
                    bool learns = synapse.Plastic?[k] ?? true;
                    Write(synapse.Source == source ? (i, j) : (j, i), learns);
                }
            }
        }

        return LayoutBuilder.Reciprocal(InhibitorOf(source), InhibitorOf(target)) with
        {
            Synapse = SynapseKind.Resistive,
            Range = (0, between.Maximum),
            InitialWeights = weights,
            Plastic = synapses.All(synapse => synapse.Plastic is null) ? null : plastic,
        };

        void Write((int Row, int Column) at, bool learns)
        {
            (int Row, int Column)[] places = source == target ? [at, (at.Column, at.Row)] : [at];
            foreach ((int row, int column) in places)
            {
                weights[row * columns + column] = between.Weight;
                plastic[row * columns + column] |= learns;
            }
        }
    }

    private static ArgumentException Unresolved() => new("The FitzHugh-Nagumo neuron has values that are not filled in; resolve the description first.");
}
