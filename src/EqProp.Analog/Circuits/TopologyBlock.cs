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

    /// <summary>FitzHugh-Nagumo cells in a closed row, resistors between neighbours.</summary>
    Ring,

    /// <summary>FitzHugh-Nagumo cells in an open row, resistors between neighbours.</summary>
    Chain,

    /// <summary>FitzHugh-Nagumo cells in rows and columns, resistors between the four neighbours.</summary>
    Grid,

    /// <summary>
    /// Layers of as many FitzHugh-Nagumo cells as there are inputs, resistors from each cell to the one of its place in the next layer and from
    /// each input to the first layer, synapses among all cells of a layer. The last layer is read.
    /// </summary>
    Residual,
}

/// <summary>Which weights the currents back from a layer to the one before it have.</summary>
public enum FeedbackKind
{
    /// <summary>Those of the way ahead: one reciprocal synapse.</summary>
    Tied,

    /// <summary>Their own: two synapses that act one way each, as vector-field learning needs them.</summary>
    Untied,
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

    /// <summary>Layered: whether the two directions between free layers share their weights; tied if left out. Inputs act one way in any case.</summary>
    public FeedbackKind? Feedback { get; init; }

    /// <summary>Recurrent: number of clamped inputs. Ring, chain and grid: number of drivers, the first at cell 0; none if left out.</summary>
    public int? Inputs { get; init; }

    /// <summary>Recurrent: number of neurons that are not outputs.</summary>
    public int? Hidden { get; init; }

    /// <summary>Recurrent: number of output neurons.</summary>
    public int? Outputs { get; init; }

    /// <summary>Elements: every neuron and clamped input by name.</summary>
    public IReadOnlyList<ElementNeuron>? Neurons { get; init; }

    /// <summary>Elements: every synapse.</summary>
    public IReadOnlyList<ElementEdge>? Edges { get; init; }

    /// <summary>Ring and chain: number of cells.</summary>
    public int? Cells { get; init; }

    /// <summary>Grid: number of rows. Cells count along rows.</summary>
    public int? Rows { get; init; }

    /// <summary>Grid: number of cells in a row.</summary>
    public int? Columns { get; init; }

    /// <summary>Residual: number of inputs and of cells in a layer.</summary>
    public int? Width { get; init; }

    /// <summary>Residual: number of layers of cells.</summary>
    public int? Depth { get; init; }

    /// <summary>Ring, chain, grid and residual: D of the resistors, each a current D (u_j - u_i) into cell i; at least 0. Learning leaves it alone.</summary>
    [Twin(nameof(LinkResistance))]
    public double? LinkWeight { get; init; }

    /// <summary>The same as the resistance R0 / D of each resistor, with R0 that of the leak conductance.</summary>
    [Unit("Ohm")]
    [Twin(nameof(LinkWeight))]
    public double? LinkResistance { get; init; }

    /// <summary>Ring, chain, grid and residual: Dv of such resistors between inhibitors, at least 0; none if left out.</summary>
    public double? InhibitorLinkWeight { get; init; }

    /// <summary>Ring, chain and grid: weight of the transconductance from each driver into its cell; 1 if left out.</summary>
    public double? InputWeight { get; init; }

    /// <summary>Ring, chain and grid: voltage of each driver when no data are given; the reference voltage if left out.</summary>
    [Unit("V")]
    public IReadOnlyList<double>? InputVoltages { get; init; }

    /// <summary>Ring, chain and grid: membrane voltage of each cell at time zero; that of <see cref="CircuitBlock.Neurons"/> if left out.</summary>
    [Unit("V")]
    public IReadOnlyList<double>? InitialVoltages { get; init; }

    /// <summary>Ring, chain and grid: inhibitor v of each cell at time zero; that of <see cref="NeuronBlock.FitzHughNagumo"/> if left out.</summary>
    public IReadOnlyList<double>? InitialInhibitors { get; init; }

    /// <summary>Ring, chain and grid: standard deviation of normal numbers that are added to the membrane voltages at time zero; none if left out.</summary>
    [Unit("V")]
    public double? InitialSpread { get; init; }

    /// <summary>Ring, chain and grid: seed of <see cref="InitialSpread"/>; 0 if left out.</summary>
    public int? InitialSeed { get; init; }
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

    /// <summary>Coefficient gamma of a FitzHugh-Nagumo neuron's inhibitor; the shared one if left out.</summary>
    public double? Gamma { get; init; }

    /// <summary>Additive input b of a FitzHugh-Nagumo neuron's inhibitor; the shared one if left out.</summary>
    public double? B { get; init; }

    /// <summary>Time constant tau of a FitzHugh-Nagumo neuron's inhibitor, in units of T0; the shared one if left out.</summary>
    public double? Tau { get; init; }

    /// <summary>Inhibitor v of a FitzHugh-Nagumo neuron at time zero; the shared one if left out.</summary>
    public double? InitialInhibitor { get; init; }
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
