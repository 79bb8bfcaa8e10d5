namespace EqProp.Analog.Circuits;

/// <summary>The diode laws that exist.</summary>
public enum DiodeKind
{
    /// <summary>I = I_s (exp(V / (n kT/q)) - 1) (Shockley 1949).</summary>
    Shockley,

    /// <summary>A rail: no current below its voltage, any current at it.</summary>
    Ideal,
}

/// <summary>Which way a diode conducts.</summary>
public enum DiodeDirection
{
    /// <summary>Anode on the membrane: it draws current from a membrane above its voltage.</summary>
    FromMembrane,

    /// <summary>Cathode on the membrane: it feeds current into a membrane below its voltage.</summary>
    IntoMembrane,
}

/// <summary>A diode between a neuron's membrane and a voltage source.</summary>
public sealed record DiodeBlock
{
    /// <summary>Which law.</summary>
    public DiodeKind Kind { get; init; } = DiodeKind.Shockley;

    /// <summary>Which way it conducts.</summary>
    public required DiodeDirection Direction { get; init; }

    /// <summary>Voltage of the source at its other end.</summary>
    [Unit("V")]
    public required double Voltage { get; init; }

    /// <summary>Saturation current I_s of the Shockley law at the temperature of the process.</summary>
    [Unit("A")]
    public double SaturationCurrent { get; init; } = 1e-15;

    /// <summary>Emission coefficient n of the Shockley law.</summary>
    public double EmissionCoefficient { get; init; } = 1;

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}
