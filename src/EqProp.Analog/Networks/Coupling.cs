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

    /// <summary>Index of the coupling whose way back this one is, where the two directions have weights of their own; null: of none.</summary>
    public int? FeedbackOf { get; init; }

    /// <summary>The synapse circuit.</summary>
    public SynapseKind Synapse { get; init; } = SynapseKind.Transconductance;

    /// <summary>Whether the synapses load the membranes they act on.</summary>
    public bool IsResistive => Synapse == SynapseKind.Resistive;

    /// <summary>Smallest and largest weight that can be written; null: those of the layout.</summary>
    public (double Minimum, double Maximum)? Range { get; init; }

    /// <summary>
    /// Gain A of the bidirectional amplifier at the source: synapses see A y of the source and push 1/A of their current back into it. 1 without one.
    /// </summary>
    public double Gain { get; init; } = 1;

    /// <summary>Which synapses learning may write, row-major; null: all (but the diagonal within a group).</summary>
    public IReadOnlyList<bool>? Plastic { get; init; }

    /// <summary>Weights before learning, row-major; null leaves them to the initialisation.</summary>
    public IReadOnlyList<double>? InitialWeights { get; init; }

    /// <summary>
    /// Factor F of each synapse, row-major: its target sees the conductance F W + O; null: 1. Within a group every entry is a direction of
    /// its own, so that F(i, j) and F(j, i) of one reciprocal synapse may differ.
    /// </summary>
    public IReadOnlyList<double>? ForwardGain { get; init; }

    /// <summary>
    /// Factor B of each synapse, row-major: its source sees the conductance B W + O; null: 1. The very list of <see cref="ForwardGain"/>
    /// where both are alike. Unused within a group, one way and from clamped inputs.
    /// </summary>
    public IReadOnlyList<double>? BackwardGain { get; init; }

    /// <summary>Conductance O of each synapse when zero is written, row-major, in units of the leak conductance; null: 0.</summary>
    public IReadOnlyList<double>? Offset { get; init; }

    /// <summary>Whether synapses conduct something else than what is written.</summary>
    public bool IsDrawn => ForwardGain is not null || BackwardGain is not null || Offset is not null;

    /// <summary>Whether the synapses push on their source as well, through entries of their own.</summary>
    public bool ActsOnSource => Kind == EdgeKind.Reciprocal && Source != 0 && Source != Target;

    /// <summary>Conductance of a synapse as its target sees it, without the gain of an amplifier.</summary>
    /// <param name="index">Its entry.</param>
    /// <param name="weight">What is written.</param>
    /// <returns>F W + O.</returns>
    public double Forward(int index, double weight) => (ForwardGain?[index] ?? 1) * weight + (Offset?[index] ?? 0);

    /// <summary>Conductance of a synapse as its source sees it, without the gain of an amplifier.</summary>
    /// <param name="index">Its entry.</param>
    /// <param name="weight">What is written.</param>
    /// <returns>B W + O.</returns>
    public double Backward(int index, double weight) => (BackwardGain?[index] ?? 1) * weight + (Offset?[index] ?? 0);

    /// <summary>Whether both directions of every synapse conduct alike whatever is written, without which there is no energy.</summary>
    /// <param name="targets">Nodes in the target group.</param>
    /// <returns>True for what acts one way or from clamped inputs, too.</returns>
    public bool IsSymmetric(int targets)
    {
        if (ActsOnSource)
        {
            return ReferenceEquals(ForwardGain, BackwardGain) || (ForwardGain ?? Ones(BackwardGain!)).SequenceEqual(BackwardGain ?? Ones(ForwardGain!));
        }

        bool within = Kind == EdgeKind.Reciprocal && Source == Target;
        return !within || (IsMirrored(ForwardGain, targets) && IsMirrored(Offset, targets));
    }

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

    private static IEnumerable<double> Ones(IReadOnlyList<double> alike) => alike.Select(_ => 1.0);

    private static bool IsMirrored(IReadOnlyList<double>? values, int size)
    {
        for (int k = 0; k < (values?.Count ?? 0); k++)
        {
            (int i, int j) = Math.DivRem(k, size);
            if (i < j && values![k] != values[j * size + i])
            {
                return false;
            }
        }

        return true;
    }
}
