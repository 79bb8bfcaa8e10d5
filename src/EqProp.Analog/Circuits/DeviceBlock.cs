namespace EqProp.Analog.Circuits;

/// <summary>How a transistor is biased.</summary>
public enum InversionKind
{
    /// <summary>Subthreshold: gm / I = 1 / (n kT/q).</summary>
    Weak,

    /// <summary>Above threshold: gm / I = 2 / overdrive.</summary>
    Strong,
}

/// <summary>
/// Mismatch of a parameter from the devices that make it, after Pelgrom et al. (1989): sd(V_T) = A_VT / sqrt(W L),
/// sd(beta) / beta = A_beta / sqrt(W L), sd(I) / I = sqrt((gm / I)^2 sd(V_T)^2 + (sd(beta) / beta)^2).
/// </summary>
public sealed record DeviceBlock
{
    /// <summary>The parameter that these devices set.</summary>
    public required VariedParameter Parameter { get; init; }

    /// <summary>Groups whose neurons (synapses: whose targets) have them; all if left out.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Gate width (of a capacitor: its side).</summary>
    [Unit("m")]
    public required double Width { get; init; }

    /// <summary>Gate length (of a capacitor: its side).</summary>
    [Unit("m")]
    public required double Length { get; init; }

    /// <summary>A_VT of one device, one sigma.</summary>
    [Unit("V*m")]
    public double ThresholdCoefficient { get; init; }

    /// <summary>A_beta of one device, one sigma: a relative spread times a length. Of a capacitor or resistor: the whole of it; of an input offset: not counted.</summary>
    [Unit("m")]
    public double GainCoefficient { get; init; }

    /// <summary>How the devices are biased.</summary>
    public InversionKind Inversion { get; init; } = InversionKind.Weak;

    /// <summary>Weak inversion: slope factor n.</summary>
    public double SlopeFactor { get; init; } = 1.3;

    /// <summary>Strong inversion: overdrive V_GS - V_T.</summary>
    [Unit("V")]
    public double Overdrive { get; init; } = 0.2;

    /// <summary>Devices whose mismatches add: 1, or 2 of a mirror or pair.</summary>
    public double Devices { get; init; } = 1;

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}
