namespace EqProp.Analog.Circuits;

/// <summary>The topologies that exist.</summary>
public enum TopologyKind
{
    /// <summary>Layers, each fully coupled to the next, and optional skip connections.</summary>
    Layered,

    /// <summary>Every neuron coupled to every other and to every input.</summary>
    Recurrent,

    /// <summary>Neurons and edges spelled out one by one.</summary>
    Elements,
}

/// <summary>Which neurons there are and which are connected.</summary>
public sealed record TopologyBlock
{
    /// <summary>Which fields below apply.</summary>
    public required TopologyKind Kind { get; init; }

    /// <summary>Layered: number of clamped inputs, then of neurons a layer, the output layer last.</summary>
    public IReadOnlyList<int>? Layers { get; init; }

    /// <summary>Layered: pairs [from, to] of layer indices, at least two apart, coupled fully as well.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Skips { get; init; }

    /// <summary>Recurrent: number of clamped inputs.</summary>
    public int? Inputs { get; init; }

    /// <summary>Recurrent: number of neurons that are not outputs.</summary>
    public int? Hidden { get; init; }

    /// <summary>Recurrent: number of output neurons.</summary>
    public int? Outputs { get; init; }

    /// <summary>Elements: every neuron and clamped input by name.</summary>
    public IReadOnlyList<ElementNeuron>? Neurons { get; init; }

    /// <summary>Elements: every synapse.</summary>
    public IReadOnlyList<ElementEdge>? Edges { get; init; }
}

/// <summary>What a named node does.</summary>
public enum NodeRole
{
    /// <summary>Clamped by the input drivers.</summary>
    Input,

    /// <summary>Free.</summary>
    Hidden,

    /// <summary>Free, read out, and nudged.</summary>
    Output,
}

/// <summary>One named neuron, or one clamped input.</summary>
public sealed record ElementNeuron
{
    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>What the node does.</summary>
    public NodeRole Role { get; init; } = NodeRole.Hidden;

    /// <summary>Membrane capacitance; that of <see cref="CircuitBlock.Neurons"/> if left out.</summary>
    [Unit("F")]
    public double? MembraneCapacitance { get; init; }

    /// <summary>Leak conductance; that of <see cref="CircuitBlock.Neurons"/> if left out.</summary>
    [Unit("S")]
    public double? LeakConductance { get; init; }

    /// <summary>Bias, in units of g V_swing of the shared neuron.</summary>
    [Twin(nameof(BiasCurrent))]
    public double? Bias { get; init; }

    /// <summary>Bias current into the node.</summary>
    [Unit("A")]
    [Twin(nameof(Bias))]
    public double? BiasCurrent { get; init; }

    /// <summary>Voltage at time zero, that of <see cref="CircuitBlock.Neurons"/> if left out (of an input: the voltage it is clamped to when no data are given).</summary>
    [Unit("V")]
    public double? InitialVoltage { get; init; }
}

/// <summary>The kinds of synapse between two named nodes.</summary>
public enum EdgeKind
{
    /// <summary>The same conductance acts both ways.</summary>
    Reciprocal,

    /// <summary>Acts on <see cref="ElementEdge.To"/> alone.</summary>
    OneWay,
}

/// <summary>One synapse.</summary>
public sealed record ElementEdge
{
    /// <summary>Name of the presynaptic node.</summary>
    public required string From { get; init; }

    /// <summary>Name of the postsynaptic node.</summary>
    public required string To { get; init; }

    /// <summary>Reciprocal or one-way.</summary>
    public EdgeKind Kind { get; init; } = EdgeKind.Reciprocal;

    /// <summary>Initial weight: conductance in units of the shared leak conductance.</summary>
    [Twin(nameof(Conductance))]
    public double? Weight { get; init; }

    /// <summary>Initial transconductance, signed.</summary>
    [Unit("S")]
    [Twin(nameof(Weight))]
    public double? Conductance { get; init; }

    /// <summary>
    /// Gain of a bidirectional amplifier between the source and this synapse: the source's voltage passes times the gain, the synapse's
    /// current back times its inverse.
    /// </summary>
    public double Gain { get; init; } = 1;

    /// <summary>Whether learning may change it.</summary>
    public bool Plastic { get; init; } = true;
}
