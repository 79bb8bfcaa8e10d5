namespace EqProp.Analog.Circuits;

/// <summary>The physical chip.</summary>
public sealed record CircuitBlock
{
    /// <summary>Supply and temperature.</summary>
    public ProcessBlock Process { get; init; } = new();

    /// <summary>The neuron circuit that every neuron shares unless something below overrides it.</summary>
    public required NeuronBlock Neurons { get; init; }

    /// <summary>Fields of the output neurons that differ from <see cref="Neurons"/>.</summary>
    public OutputNeuronBlock? OutputNeurons { get; init; }

    /// <summary>Which neurons there are and which are connected.</summary>
    public required TopologyBlock Topology { get; init; }

    /// <summary>The synapse circuit.</summary>
    public CouplingBlock Coupling { get; init; } = new();

    /// <summary>Time constants of neurons that differ from that of the shared neuron; none if left out.</summary>
    public IReadOnlyList<TimeConstantBlock>? TimeConstants { get; init; }

    /// <summary>Parasitics of the wires of a layer; none if left out.</summary>
    public IReadOnlyList<LineBlock>? Lines { get; init; }

    /// <summary>Faults of the neurons' output buffers; ideal if left out.</summary>
    public IReadOnlyList<AmplifierBlock>? Amplifiers { get; init; }

    /// <summary>Limits of the current sources on every membrane; none if left out.</summary>
    public ComplianceBlock? Compliance { get; init; }

    /// <summary>Noise while the circuit runs; none if left out.</summary>
    public NoiseBlock? Noise { get; init; }

    /// <summary>Converter through which answers are read, behind the noise of the read-out; nudges do not pass it. None if left out.</summary>
    public ReadConverterBlock? ReadOutConverter { get; init; }

    /// <summary>Faults of the circuit that learns; ideal if left out.</summary>
    public PlasticityBlock? Plasticity { get; init; }

    /// <summary>How fabricated chips differ; every chip is ideal if left out.</summary>
    public FabricationBlock? Fabrication { get; init; }

    /// <summary>How the elements change with temperature; not at all if left out.</summary>
    public TemperatureBlock? TemperatureModel { get; init; }

    /// <summary>What the chip draws besides what its voltages tell; nothing is stated if left out.</summary>
    public EnergyBlock? Energy { get; init; }
}

/// <summary>Supply and temperature of the chip.</summary>
public sealed record ProcessBlock
{
    /// <summary>Supply voltage.</summary>
    [Unit("V")]
    public double SupplyVoltage { get; init; } = 1.8;

    /// <summary>Junction temperature.</summary>
    [Unit("K")]
    public double Temperature { get; init; } = 300;

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}

/// <summary>How a physical number is known.</summary>
public enum FitKind
{
    /// <summary>Measured on a device.</summary>
    Measured,

    /// <summary>Fitted to measurements.</summary>
    Fitted,

    /// <summary>Assumed by the author.</summary>
    Assumed,
}

/// <summary>
/// A leaky-integrator neuron: C dV/dt = -g (V - V_ref) + I_synapses + I_bias, read through an activation circuit.
/// The dimensionless state is s = (V - V_ref) / V_swing, the time unit is tau = C / g.
/// </summary>
public sealed record NeuronBlock
{
    /// <summary>Membrane capacitance C.</summary>
    [Unit("F")]
    public required double MembraneCapacitance { get; init; }

    /// <summary>Leak conductance g.</summary>
    [Unit("S")]
    public required double LeakConductance { get; init; }

    /// <summary>Voltage between the states s = 0 and s = 1.</summary>
    [Unit("V")]
    public double VoltageSwing { get; init; } = 1;

    /// <summary>Voltage of the state s = 0.</summary>
    [Unit("V")]
    public double ReferenceVoltage { get; init; } = 0.4;

    /// <summary>Membrane voltage at time zero; the reference voltage if left out.</summary>
    [Unit("V")]
    public double? InitialVoltage { get; init; }

    /// <summary>Bias of every neuron before learning, in units of g V_swing; 0 if left out.</summary>
    [Twin(nameof(BiasCurrent))]
    public double? Bias { get; init; }

    /// <summary>Bias current into every neuron before learning; 0 A if left out.</summary>
    [Unit("A")]
    [Twin(nameof(Bias))]
    public double? BiasCurrent { get; init; }

    /// <summary>
    /// The circuit that turns the membrane voltage into the signal that synapses see; hardSigmoid if left out, of FitzHugh-Nagumo neurons linear.
    /// </summary>
    public ActivationBlock? Activation { get; init; }

    /// <summary>Diodes from each neuron's membrane to voltage sources; none if left out.</summary>
    public IReadOnlyList<DiodeBlock>? Diodes { get; init; }

    /// <summary>Makes the neurons FitzHugh-Nagumo circuits; leaky integrators if left out.</summary>
    public FitzHughNagumoBlock? FitzHughNagumo { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}

/// <summary>Overrides for the output neurons; a field left out keeps the value of the other neurons.</summary>
public sealed record OutputNeuronBlock
{
    /// <summary>The activation circuit of the output neurons.</summary>
    public ActivationBlock? Activation { get; init; }

    /// <summary>Diodes of the output neurons; an empty list for none.</summary>
    public IReadOnlyList<DiodeBlock>? Diodes { get; init; }

    /// <summary>Bias of the output neurons before learning, in units of g V_swing of the shared neuron.</summary>
    [Twin(nameof(BiasCurrent))]
    public double? Bias { get; init; }

    /// <summary>Bias current into the output neurons before learning.</summary>
    [Unit("A")]
    [Twin(nameof(Bias))]
    public double? BiasCurrent { get; init; }
}

/// <summary>The activation circuits that exist.</summary>
public enum ActivationKind
{
    /// <summary>Linear between two rails: rho(s) = min(max(s, 0), 1).</summary>
    HardSigmoid,

    /// <summary>Differential pair: rho(s) = tanh(gain (s - threshold)).</summary>
    Tanh,

    /// <summary>One side of a differential pair: rho(s) = 1 / (1 + exp(-gain (s - threshold))).</summary>
    Logistic,

    /// <summary>One ideal diode: rho(s) = max(s, 0).</summary>
    Relu,

    /// <summary>A unity buffer: rho(s) = s.</summary>
    Linear,
}

/// <summary>An activation circuit.</summary>
public sealed record ActivationBlock
{
    /// <summary>Which circuit.</summary>
    public ActivationKind Kind { get; init; } = ActivationKind.HardSigmoid;

    /// <summary>Slope factor, dimensionless, for tanh and logistic; 1 for the others.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Voltage above the reference at which tanh and logistic have their steepest slope; 0 V for the others.</summary>
    [Unit("V")]
    public double Threshold { get; init; }
}
