namespace EqProp.Analog.Circuits;

/// <summary>
/// What the chip draws besides what its simulated voltages tell: bias currents, leakage, converters, wires, control. Costs of single actions come from
/// a component table. What is left out is listed as missing wherever energy is told, never guessed.
/// </summary>
public sealed record EnergyBlock
{
    /// <summary>Component table: the name of a shipped one (<c>circuits/components</c>), or a JSON or CSV file relative to the circuit file.</summary>
    public string? Table { get; init; }

    /// <summary>Current that each neuron circuit draws from the supply while it is powered.</summary>
    [Unit("A")]
    public double? NeuronBiasCurrent { get; init; }

    /// <summary>Current that each transconductance synapse draws from the supply while it is powered, both directions of a reciprocal one together.</summary>
    [Unit("A")]
    public double? SynapseBiasCurrent { get; init; }

    /// <summary>Leakage of a neuron circuit from the supply at 300 K, whether it works or not.</summary>
    [Unit("A")]
    public double? NeuronLeakage { get; init; }

    /// <summary>Leakage of a synapse from the supply at 300 K, whether it works or not.</summary>
    [Unit("A")]
    public double? SynapseLeakage { get; init; }

    /// <summary>Temperature over which leakage doubles: 10 K for junctions and transistors that are off, a rule of thumb.</summary>
    [Unit("K")]
    public double LeakageDoubling { get; init; } = 10;

    /// <summary>Converters that set the clamped inputs; they need their bits.</summary>
    public EnergyConverterBlock? InputConverter { get; init; }

    /// <summary>Converters that read the outputs; their bits are those of <see cref="CircuitBlock.ReadOutConverter"/> if left out.</summary>
    public EnergyConverterBlock? ReadOutConverter { get; init; }

    /// <summary>Wires as long as their synapses are many; not to be given where <see cref="CircuitBlock.Lines"/> has capacitances.</summary>
    public EnergyWireBlock? Wire { get; init; }

    /// <summary>Logic that starts and ends phases.</summary>
    public EnergyControlBlock? Control { get; init; }

    /// <summary>
    /// Time that a phase takes where it has none of its own: with simulation.settling steadyState, and of a circuit that is only simulated.
    /// </summary>
    [Unit("s")]
    public double? SettlingTime { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}

/// <summary>Converters at one side of the chip.</summary>
public sealed record EnergyConverterBlock
{
    /// <summary>Name of the converter in the component table.</summary>
    public required string Component { get; init; }

    /// <summary>Bits of a number.</summary>
    public int? Bits { get; init; }

    /// <summary>Nodes that take turns at one converter: fewer converters, each of which is as many times busy.</summary>
    public int SharedBy { get; init; } = 1;
}

/// <summary>Wires whose length follows from the number of synapses along them.</summary>
public sealed record EnergyWireBlock
{
    /// <summary>Length of wire that one synapse adds: the pitch of its cell.</summary>
    [Unit("m")]
    public required double LengthPerSynapse { get; init; }

    /// <summary>Capacitance per length; 0.2 nF/m is 0.2 fF/um, as NeuroSim and CiMLoop take it.</summary>
    [Unit("F/m")]
    public double CapacitancePerLength { get; init; } = 0.2e-9;
}

/// <summary>Logic that starts and ends phases.</summary>
public sealed record EnergyControlBlock
{
    /// <summary>Name of the logic in the component table.</summary>
    public required string Component { get; init; }
}
