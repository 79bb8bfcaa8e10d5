namespace EqProp.Analog.Circuits;

/// <summary>
/// How the elements change between the temperature at which their values hold and that of the process. kT and the thermal voltage always
/// follow <see cref="ProcessBlock.Temperature"/>.
/// </summary>
public sealed record TemperatureBlock
{
    /// <summary>Temperature at which the values of the file hold.</summary>
    [Unit("K")]
    public double Reference { get; init; } = 300;

    /// <summary>Linear coefficient of conductances that are resistors, of their resistance, in 1/K.</summary>
    public double ResistorLinear { get; init; }

    /// <summary>Quadratic coefficient of their resistance, in 1/K^2.</summary>
    public double ResistorQuadratic { get; init; }

    /// <summary>
    /// Whether leaks, synapses and activation circuits are subthreshold devices at constant bias currents: slopes go with 1 / T. Synapses behind
    /// tanh or logistic are tail currents of pairs, which stay.
    /// </summary>
    public bool Subthreshold { get; init; }

    /// <summary>Leakage current out of each membrane towards ground at the reference temperature.</summary>
    [Unit("A")]
    public double LeakageCurrent { get; init; }

    /// <summary>Temperature over which the leakage doubles.</summary>
    [Unit("K")]
    public double LeakageDoubling { get; init; } = 10;

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}
