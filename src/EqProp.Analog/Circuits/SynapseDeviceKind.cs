namespace EqProp.Analog.Circuits;

/// <summary>The laws by which a synapse's memory moves when it is written. Values are over the full weight: from -1 to 1 where weights have both signs.</summary>
public enum SynapseDeviceKind
{
    /// <summary>A write makes the change that was asked for.</summary>
    Ideal,

    /// <summary>Each pulse moves a device by the same step.</summary>
    ConstantStep,

    /// <summary>Steps fall linearly on the way to a bound: by the factor 1 - slope w / bound.</summary>
    LinearStep,

    /// <summary>Steps fall to zero at the bounds: the factor 1 - w / bound.</summary>
    SoftBounds,

    /// <summary>Steps fall exponentially towards the bounds: the factor 1 - amplitude exp(exponent w / bound).</summary>
    ExponentialStep,

    /// <summary>Steps fall as a power of the distance from the bound over the range.</summary>
    PowerStep,

    /// <summary>A charge on a capacitor: steps as of <see cref="LinearStep"/>, and a leak to zero.</summary>
    Capacitor,

    /// <summary>Each write is verified by reading and leaves an error that depends on the conductance.</summary>
    Programmed,

    /// <summary>A device of equally spaced levels.</summary>
    Quantised,

    /// <summary>Steps as measured, from a table of conductances after trains of pulses.</summary>
    Measured,
}

/// <summary>How devices make a weight that may be negative.</summary>
public enum DevicePair
{
    /// <summary>One device whose value has a sign, such as a voltage on a capacitor, or a conductance against a fixed one.</summary>
    None,

    /// <summary>Two conductances, of which one is subtracted; both are written upwards only.</summary>
    Differential,
}

/// <summary>How a wanted change becomes a number of pulses.</summary>
public enum PulseRounding
{
    /// <summary>The nearest number: less than half a step is lost.</summary>
    Nearest,

    /// <summary>Up or down at random so that the mean is right.</summary>
    Stochastic,
}
