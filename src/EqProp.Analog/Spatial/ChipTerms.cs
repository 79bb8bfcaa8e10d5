using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Spatial;

/// <summary>Sorts every element of a chip into the functional of a layer or of what joins two layers.</summary>
/// <remarks>A force A_ij y_j on node i is the term -m_i A_ij y_i y_j if m_i A_ij = m_j A_ji, with the metric m, negative for inhibitors.</remarks>
internal sealed class ChipTerms
{
    private const double Agreement = 1e-12;

    private readonly NetworkLayout _layout;
    private readonly NetworkParameters _parameters;
    private readonly double[] _inputs;
    private readonly ChipStack _stack;
    private readonly Dictionary<(ChipNode Into, ChipNode From), double> _oneToOne = [];

    public ChipTerms(NetworkLayout layout, NetworkParameters parameters, double[] inputs, ChipStack stack)
    {
        (_layout, _parameters, _inputs, _stack) = (layout, parameters, inputs, stack);
        Layers = [.. Enumerable.Range(0, stack.Depth).Select(_ => new TermList())];
        Links = [.. Enumerable.Range(0, stack.Depth - 1).Select(_ => new TermList())];
        for (int g = 1; g < layout.Groups.Count; g++)
        {
            AddNodes(g);
        }

        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            AddCoupling(c);
        }

        foreach (Link link in layout.Links)
        {
            AddLink(link);
        }

        foreach (((ChipNode into, ChipNode from), double gain) in _oneToOne)
        {
            AddPair(into, from, gain);
        }
    }

    public IReadOnlyList<TermList> Layers { get; }

    public IReadOnlyList<TermList> Links { get; }

    private void AddNodes(int group)
    {
        NodeGroup nodes = _layout.Groups[group];
        for (int i = 0; i < nodes.Size; i++)
        {
            ChipNode node = _stack.NodeOf(group, i);
            TermList layer = Layers[node.Layer];
            layer.Add(QuadraticTerm.Source($"b{group}[{i}]", node.Coordinate, -node.Metric), _parameters.Biases[group][i], new(false, group, i, i));
            layer.Add(QuadraticTerm.Source("", node.Coordinate, -node.Metric), nodes.OffsetCurrent?[i] ?? 0);

            // Leaks of nodes with an activation circuit are in their self potential.
            if (_stack.HasCells)
            {
                layer.Add(QuadraticTerm.Leak("", node.Coordinate, node.Metric), nodes.Leak[i]);
            }
        }
    }

    private void AddCoupling(int index)
    {
        Coupling coupling = _layout.Couplings[index];
        int rows = _layout.Groups[coupling.Source].Size, columns = _layout.Groups[coupling.Target].Size;
        bool within = coupling.Source == coupling.Target;
        RequireReciprocal(coupling, columns);
        for (int k = 0; k < rows * columns; k++)
        {
            (int i, int j) = Math.DivRem(k, columns);
            if (!coupling.Exists(i, j, columns) || (within && j < i))
            {
                continue;
            }

            double weight = _parameters.Weights[index][k];
            int load = !coupling.IsResistive ? 0 : coupling.Forward(k, weight) < 0 ? -1 : 1;
            ChipNode target = _stack.NodeOf(coupling.Target, j);
            (TermList terms, QuadraticTerm term) = coupling.Source == 0
                ? Driven($"W{index}[{i},{j}]", target, _inputs[i], load)
                : Mutual($"W{index}[{i},{j}]", _stack.NodeOf(coupling.Source, i), target, load);
            QuadraticTerm seen = term.Times(coupling.ForwardGain?[k] ?? 1);
            int mirror = within ? j * columns + i : k;
            if (coupling.Plastic?[k] ?? true)
            {
                terms.Add(seen, weight, new(true, index, k, mirror));
            }
            else
            {
                terms.Add(seen, weight);
            }

            terms.Add(term, coupling.Offset?[k] ?? 0);
        }
    }

    private void RequireReciprocal(Coupling coupling, int columns)
    {
        bool isReciprocal = coupling.Source == 0 || (coupling.Kind == EdgeKind.Reciprocal && coupling.IsSymmetric(columns));
        if (!isReciprocal || coupling.Gain != 1)
        {
            throw ChipStack.Refuse("Some of its synapses do not act alike both ways.");
        }

        if (coupling.IsResistive && !_stack.HasCells && _layout.Groups[coupling.Target].Activation != ActivationKind.Linear)
        {
            throw ChipStack.Refuse("Resistive synapses load neurons that have an activation circuit.");
        }
    }

    private void AddLink(Link link)
    {
        for (int i = 0; i < link.Gains.Count; i++)
        {
            double gain = link.Gains[i];
            if (gain == 0)
            {
                continue;
            }

            ChipNode into = _stack.NodeOf(link.Target, i);
            if (link.Source == 0)
            {
                (TermList terms, QuadraticTerm term) = Driven("", into, _inputs[link.Seen(i)], link.Loads ? 1 : 0);
                terms.Add(term, gain);
                continue;
            }

            ChipNode from = _stack.NodeOf(link.Source, link.Seen(i));
            _oneToOne[(into, from)] = _oneToOne.GetValueOrDefault((into, from)) + gain;
            if (link.Loads)
            {
                (TermList terms, int at, _) = Home(into, from);
                terms.Add(QuadraticTerm.Leak("", at, into.Metric), gain);
            }
        }
    }

    /// <summary>One of the two directions of what joins two nodes one to one; the term is added with the one that comes first.</summary>
    private void AddPair(ChipNode into, ChipNode from, double gain)
    {
        double back = _oneToOne.GetValueOrDefault((from, into));
        if (Math.Abs(into.Metric * gain - from.Metric * back) > Agreement * Math.Abs(into.Metric * gain))
        {
            throw ChipStack.Refuse("Some nodes that are joined one to one do not act alike both ways.");
        }

        if ((into.Layer, into.Coordinate).CompareTo((from.Layer, from.Coordinate)) < 0)
        {
            (TermList terms, int first, int second) = Home(into, from);
            terms.Add(QuadraticTerm.Pair("", first, second, -into.Metric), gain);
        }
    }

    /// <summary>What a clamped input adds: its current, and its load with the sign of the conductance if it is a resistor.</summary>
    private (TermList Terms, QuadraticTerm Term) Driven(string name, ChipNode node, double input, int load) => (Layers[node.Layer],
        new QuadraticTerm(name, node.Coordinate, node.Coordinate) { Linear = -node.Metric * input, FirstSquare = node.Metric * load });

    private (TermList Terms, QuadraticTerm Term) Mutual(string name, ChipNode one, ChipNode other, int load)
    {
        if (Math.Abs(one.Metric - other.Metric) > Agreement * Math.Abs(one.Metric))
        {
            throw ChipStack.Refuse("Synapses join nodes that do not count alike.");
        }

        (TermList terms, int first, int second) = Home(one, other);
        double square = one.Metric * load;
        return (terms, new QuadraticTerm(name, first, second) { Product = -one.Metric, FirstSquare = square, SecondSquare = square });
    }

    /// <summary>The terms that two nodes belong to, and their coordinates there.</summary>
    private (TermList Terms, int First, int Second) Home(ChipNode one, ChipNode other)
    {
        if (one.Layer == other.Layer)
        {
            return (Layers[one.Layer], one.Coordinate, other.Coordinate);
        }

        int lower = Math.Min(one.Layer, other.Layer);
        if (Math.Abs(one.Layer - other.Layer) > 1 || one.IsInhibitor != other.IsInhibitor)
        {
            throw ChipStack.Refuse("Layers that are not neighbours are joined, or activators with inhibitors of other layers.");
        }

        return (Links[lower], At(one), At(other));

        int At(ChipNode node) => node.Coordinate + (node.Layer == lower ? 0 : _stack.Width);
    }
}
