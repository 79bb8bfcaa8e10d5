using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>
/// What is on a chip, as the trainer and the kernels see it: groups of nodes and couplings between them, in
/// dimensionless units, with the map back to volts, siemens and seconds. Group 0 holds the clamped inputs,
/// the last group the outputs.
/// </summary>
public sealed record NetworkLayout
{
    /// <summary>All groups; the first is clamped, the last is read out.</summary>
    public required IReadOnlyList<NodeGroup> Groups { get; init; }

    /// <summary>All couplings, in the order in which learning rates are given.</summary>
    public required IReadOnlyList<Coupling> Couplings { get; init; }

    /// <summary>How synaptic currents act on a membrane.</summary>
    public required ForceForm Force { get; init; }

    /// <summary>Whether synapses load the membranes they act on.</summary>
    public SynapseKind Synapse { get; init; } = SynapseKind.Transconductance;

    /// <summary>Smallest weight that can be written.</summary>
    public required double WeightMinimum { get; init; }

    /// <summary>Largest weight that can be written.</summary>
    public required double WeightMaximum { get; init; }

    /// <summary>Classes of the external read-out; 0 when the outputs are read directly.</summary>
    public int ReadOutClasses { get; init; }

    /// <summary>The map between dimensionless numbers and SI.</summary>
    public required DimensionlessMap Map { get; init; }

    /// <summary>Index of the output group.</summary>
    public int OutputGroup => Groups.Count - 1;

    /// <summary>Number of clamped inputs.</summary>
    public int InputCount => Groups[0].Size;

    /// <summary>Number of output nodes.</summary>
    public int OutputCount => Groups[^1].Size;

    /// <summary>Number of values compared with the targets: outputs, or classes of the external read-out.</summary>
    public int AnswerCount => ReadOutClasses > 0 ? ReadOutClasses : OutputCount;

    /// <summary>Number of nodes that are not clamped.</summary>
    public int FreeCount => Groups.Skip(1).Sum(group => group.Size);
}
