namespace EqProp.Analog.Circuits;

/// <summary>How synaptic currents act on a membrane.</summary>
public enum ForceForm
{
    /// <summary>
    /// Gradient of the Hopfield energy: ds/dt = rho'(s) (sum W rho + b) - s, projected on the rails. As published
    /// by Scellier and Bengio (2017); nudge -beta dC/ds.
    /// </summary>
    EnergyBased,

    /// <summary>
    /// Currents summed on the membrane: C dV/dt = -g V + sum G rho(V) + I, what a gm-C circuit does;
    /// nudge current -beta dC/dy on y = rho(V).
    /// </summary>
    CurrentSumming,
}

/// <summary>The synapse circuits that exist.</summary>
public enum SynapseKind
{
    /// <summary>A current G y from the source's buffered output y, whatever the target's voltage.</summary>
    Transconductance,

    /// <summary>
    /// A resistor: a current G y - |G| V, so that it loads the target's membrane. From the source's buffered output (a negative one from the
    /// inverted output), or, with the linear activation, between the two membranes.
    /// </summary>
    Resistive,
}

/// <summary>The synapse circuit.</summary>
public sealed record CouplingBlock
{
    /// <summary>Which circuit.</summary>
    public SynapseKind Kind { get; init; } = SynapseKind.Transconductance;

    /// <summary>
    /// Layered: gains of bidirectional amplifiers behind the neurons of each hidden layer, one a layer or one for all: voltages pass forward
    /// times the gain, currents backward times its inverse (Kendall et al. 2020). None if left out.
    /// </summary>
    public IReadOnlyList<double>? AmplifierGains { get; init; }

    /// <summary>How synaptic currents act on a membrane; energyBased if left out, of FitzHugh-Nagumo neurons currentSumming.</summary>
    public ForceForm? Force { get; init; }

    /// <summary>Smallest and largest weight that can be written, in units of the leak conductance.</summary>
    [Twin(nameof(ConductanceRange))]
    public IReadOnlyList<double>? WeightRange { get; init; }

    /// <summary>Smallest and largest transconductance that can be written (signed: a differential cell).</summary>
    [Unit("S")]
    [Twin(nameof(WeightRange))]
    public IReadOnlyList<double>? ConductanceRange { get; init; }

    /// <summary>The memory of each synapse; every write is exact if left out.</summary>
    public SynapseDeviceBlock? Device { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }

    /// <summary>Whether neurons drive their wires: a resistor on a linear neuron sits on the membrane itself.</summary>
    internal bool IsBuffered(ActivationKind activation) => Kind == SynapseKind.Transconductance || activation != ActivationKind.Linear;
}
