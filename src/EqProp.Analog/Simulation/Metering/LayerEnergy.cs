namespace EqProp.Analog.Simulation.Metering;

/// <summary>
/// Where the energy of a layer went in some time, in joules (or in watts, at one time). Voltages are over the reference voltage: delivered minus
/// dissipated is what its capacitors have gained. Sums over layers, phases and examples are sums of the fields.
/// </summary>
/// <remarks>
/// Each is the integral of v i over elements of one kind. A transconductance synapse is a current source; a resistive one is a resistor behind a
/// driver; between two membranes, what a driver would give is taken from the other membrane. Inductors count as the capacitors of the gyrators
/// that they are equal to.
/// </remarks>
public readonly record struct LayerEnergy
{
    /// <summary>Delivered by bias currents.</summary>
    public double Bias { get; init; }

    /// <summary>Delivered by synapses: the sources of transconductances, or what drives resistors. Less than zero where they take energy out.</summary>
    public double Synapses { get; init; }

    /// <summary>Delivered by couplings of node to node; what gyrators take from one membrane they deliver to the other.</summary>
    public double Links { get; init; }

    /// <summary>Delivered by the nudge.</summary>
    public double Nudge { get; init; }

    /// <summary>Delivered by output buffers into wires with a resistance.</summary>
    public double Buffers { get; init; }

    /// <summary>Dissipated in leaks, the resistors of inductive branches among them.</summary>
    public double Leak { get; init; }

    /// <summary>Dissipated in resistive synapses.</summary>
    public double SynapseResistors { get; init; }

    /// <summary>Dissipated in resistors of node to node.</summary>
    public double LinkResistors { get; init; }

    /// <summary>Dissipated in nonlinear conductances, the leak beside them included, and in diodes with their voltage sources; negative where these are active.</summary>
    public double Nonlinear { get; init; }

    /// <summary>Dissipated in what holds membranes at their rails.</summary>
    public double Rails { get; init; }

    /// <summary>Dissipated in the resistance of output wires.</summary>
    public double Wires { get; init; }

    /// <summary>Growth of the energy stored in membranes and wires, from their voltages at the beginning and at the end alone.</summary>
    public double Stored { get; init; }

    /// <summary>
    /// Charge in coulombs (current in amperes) that output stages of transconductance synapses and of bias currents move: each current counts with its magnitude, where
    /// the output is that drives it (at operating points, where it arrives). Not a number where a circuit says nothing of it.
    /// </summary>
    public double MovedCharge { get; init; }

    /// <summary>Charge in coulombs (current in amperes) that those stages put into membranes, less what they draw from them.</summary>
    public double NetCharge { get; init; }

    /// <summary>All that is delivered.</summary>
    public double Delivered => Bias + Synapses + Links + Nudge + Buffers;

    /// <summary>All that is dissipated.</summary>
    public double Dissipated => Leak + SynapseResistors + LinkResistors + Nonlinear + Rails + Wires;

    /// <summary>What should be zero: delivered less dissipated less stored.</summary>
    public double Imbalance => Delivered - Dissipated - Stored;

    /// <summary>Sum, field by field.</summary>
    /// <param name="a">First.</param>
    /// <param name="b">Second.</param>
    /// <returns>a + b.</returns>
    public static LayerEnergy operator +(LayerEnergy a, LayerEnergy b) => new()
    {
        Bias = a.Bias + b.Bias,
        Synapses = a.Synapses + b.Synapses,
        Links = a.Links + b.Links,
        Nudge = a.Nudge + b.Nudge,
        Buffers = a.Buffers + b.Buffers,
        Leak = a.Leak + b.Leak,
        SynapseResistors = a.SynapseResistors + b.SynapseResistors,
        LinkResistors = a.LinkResistors + b.LinkResistors,
        Nonlinear = a.Nonlinear + b.Nonlinear,
        Rails = a.Rails + b.Rails,
        Wires = a.Wires + b.Wires,
        Stored = a.Stored + b.Stored,
        MovedCharge = a.MovedCharge + b.MovedCharge,
        NetCharge = a.NetCharge + b.NetCharge,
    };

    /// <summary>Multiple, field by field.</summary>
    /// <param name="a">Energies.</param>
    /// <param name="factor">Factor, such as one over the number of examples.</param>
    /// <returns>factor a.</returns>
    public static LayerEnergy operator *(LayerEnergy a, double factor) => new()
    {
        Bias = factor * a.Bias,
        Synapses = factor * a.Synapses,
        Links = factor * a.Links,
        Nudge = factor * a.Nudge,
        Buffers = factor * a.Buffers,
        Leak = factor * a.Leak,
        SynapseResistors = factor * a.SynapseResistors,
        LinkResistors = factor * a.LinkResistors,
        Nonlinear = factor * a.Nonlinear,
        Rails = factor * a.Rails,
        Wires = factor * a.Wires,
        Stored = factor * a.Stored,
        MovedCharge = factor * a.MovedCharge,
        NetCharge = factor * a.NetCharge,
    };
}
