namespace EqProp.Analog.Circuits;

/// <summary>
/// Noise of the circuit while it runs; a block left out is a noise that is off. Currents flow into membranes, voltages are in series with what
/// they are named after. All intensities are those of one source, each node with sources of its own unless it says otherwise.
/// </summary>
public sealed record NoiseBlock
{
    /// <summary>Thermal noise of conductances.</summary>
    public ThermalNoiseBlock? Thermal { get; init; }

    /// <summary>Shot noise of subthreshold bias currents.</summary>
    public ShotNoiseBlock? Shot { get; init; }

    /// <summary>1/f noise of each membrane's current.</summary>
    public FlickerNoiseBlock? Flicker { get; init; }

    /// <summary>Random telegraph noise: single traps that switch each membrane's current.</summary>
    public TelegraphNoiseBlock? Telegraph { get; init; }

    /// <summary>Supply and bias lines whose noise many neurons share.</summary>
    public IReadOnlyList<LineNoiseBlock>? SharedLines { get; init; }

    /// <summary>Noise added to each answer when it is read out.</summary>
    public ReadOutNoiseBlock? ReadOut { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}

/// <summary>
/// Thermal noise 4 k T G of every conductance on a membrane (one-sided, in A^2/Hz): its leak, and its synapses. A passive network has exactly
/// k T / C on every node; active conductances have an excess factor (2/3 of a saturated MOS transistor and more).
/// </summary>
public sealed record ThermalNoiseBlock
{
    /// <summary>Noise of a leak over 4 k T g; 1 for a resistor.</summary>
    public double LeakExcess { get; init; } = 1;

    /// <summary>Noise of a synapse over 4 k T |G|; 1 for a resistor.</summary>
    public double SynapseExcess { get; init; } = 1;
}

/// <summary>
/// Shot noise 2 q I (one-sided, in A^2/Hz). A junction that conducts forward alone gives k T / 2 C where its conductance is q I / k T: it
/// replaces the thermal noise of that conductance and does not add to it.
/// </summary>
public sealed record ShotNoiseBlock
{
    /// <summary>Sum of the bias currents into each membrane.</summary>
    [Unit("A")]
    public required double MembraneCurrent { get; init; }
}

/// <summary>
/// Current with a spectrum A / f between two frequencies, from Ornstein-Uhlenbeck sources at logarithmic distances, averaged over each step.
/// </summary>
public sealed record FlickerNoiseBlock
{
    /// <summary>Root mean square of the current within the band.</summary>
    [Unit("A")]
    public required double Current { get; init; }

    /// <summary>Lower end of the band.</summary>
    [Unit("Hz")]
    public required double LowestFrequency { get; init; }

    /// <summary>Upper end of the band.</summary>
    [Unit("Hz")]
    public required double HighestFrequency { get; init; }

    /// <summary>Sources a decade: one gives a ripple of 0.25 dB, two of less than 0.13 dB.</summary>
    public double SourcesPerDecade { get; init; } = 1;
}

/// <summary>A trap at each membrane that switches a current on and off at random, with exponential dwell times.</summary>
public sealed record TelegraphNoiseBlock
{
    /// <summary>Current while the trap is empty; none while it is filled.</summary>
    [Unit("A")]
    public required double Current { get; init; }

    /// <summary>Mean time with the current.</summary>
    [Unit("s")]
    public required double MeanTimeOn { get; init; }

    /// <summary>Mean time without it.</summary>
    [Unit("s")]
    public required double MeanTimeOff { get; init; }
}

/// <summary>A line with a noisy voltage that reaches the membranes of many neurons through a conductance.</summary>
public sealed record LineNoiseBlock
{
    /// <summary>Name of the line, such as "supply".</summary>
    public required string Name { get; init; }

    /// <summary>Groups of neurons on the line, such as "hidden 1"; every free group if left out.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Root mean square of the line's voltage.</summary>
    [Unit("V")]
    public required double Voltage { get; init; }

    /// <summary>Frequency of the pole that limits it.</summary>
    [Unit("Hz")]
    public required double Bandwidth { get; init; }

    /// <summary>Current into each membrane for a volt on the line.</summary>
    [Unit("S")]
    public required double Conductance { get; init; }
}

/// <summary>Noise of the read-out.</summary>
public sealed record ReadOutNoiseBlock
{
    /// <summary>Root mean square at the answer: an answer of one is <see cref="NeuronBlock.VoltageSwing"/>.</summary>
    [Unit("V")]
    public required double Voltage { get; init; }
}
