using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>
/// How much a state counts in the energy. Bidirectional amplifiers make forces reciprocal only in a metric that weighs a group by the
/// squared gain between it and the outputs; inhibitors, which ascend where activators descend, count negatively (a skew-gradient system).
/// </summary>
/// <remarks>
/// Node i with current r_i has dE/dy_i = -m_i r_i, which needs m_i dr_i/dy_j = m_j dr_j/dy_i for every pair. An amplifier of gain A passes
/// voltages forward times A and currents back times 1 / A, so that the weight of the source is A^2 times that of the target; 1 at the
/// outputs. Where an activator sees -c v and the inhibitor d u, the weight of the inhibitor is -c / d times that of its activator. One-way
/// couplings and clamped inputs bind nothing. A nudge of a node is the current -beta / m_i dC/dy_i.
/// </remarks>
public sealed class NetworkMetric
{
    private NetworkMetric(double[][] nodes, bool isConsistent)
    {
        Nodes = nodes;
        Weights = [.. nodes.Select(group => group.Length == 0 ? 1 : IsEven(group) ? group[0] : group.Average())];
        IsConsistent = isConsistent;
    }

    /// <summary>Weight m of each group, the mean of its nodes, the clamped group first.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>
    /// Weight m of each node, one array a group. Where no weights are consistent: 1, -1 for inhibitors, if amplifiers are the reason; else what
    /// the couplings of activators and the transconductors of each cell ask for.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>> Nodes { get; }

    /// <summary>Whether the gains along every closed path agree, without which there is no energy.</summary>
    public bool IsConsistent { get; }

    /// <summary>Finds the weights of a layout.</summary>
    /// <param name="layout">Groups, couplings and links.</param>
    /// <returns>The metric.</returns>
    public static NetworkMetric Of(NetworkLayout layout)
    {
        var bonds = new MetricBonds(layout);
        var forest = new MetricForest(bonds.NodeCount);
        bool agree = bonds.BetweenActivators.All(bond => forest.Join(bond.Node, bond.Other, bond.Ratio));
        bool consistent = agree && !bonds.HasOneWayLinks;
        foreach (MetricBond bond in agree ? bonds.OfInhibitors : [])
        {
            consistent &= forest.Join(bond.Node, bond.Other, bond.Ratio);
        }

        var inhibitors = layout.Cells.Select(cell => cell.Inhibitor).ToHashSet();
        double[][] nodes = agree
            ? Scaled(layout, bonds, forest, inhibitors)
            : [.. layout.Groups.Select((group, g) => Enumerable.Repeat(inhibitors.Contains(g) ? -1.0 : 1, group.Size).ToArray())];
        return new NetworkMetric(nodes, consistent);
    }

    /// <summary>Current of a nudge over -beta dC/dy, 1 / m of each node of the group that is read.</summary>
    internal double[] NudgeFactors(NetworkLayout layout) => [.. Nodes[layout.OutputGroup].Select(weight => 1 / weight)];

    /// <summary>Whether all values are the same.</summary>
    internal static bool IsEven(IReadOnlyList<double> values) => values.All(value => value == values[0]);

    // Each tree counts 1 at its first node in the last group that ascends nothing.
    private static double[][] Scaled(NetworkLayout layout, MetricBonds bonds, MetricForest forest, HashSet<int> inhibitors)
    {
        double[][] nodes = [.. layout.Groups.Select(group => new double[group.Size])];
        nodes[0].AsSpan().Fill(1);
        var scales = new Dictionary<int, double>();
        foreach (int g in Enumerable.Range(1, nodes.Length - 1).OrderBy(inhibitors.Contains).ThenByDescending(g => g))
        {
            for (int i = 0; i < nodes[g].Length; i++)
            {
                (int root, double weight) = forest.Find(bonds.IndexOf(g, i));
                if (!scales.TryGetValue(root, out double scale))
                {
                    scales[root] = scale = (inhibitors.Contains(g) ? -1 : 1) / weight;
                }

                nodes[g][i] = scale * weight;
            }
        }

        return nodes;
    }
}
