using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>
/// Nodes that share an activation circuit and a role: a layer, the clamped inputs, or the named nodes of one role.
/// Arrays have one entry a node and are relative to the shared neuron circuit.
/// </summary>
public sealed record NodeGroup
{
    /// <summary>Name in records, such as "hidden 1".</summary>
    public required string Name { get; init; }

    /// <summary>What the nodes do.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>Number of nodes.</summary>
    public required int Size { get; init; }

    /// <summary>Which activation circuit the nodes have.</summary>
    public required ActivationKind Activation { get; init; }

    /// <summary>Slope factor of tanh and logistic.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>State at which tanh and logistic are steepest.</summary>
    public double Threshold { get; init; }

    /// <summary>
    /// Nonlinear conductance on each membrane, in place of an activation circuit (<see cref="Activation"/> is linear); null: none. It carries f(s) +
    /// <see cref="Leak"/> s, so that the slope of f at zero is minus the nominal leak: -1, but alpha for the cubic of that name.
    /// </summary>
    public NonlinearityBlock? Nonlinearity { get; init; }

    /// <summary>Whether learning may write <see cref="Leak"/>: gamma of inhibitors. What is written is what the device has.</summary>
    public bool PlasticLeak { get; init; }

    /// <summary>Leak conductance over the shared one.</summary>
    public required IReadOnlyList<double> Leak { get; init; }

    /// <summary>Membrane capacitance over the shared one.</summary>
    public required IReadOnlyList<double> Capacitance { get; init; }

    /// <summary>Factor a on each activation circuit's slope, y = rho(a (s + delta)); null: 1. Current-summing force only.</summary>
    public IReadOnlyList<double>? Slope { get; init; }

    /// <summary>
    /// Voltage delta in swings between each membrane and the input of its activation circuit; null: 0. With it and <see cref="Slope"/> the
    /// state of a node is a (s + delta), the voltage that the activation circuit sees as if it were ideal; s is that of the membrane.
    /// </summary>
    public IReadOnlyList<double>? Offset { get; init; }

    /// <summary>Current that joins each node's bias and acts as it does, in units of g V_swing; null: 0.</summary>
    public IReadOnlyList<double>? OffsetCurrent { get; init; }

    /// <summary>
    /// Gain of each node's output buffer as its synapses and its sensor see it; null: 1. What synapses see of it is in
    /// <see cref="Coupling.ForwardGain"/> and <see cref="Coupling.BackwardGain"/> already.
    /// </summary>
    public IReadOnlyList<double>? OutputGain { get; init; }

    /// <summary>Diodes on each membrane.</summary>
    public IReadOnlyList<NodeDiode> Diodes { get; init; } = [];

    /// <summary>Time constant of the buffer and the wire that carry each node's output to its synapses, in shared time constants; 0 without one.</summary>
    public double LineTime { get; init; }

    /// <summary>Fastest change of what is behind <see cref="LineTime"/>, in activity a shared time constant; infinite for an ideal buffer.</summary>
    public double SlewRate { get; init; } = double.PositiveInfinity;

    /// <summary>Root mean square of the buffer's white noise behind <see cref="LineTime"/>, in activity, of a node of slope factor 1; 0 for an ideal buffer.</summary>
    public double OutputNoise { get; init; }

    /// <summary>State at time zero, slope and offset included (of clamped inputs: when no data are given).</summary>
    public required IReadOnlyList<double> InitialState { get; init; }

    /// <summary>Bias before learning of the nodes for which neither <see cref="InitialBias"/> nor the initialisation gives one.</summary>
    public double Bias { get; init; }

    /// <summary>Each node's own bias before learning; null leaves it to the initialisation, or else to <see cref="Bias"/>.</summary>
    public IReadOnlyList<double?>? InitialBias { get; init; }

    /// <summary>Names of the nodes, where they have names.</summary>
    public IReadOnlyList<string>? NodeNames { get; init; }

    /// <summary>Slope factor of a node's activation circuit.</summary>
    /// <param name="node">Index in the group.</param>
    /// <returns>a of <see cref="Slope"/>.</returns>
    public double SlopeOf(int node) => Slope?[node] ?? 1;

    /// <summary>Offset of a node's activation circuit.</summary>
    /// <param name="node">Index in the group.</param>
    /// <returns>delta of <see cref="Offset"/>, in swings.</returns>
    public double OffsetOf(int node) => Offset?[node] ?? 0;

    /// <summary>Voltage of a membrane whose activation circuit sees a state.</summary>
    /// <param name="node">Index in the group.</param>
    /// <param name="state">a (s + delta).</param>
    /// <returns>s, in swings.</returns>
    public double MembraneOf(int node, double state) => state / SlopeOf(node) - OffsetOf(node);

    /// <summary>Name of one node: its own, or the group's with the index.</summary>
    /// <param name="node">Index in the group.</param>
    /// <returns>A name unique in the circuit.</returns>
    public string NameOf(int node) => NodeNames is null ? $"{Name}[{node}]" : NodeNames[node];
}
