namespace EqProp.Analog.Networks;

/// <summary>Weights of nodes as far as known ratios between pairs of them fix them: nodes that ratios join form a tree.</summary>
/// <param name="nodes">How many nodes there are.</param>
internal sealed class MetricForest(int nodes)
{
    private const double Agreement = 1e-9;

    private readonly int[] _parent = [.. Enumerable.Range(0, nodes)];
    private readonly double[] _ratio = [.. Enumerable.Repeat(1.0, nodes)];

    /// <summary>Asks for weight(node) = ratio weight(other).</summary>
    /// <returns>Whether that agrees with what was asked for before; if not, it is left out.</returns>
    public bool Join(int node, int other, double ratio)
    {
        (int root, double weight) = Find(node);
        (int otherRoot, double otherWeight) = Find(other);
        double wanted = ratio * otherWeight;
        if (root == otherRoot)
        {
            return Math.Abs(weight - wanted) <= Agreement * Math.Abs(wanted);
        }

        _parent[root] = otherRoot;
        _ratio[root] = wanted / weight;
        return true;
    }

    /// <summary>The root of a node's tree, and the node's weight over that of the root.</summary>
    public (int Root, double Weight) Find(int node)
    {
        int root = node;
        double weight = 1;
        while (_parent[root] != root)
        {
            weight *= _ratio[root];
            root = _parent[root];
        }

        (_parent[node], _ratio[node]) = (root, weight);
        return (root, weight);
    }
}
