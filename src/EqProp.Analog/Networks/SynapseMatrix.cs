using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>
/// All couplings and links of a network summed into one dense matrix, from every node into every free node, with the conductance by which
/// resistive synapses and links load each free node.
/// </summary>
internal sealed class SynapseMatrix
{
    private readonly double[] _weights;
    private readonly double[] _loads;

    public SynapseMatrix(NetworkLayout layout, NetworkParameters parameters)
    {
        Offsets = new int[layout.Groups.Count + 1];
        for (int g = 0; g < layout.Groups.Count; g++)
        {
            Offsets[g + 1] = Offsets[g] + layout.Groups[g].Size;
        }

        InputCount = layout.InputCount;
        _weights = new double[layout.FreeCount * NodeCount];
        _loads = new double[layout.FreeCount];
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Add(layout.Couplings[c], parameters.Weights[c]);
        }

        foreach (Link link in layout.Links)
        {
            Add(link);
        }
    }

    /// <summary>Index of the first node of each group; the last entry is the number of nodes.</summary>
    public int[] Offsets { get; }

    /// <summary>Clamped nodes; they come first.</summary>
    public int InputCount { get; }

    public int NodeCount => Offsets[^1];

    /// <summary>Whether free nodes act on each other one way or with unlike conductances, so that the network has no energy.</summary>
    public bool IsAsymmetric { get; private set; }

    /// <summary>Sum of |W| over the resistive synapses and of G over the loading links that act on each free node.</summary>
    public ReadOnlySpan<double> Loads => _loads;

    /// <summary>Weights into one free node, from every node in group order, with the gains of amplifiers.</summary>
    public ReadOnlySpan<double> Into(int freeNode) => _weights.AsSpan(freeNode * NodeCount, NodeCount);

    private void Add(Coupling coupling, double[] weights)
    {
        int rows = Offsets[coupling.Source + 1] - Offsets[coupling.Source];
        int columns = Offsets[coupling.Target + 1] - Offsets[coupling.Target];
        bool within = coupling.Source == coupling.Target;
        if (within)
        {
            RequireNoSelfCoupling(coupling, weights, rows);
        }

        IsAsymmetric |= (coupling.Kind == EdgeKind.OneWay && coupling.Source != 0 && coupling.Target != 0) || !coupling.IsSymmetric(columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                int source = Offsets[coupling.Source] + i;
                int target = Offsets[coupling.Target] + j;
                int at = i * columns + j;
                AddOne(source, target, coupling.Forward(at, weights[at]), coupling.Gain, coupling.IsResistive);
                if (coupling.Kind == EdgeKind.Reciprocal && !within)
                {
                    AddOne(target, source, coupling.Backward(at, weights[at]), 1 / coupling.Gain, coupling.IsResistive);
                }
            }
        }
    }

    private void Add(Link link)
    {
        for (int i = 0; i < link.Gains.Count; i++)
        {
            if (link.Gains[i] != 0)
            {
                AddOne(Offsets[link.Source] + link.Seen(i), Offsets[link.Target] + i, link.Gains[i], 1, link.Loads);
            }
        }
    }

    private void AddOne(int from, int into, double weight, double gain, bool loads)
    {
        if (into >= InputCount)
        {
            _weights[(into - InputCount) * NodeCount + from] += gain * weight;
            _loads[into - InputCount] += loads ? Math.Abs(weight) : 0;
        }
    }

    private static void RequireNoSelfCoupling(Coupling coupling, double[] weights, int size)
    {
        for (int i = 0; i < size; i++)
        {
            if (weights[i * size + i] != 0)
            {
                throw new ArgumentException($"Node {i} of group {coupling.Source} is coupled to itself.", nameof(weights));
            }

            for (int j = 0; j < i && coupling.Kind == EdgeKind.Reciprocal; j++)
            {
                if (weights[i * size + j] != weights[j * size + i])
                {
                    throw new ArgumentException(
                        $"The reciprocal coupling within group {coupling.Source} is not symmetric at ({i}, {j}).", nameof(weights));
                }
            }
        }
    }
}
