namespace EqProp.Analog.Circuits;

/// <summary>
/// The circuit that turns activities into conductance changes, with its faults: what senses and holds the activities, what multiplies them in each
/// synapse, and what turns the product into a write. A block left out is ideal. Offsets are those of a die and stay; noise is new at each sample.
/// </summary>
public sealed record PlasticityBlock
{
    /// <summary>What senses the activities and holds those of one phase until the next has settled.</summary>
    public SampleHoldBlock? SampleHold { get; init; }

    /// <summary>What multiplies held activities in each synapse and accumulates the products.</summary>
    public CorrelatorBlock? Correlator { get; init; }

    /// <summary>What turns accumulated products into writes of a conductance.</summary>
    public UpdateConverterBlock? Converter { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}

/// <summary>
/// One sensor a free node, and the capacitors that hold what it saw. An activity of one is a voltage of <see cref="NeuronBlock.VoltageSwing"/>. Inputs are known to the chip and
/// are not sensed. What is correlated while it is sensed needs no capacitor: kT/C noise, charge injection and droop are those of what
/// waits for a later phase, the free state foremost.
/// </summary>
public sealed record SampleHoldBlock
{
    /// <summary>Voltage V_s at which the sensor compresses: it gives V_s tanh(V / V_s), as a differential pair does. Linear if left out.</summary>
    [Unit("V")]
    public double? Compression { get; init; }

    /// <summary>Noise of the sensor, root mean square, new at each sample.</summary>
    [Unit("V")]
    public double Noise { get; init; }

    /// <summary>Standard deviation over nodes of the sensor's offset, which all phases share.</summary>
    [Unit("V")]
    public double OffsetSpread { get; init; }

    /// <summary>Standard deviation over nodes of an offset that each phase has of its own, where each phase has its own sensor.</summary>
    [Unit("V")]
    public double PhaseOffsetSpread { get; init; }

    /// <summary>Capacitance that holds what waits: its noise is sqrt(k T / C). None, and no leakage, if left out.</summary>
    [Unit("F")]
    public double? Capacitance { get; init; }

    /// <summary>Voltage that the switch adds to what waits when it opens.</summary>
    [Unit("V")]
    public double ChargeInjection { get; init; }

    /// <summary>Current out of the capacitor while it holds: the voltage droops by I t / C.</summary>
    [Unit("A")]
    public double LeakageCurrent { get; init; }

    /// <summary>Converter behind each sensor, whose numbers then wait in place of voltages on capacitors; none if left out.</summary>
    public ReadConverterBlock? Converter { get; init; }
}

/// <summary>
/// The multiplier and accumulator of each synapse. Products are dimensionless: that of two activities of one is one. Each example adds its product; the
/// update is their mean.
/// </summary>
public sealed record CorrelatorBlock
{
    /// <summary>Relative standard deviation over synapses of the gain.</summary>
    public double GainSpread { get; init; }

    /// <summary>Standard deviation over synapses of what is added to the difference of products at every measurement.</summary>
    public double OffsetSpread { get; init; }

    /// <summary>The same on every synapse: the mean of that offset.</summary>
    public double Offset { get; init; }

    /// <summary>Noise of the difference of products of one example, root mean square.</summary>
    public double Noise { get; init; }

    /// <summary>Largest difference of products, as a mean over the examples, that the output can hold; none if left out.</summary>
    public double? Saturation { get; init; }

    /// <summary>Time constant with which the accumulated product leaks away; none if left out. For rules that integrate over a phase.</summary>
    [Unit("s")]
    public double? LeakTime { get; init; }
}

/// <summary>How writes round what is smaller than a step of the converter.</summary>
public enum RoundingKind
{
    /// <summary>To the nearest step; less than half a step is lost.</summary>
    Nearest,

    /// <summary>Up or down at random so that the mean is right.</summary>
    Stochastic,

    /// <summary>What is less than a step stays in the accumulator until it is one.</summary>
    Accumulate,
}

/// <summary>The comparator and converter in front of a synapse's write circuit. Changes are those of the dimensionless weight.</summary>
public sealed record UpdateConverterBlock
{
    /// <summary>Change below which the comparator writes nothing.</summary>
    public double DeadZone { get; init; }

    /// <summary>Bits of a change, its sign among them; not rounded if left out.</summary>
    public int? Bits { get; init; }

    /// <summary>Largest change of one write; what is beyond is cut off. Needed with <see cref="Bits"/>.</summary>
    public double? Range { get; init; }

    /// <summary>How changes are rounded to steps of 2 range / 2^bits.</summary>
    public RoundingKind Rounding { get; init; } = RoundingKind.Nearest;
}
