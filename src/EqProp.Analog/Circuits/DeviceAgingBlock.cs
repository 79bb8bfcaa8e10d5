namespace EqProp.Analog.Circuits;

/// <summary>
/// What becomes of written conductances with time, for measurements some hours after learning (<c>eqprop evaluate --hours</c>). It does not act while the chip learns.
/// </summary>
public sealed record DeviceAgingBlock
{
    /// <summary>Drift: time t0 after the write from which a conductance falls as (t / t0)^-nu.</summary>
    [Unit("s")]
    public double? DriftStart { get; init; }

    /// <summary>Drift: mean of nu over devices, by the conductance.</summary>
    public LogarithmBlock? DriftMean { get; init; }

    /// <summary>Drift: standard deviation of nu over devices, by the conductance.</summary>
    public LogarithmBlock? DriftSpread { get; init; }

    /// <summary>Time constant with which conductances fall to the smallest one; none if left out.</summary>
    [Unit("s")]
    public double? RetentionTime { get; init; }

    /// <summary>Noise of a reading, drawn once a measurement; none if left out.</summary>
    public ReadNoiseBlock? ReadNoise { get; init; }
}

/// <summary>A number that depends on a conductance g over the largest: slope ln g + offset, between two limits.</summary>
public sealed record LogarithmBlock
{
    /// <summary>Factor of ln g.</summary>
    public double Slope { get; init; }

    /// <summary>Value at the largest conductance.</summary>
    public double Offset { get; init; }

    /// <summary>Lower limit.</summary>
    public double Least { get; init; }

    /// <summary>Upper limit; none if left out.</summary>
    public double? Most { get; init; }
}

/// <summary>
/// Noise of a reading over the conductance: min(factor g^-power, limit), with g over the largest conductance, times sqrt(ln((t + r) / 2r)) at a time t
/// after the write where the reading takes r.
/// </summary>
public sealed record ReadNoiseBlock
{
    /// <summary>Relative standard deviation at the largest conductance.</summary>
    public double Factor { get; init; }

    /// <summary>Power of the conductance.</summary>
    public double Power { get; init; }

    /// <summary>Largest relative standard deviation before time counts; none if left out.</summary>
    public double? Limit { get; init; }

    /// <summary>Duration of a reading; the noise does not grow with time if left out.</summary>
    [Unit("s")]
    public double? ReadTime { get; init; }
}
