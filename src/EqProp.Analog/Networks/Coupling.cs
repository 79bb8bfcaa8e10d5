using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>
/// All synapses from one group to another (or within one). Weights are a matrix [source nodes x target nodes].
/// A reciprocal coupling acts both ways with the same weights; within one group it is symmetric with zero diagonal.
/// </summary>
public sealed record Coupling
{
    /// <summary>Index of the presynaptic group.</summary>
    public required int Source { get; init; }

    /// <summary>Index of the postsynaptic group.</summary>
    public required int Target { get; init; }

    /// <summary>Reciprocal or one-way.</summary>
    public required EdgeKind Kind { get; init; }

    /// <summary>
    /// Gain A of the bidirectional amplifier at the source: synapses see A y of the source and push 1/A of their current back into it. 1 without one.
    /// </summary>
    public double Gain { get; init; } = 1;

    /// <summary>Which synapses learning may write, row-major; null: all (but the diagonal within a group).</summary>
    public IReadOnlyList<bool>? Plastic { get; init; }

    /// <summary>Weights before learning, row-major; null leaves them to the initialisation.</summary>
    public IReadOnlyList<double>? InitialWeights { get; init; }

    /// <summary>Whether there is a synapse between two nodes: within a group a node is not coupled to itself, and between named
    /// nodes only the edges of the circuit exist. Where there is none, the weight is zero and stays so.</summary>
    /// <param name="source">Index of the node in the source group.</param>
    /// <param name="target">Index of the node in the target group.</param>
    /// <param name="targets">Nodes in the target group.</param>
    /// <returns>True where a conductance can be.</returns>
    public bool Exists(int source, int target, int targets)
    {
        int at = source * targets + target;
        bool isEdge = Plastic is null || Plastic[at] || (InitialWeights is not null && InitialWeights[at] != 0);
        return isEdge && !(Source == Target && source == target);
    }
}
