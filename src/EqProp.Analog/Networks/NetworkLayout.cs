using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>
/// What is on a chip, as the trainer and the kernels see it: groups of nodes and couplings between them, in
/// dimensionless units, with the map back to volts, siemens and seconds. Group 0 holds the clamped inputs;
/// inhibitors of neurons with two states come behind the outputs.
/// </summary>
public sealed record NetworkLayout
{
    /// <summary>All groups; the first is clamped, <see cref="OutputGroup"/> is read out.</summary>
    public required IReadOnlyList<NodeGroup> Groups { get; init; }

    /// <summary>All couplings, in the order in which learning rates are given.</summary>
    public required IReadOnlyList<Coupling> Couplings { get; init; }

    /// <summary>Fixed couplings of node to node.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>Which groups are the two states of neurons that have two.</summary>
    public IReadOnlyList<Cell> Cells { get; init; } = [];

    /// <summary>How synaptic currents act on a membrane.</summary>
    public required ForceForm Force { get; init; }

    /// <summary>Smallest weight that can be written.</summary>
    public required double WeightMinimum { get; init; }

    /// <summary>Largest weight that can be written.</summary>
    public required double WeightMaximum { get; init; }

    /// <summary>Classes of the external read-out; 0 when the outputs are read directly.</summary>
    public int ReadOutClasses { get; init; }

    /// <summary>The map between dimensionless numbers and SI.</summary>
    public required DimensionlessMap Map { get; init; }

    /// <summary>Index of the group that is read and nudged instead of the output neurons' membranes; null: those.</summary>
    public int? ReadGroup { get; init; }

    /// <summary>Index of the output group: what is read and nudged.</summary>
    public int OutputGroup => ReadGroup ?? Groups.ToList().FindLastIndex(group => group.Role == NodeRole.Output);

    /// <summary>Number of clamped inputs.</summary>
    public int InputCount => Groups[0].Size;

    /// <summary>Number of output nodes.</summary>
    public int OutputCount => Groups[OutputGroup].Size;

    /// <summary>Number of values compared with the targets: outputs, or classes of the external read-out.</summary>
    public int AnswerCount => ReadOutClasses > 0 ? ReadOutClasses : OutputCount;

    /// <summary>Smallest and largest weight of a coupling.</summary>
    /// <param name="coupling">One of <see cref="Couplings"/>.</param>
    /// <returns>Its own range, or that of the layout.</returns>
    public (double Minimum, double Maximum) RangeOf(Coupling coupling) => coupling.Range ?? (WeightMinimum, WeightMaximum);

    /// <summary>Whether any synapse loads the membranes it acts on.</summary>
    public bool HasResistiveSynapses => Couplings.Any(coupling => coupling.IsResistive);

    /// <summary>Number of nodes that are not clamped.</summary>
    public int FreeCount => Groups.Skip(1).Sum(group => group.Size);
}
