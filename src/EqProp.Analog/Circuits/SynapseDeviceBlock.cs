namespace EqProp.Analog.Circuits;

/// <summary>
/// The memory of each synapse and what a write does to it. Steps, bounds and errors are over <see cref="FullWeight"/>. Values left out are those of an ideal device.
/// </summary>
public sealed record SynapseDeviceBlock
{
    /// <summary>Law by which it moves.</summary>
    public SynapseDeviceKind Kind { get; init; } = SynapseDeviceKind.Ideal;

    /// <summary>Weight that a device makes at its largest conductance; the largest of the writable range if left out.</summary>
    public double? FullWeight { get; init; }

    /// <summary>
    /// Largest over smallest conductance. It takes its inverse off the weights: a pair reaches 1 - 1/ratio of the full weight either way, as does a
    /// single signed device, and a conductance without a sign cannot go below 1/ratio. No limit if left out.
    /// </summary>
    public double? RangeRatio { get; init; }

    /// <summary>How devices make a weight that may be negative.</summary>
    public DevicePair Pair { get; init; } = DevicePair.None;

    /// <summary>Pairs: share of its range at which either device has both set back with their difference kept; never if left out.</summary>
    public double? RefreshAt { get; init; }

    /// <summary>Whether each direction of a reciprocal synapse has a device of its own; one serves both otherwise.</summary>
    public bool PerDirection { get; init; }

    /// <summary>How a wanted change becomes a number of pulses.</summary>
    public PulseRounding Pulses { get; init; } = PulseRounding.Nearest;

    /// <summary>Most pulses of one write.</summary>
    public int LongestTrain { get; init; } = 100;

    /// <summary>Mean change by a pulse over the full weight, halfway between the bounds (power steps: at the far bound).</summary>
    public double? Step { get; init; }

    /// <summary>Steps upwards over the mean step, minus one; those downwards are as much smaller.</summary>
    public double Asymmetry { get; init; }

    /// <summary>Standard deviation of the asymmetry over devices.</summary>
    public double AsymmetrySpread { get; init; }

    /// <summary>Relative standard deviation of steps over devices.</summary>
    public double StepSpread { get; init; }

    /// <summary>Relative standard deviation of either bound over devices. A device whose bound is beyond the writable range stops at that.</summary>
    public double BoundSpread { get; init; }

    /// <summary>Relative standard deviation of a pulse from cycle to cycle.</summary>
    public double CycleSpread { get; init; }

    /// <summary>Noise of what is seen of a device, new at each of its writes, in steps; what is stored is not touched.</summary>
    public double WriteNoise { get; init; }

    /// <summary>Linear steps and capacitors: how steps upwards fall on the way to the upper bound.</summary>
    public double SlopeUp { get; init; }

    /// <summary>Linear steps and capacitors: how steps downwards fall on the way to the lower bound.</summary>
    public double SlopeDown { get; init; }

    /// <summary>Exponential steps: exponent of steps upwards.</summary>
    public double? ExponentUp { get; init; }

    /// <summary>Exponential steps: exponent of steps downwards.</summary>
    public double? ExponentDown { get; init; }

    /// <summary>Exponential steps: amplitude upwards; exp(-exponent), which makes the step zero at the bound, if left out.</summary>
    public double? AmplitudeUp { get; init; }

    /// <summary>Exponential steps: amplitude downwards; exp(-exponent), which makes the step zero at the bound, if left out.</summary>
    public double? AmplitudeDown { get; init; }

    /// <summary>Power steps: power upwards.</summary>
    public double PowerUp { get; init; } = 1;

    /// <summary>Power steps: power downwards.</summary>
    public double PowerDown { get; init; } = 1;

    /// <summary>Capacitors: minibatches after which the charge has fallen to 1/e.</summary>
    public double? Lifetime { get; init; }

    /// <summary>Capacitors: relative standard deviation of the lifetime over devices.</summary>
    public double LifetimeSpread { get; init; }

    /// <summary>
    /// Programmed: coefficients c0, c1, ... of the standard deviation of a written conductance, sum c_k g^k, both over the largest conductance.
    /// </summary>
    public IReadOnlyList<double>? WriteErrors { get; init; }

    /// <summary>Quantised: number of levels from bound to bound.</summary>
    public int? Levels { get; init; }

    /// <summary>
    /// Measured: CSV file with a header and one row a pulse, relative to the circuit file; columns pulse, conductance_up_S and conductance_down_S.
    /// </summary>
    public string? Table { get; init; }

    /// <summary>Measured: conductance after each pulse of a train upwards.</summary>
    [Unit("S")]
    public IReadOnlyList<double>? UpConductances { get; init; }

    /// <summary>Measured: conductance after each pulse of a train downwards.</summary>
    [Unit("S")]
    public IReadOnlyList<double>? DownConductances { get; init; }

    /// <summary>What becomes of conductances after learning; they stay if left out.</summary>
    public DeviceAgingBlock? Aging { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}
