namespace EqProp.Analog.Circuits;

/// <summary>Parameters that differ between fabricated elements.</summary>
public enum VariedParameter
{
    /// <summary>Leak conductance of each neuron; relative. FitzHugh-Nagumo: the linear part of f, and the resistance R of an inhibitor.</summary>
    LeakConductance,

    /// <summary>Membrane capacitance of each neuron, that of its wires included; relative. Of an inhibitor the inductance L.</summary>
    MembraneCapacitance,

    /// <summary>Time constant C / g of each neuron at its leak conductance: acts on the capacitance; relative. FitzHugh-Nagumo: T0, and tau T0 of an inhibitor.</summary>
    TimeConstant,

    /// <summary>Voltage at the input of each neuron's activation circuit; absolute, in volts.</summary>
    InputOffset,

    /// <summary>Slope factor of each neuron's activation circuit; relative. Current-summing neurons only.</summary>
    ActivationGain,

    /// <summary>Current into each membrane; absolute, in amperes.</summary>
    BiasCurrent,

    /// <summary>Conductance of each synapse in both directions: of the cell; relative to what is written.</summary>
    SynapseGain,

    /// <summary>Conductance of each synapse seen by its target alone: forward and backward differ; relative to what is written.</summary>
    SynapseDirection,

    /// <summary>Conductance of each synapse when zero is written; absolute, in siemens.</summary>
    SynapseOffset,

    /// <summary>Each of the two transconductors of a FitzHugh-Nagumo neuron's gyrator; relative.</summary>
    GyratorGain,

    /// <summary>Conductance of each fixed resistor between two cells; relative.</summary>
    LinkGain,

    /// <summary>
    /// Gain of each neuron's output buffer: every synapse that it drives, either way, and its sensor see so much more of its activity; relative. Answers are
    /// read before the buffer.
    /// </summary>
    OutputGain,

    /// <summary>Gain of the current that each neuron gets back from the neurons that it drives; relative.</summary>
    FeedbackGain,

    /// <summary>Rate g / C of each neuron at its leak conductance, by which steps of explicit methods are long: acts on the capacitance; relative.</summary>
    MembraneRate,
}

/// <summary>What shares one draw.</summary>
public enum VariationScope
{
    /// <summary>Every device has its own.</summary>
    Mismatch,

    /// <summary>All devices of a die share one; dies differ.</summary>
    Process,
}

/// <summary>The distributions that exist; all have the nominal value as mean (log-normal: as median, unless told otherwise) and the stated sigma.</summary>
public enum DistributionKind
{
    /// <summary>Normal.</summary>
    Normal,

    /// <summary>exp of a normal number of standard deviation sigma, relative only.</summary>
    LogNormal,

    /// <summary>Uniform within sqrt(3) sigma.</summary>
    Uniform,

    /// <summary>Gamma, relative only.</summary>
    Gamma,

    /// <summary>Student's t with <see cref="VariationBlock.DegreesOfFreedom"/>, scaled to the stated sigma.</summary>
    StudentT,
}

/// <summary>How one parameter spreads over the devices of a die, or over dies.</summary>
public sealed record VariationBlock
{
    /// <summary>Which parameter.</summary>
    public required VariedParameter Parameter { get; init; }

    /// <summary>Groups whose neurons (synapses, resistors: whose targets) vary, such as "hidden 1" or "hidden 1 inhibitor"; all if left out.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Each device, or the die as a whole.</summary>
    public VariationScope Scope { get; init; } = VariationScope.Mismatch;

    /// <summary>Which distribution.</summary>
    public DistributionKind Distribution { get; init; } = DistributionKind.Normal;

    /// <summary>Standard deviation over the nominal value (log-normal: of the logarithm). For relative parameters.</summary>
    public double? RelativeSigma { get; init; }

    /// <summary>Standard deviation as a quantity with its unit, such as "2 mV". For absolute parameters, and for others in their own unit.</summary>
    public string? AbsoluteSigma { get; init; }

    /// <summary>Student's t: degrees of freedom, more than 2.</summary>
    public double DegreesOfFreedom { get; init; } = 5;

    /// <summary>Values beyond so many sigma are drawn anew; none are if left out.</summary>
    public double? TruncateSigmas { get; init; }

    /// <summary>Least and largest value over the nominal one, such as [0.1, 1.9]: values beyond are drawn anew. For relative parameters.</summary>
    public IReadOnlyList<double>? TruncateFactors { get; init; }

    /// <summary>Least and largest value over the nominal one: values beyond are set to it. For relative parameters.</summary>
    public IReadOnlyList<double>? ClipFactors { get; init; }

    /// <summary>
    /// Log-normal: whether the nominal value is the mean and sigma the standard deviation over it, as with other distributions; otherwise they are the median and the
    /// standard deviation of the logarithm.
    /// </summary>
    public bool KeepsMean { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}
