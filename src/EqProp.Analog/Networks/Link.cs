namespace EqProp.Analog.Networks;

/// <summary>
/// A coupling that joins each node of a group to one node of another (or of the same), and that learning leaves alone: node i of the target
/// receives G_i y_(i + shift) of the source, or G_i (y_(i + shift) - y_i) where it loads.
/// </summary>
public sealed record Link
{
    /// <summary>Index of the group whose nodes are seen.</summary>
    public required int Source { get; init; }

    /// <summary>Index of the group that receives.</summary>
    public required int Target { get; init; }

    /// <summary>How far the source's node is ahead of the target's.</summary>
    public int Shift { get; init; }

    /// <summary>Gain G of each node of the target; 0 where there is no node to see.</summary>
    public required IReadOnlyList<double> Gains { get; init; }

    /// <summary>Whether the coupling is a resistor, which draws G_i y_i from the target.</summary>
    public bool Loads { get; init; }

    /// <summary>Index of the node that a node of the target sees.</summary>
    /// <param name="node">Index in the target.</param>
    /// <returns>Index in the source; meaningless where the gain is 0.</returns>
    public int Seen(int node) => node + Shift;
}
