namespace EqProp.Analog.Circuits;

/// <summary>The branch of a FitzHugh-Nagumo circuit that carries the inhibitor.</summary>
public enum InhibitorBranch
{
    /// <summary>An inductor, a resistor and a voltage source in series (Nagumo 1962): the inhibitor is the current of the branch.</summary>
    Inductor,

    /// <summary>Two transconductors and a capacitor in place of the inductor: the inhibitor is the voltage of that capacitor.</summary>
    Gyrator,
}

/// <summary>Which of the two states of a neuron is read and nudged.</summary>
public enum AnsweringState
{
    /// <summary>The membrane u; the nudge is a current -beta dC/du.</summary>
    Activator,

    /// <summary>The inhibitor v, which ascends: the nudge is +beta dC/dv.</summary>
    Inhibitor,
}

/// <summary>
/// Makes every neuron a FitzHugh-Nagumo circuit with an activator u (the membrane) and an inhibitor v:
/// du/dt = f(u) - v + I + couplings, tau dv/dt = u - gamma v + b + couplings. Time is in T0 = C / g with g = 1 / R0 the
/// leak conductance of the shared neuron; u is in swings V0, v in g V0 (Nagumo, Arimoto, Yoshizawa 1962).
/// </summary>
/// <remarks>
/// eps = R0^2 C / L = 1 / tau, gamma = R / R0, b = E / V0. Papers that write eps (u + a - b v) for the rate of the inhibitor have our b as a and our
/// gamma as b.
/// </remarks>
public sealed record FitzHughNagumoBlock
{
    /// <summary>The nonlinear conductance f on the membrane.</summary>
    public NonlinearityBlock Nonlinearity { get; init; } = new();

    /// <summary>What carries the inhibitor.</summary>
    public InhibitorBranch Branch { get; init; } = InhibitorBranch.Inductor;

    /// <summary>Coefficient gamma of the inhibitor in its own rate; positive.</summary>
    [Twin(nameof(Resistance))]
    public double? Gamma { get; init; }

    /// <summary>Resistance R = gamma R0 of the branch.</summary>
    [Unit("Ohm")]
    [Twin(nameof(Gamma))]
    public double? Resistance { get; init; }

    /// <summary>Additive input b of the inhibitor.</summary>
    [Twin(nameof(SourceVoltage))]
    public double? B { get; init; }

    /// <summary>Voltage E = b V0 of the source in the branch; 0 V if left out.</summary>
    [Unit("V")]
    [Twin(nameof(B))]
    public double? SourceVoltage { get; init; }

    /// <summary>Time constant tau = 1 / eps of the inhibitor in units of T0.</summary>
    [Twin(nameof(Inductance))]
    public double? Tau { get; init; }

    /// <summary>Inductance L = tau R0^2 C of the branch, or the one that the gyrator stands for.</summary>
    [Unit("H")]
    [Twin(nameof(Tau))]
    public double? Inductance { get; init; }

    /// <summary>Inhibitor v at time zero; 0 if left out.</summary>
    [Twin(nameof(InitialCurrent))]
    public double? InitialInhibitor { get; init; }

    /// <summary>Current g V0 v of the branch at time zero; 0 A if left out.</summary>
    [Unit("A")]
    [Twin(nameof(InitialInhibitor))]
    public double? InitialCurrent { get; init; }

    /// <summary>What is compared with targets and nudged.</summary>
    public AnsweringState Answers { get; init; } = AnsweringState.Activator;

    /// <summary>Resistors between inhibitors wherever a synapse joins two neurons; none if left out.</summary>
    public InhibitorCouplingBlock? Coupling { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}

/// <summary>Diffusive coupling Dv (v_j - v_i) between the inhibitors of neurons whose activators are coupled.</summary>
public sealed record InhibitorCouplingBlock
{
    /// <summary>Dv of every pair before learning.</summary>
    public double Weight { get; init; }

    /// <summary>Largest Dv that can be written; the smallest is 0.</summary>
    public double Maximum { get; init; } = 10;
}

/// <summary>The nonlinear conductances that exist. The current into the membrane is g V0 f(u).</summary>
public enum NonlinearityKind
{
    /// <summary>f = u - u^3 / 3.</summary>
    Cubic,

    /// <summary>f = u (1 - u) (u - alpha).</summary>
    AlphaCubic,

    /// <summary>f = (1 + s) tanh(u) - s u: a differential pair with positive feedback on a leak s.</summary>
    Tanh,

    /// <summary>f = u between -1 and 1, of slope -s outside (McKean 1970).</summary>
    PiecewiseLinear,
}

/// <summary>A nonlinear conductance with a region of negative slope.</summary>
public sealed record NonlinearityBlock
{
    /// <summary>Which.</summary>
    public NonlinearityKind Kind { get; init; } = NonlinearityKind.Cubic;

    /// <summary>Middle root alpha of <see cref="NonlinearityKind.AlphaCubic"/>, which alone has it; between 0 and 1.</summary>
    public double? Alpha { get; init; }

    /// <summary>Falling slope s of <see cref="NonlinearityKind.Tanh"/> and <see cref="NonlinearityKind.PiecewiseLinear"/> far from zero; 1 if left out.</summary>
    public double? OuterSlope { get; init; }
}
