namespace EqProp.Analog.Circuits;

/// <summary>Number format of the states and conductances while they move.</summary>
public enum PrecisionKind
{
    /// <summary>32-bit floating point.</summary>
    Single,

    /// <summary>64-bit floating point.</summary>
    Double,
}

/// <summary>How a phase finds where the chip ends.</summary>
public enum SettlingKind
{
    /// <summary>In physical time, for as long as the phase lasts.</summary>
    Transient,

    /// <summary>At the operating point, wherever time constants would lead to it; see <see cref="SteadyStateBlock"/>.</summary>
    SteadyState,
}

/// <summary>How the motion of the voltages is integrated.</summary>
public enum IntegrationMethod
{
    /// <summary>Explicit Euler, all neurons at once, clipped at the rails after each step; as published.</summary>
    ProjectedEuler,

    /// <summary>Euler with the leak integrated exactly; order 1, stable at any step in symmetric networks of layers, and where synapses are weaker than leaks.</summary>
    ExponentialEuler,

    /// <summary>Two exponential stages, order 2; the leak is exact.</summary>
    ExponentialRungeKutta2,

    /// <summary>Two stages, order 2.</summary>
    Heun,

    /// <summary>Classical Runge-Kutta of order four; for forces without rails.</summary>
    Rk4,

    /// <summary>Bogacki and Shampine (1989), order 3, chooses its steps by the tolerances.</summary>
    BogackiShampine,

    /// <summary>Tsitouras (2011), order 5, chooses its steps by the tolerances.</summary>
    Tsitouras,

    /// <summary>
    /// Projected Euler whose steps carry the mean of two neighbouring noise numbers (Leimkuhler and Matthews 2013): exact variances in passive
    /// networks at any stable step.
    /// </summary>
    AveragedEuler,

    /// <summary>Stochastic Runge-Kutta of strong order 1.5 for noise that does not depend on states (SRA1, Roessler 2010); for forces without rails.</summary>
    StochasticRungeKutta,

    /// <summary>An L-stable Rosenbrock method for stiff circuits, chooses its steps by the tolerances.</summary>
    Rosenbrock,
}

/// <summary>How operating points are found.</summary>
public enum OperatingPointMethod
{
    /// <summary>Even and odd layers in turn with Anderson acceleration where no layer sees one of its own colour, else Anderson.</summary>
    Automatic,

    /// <summary>Over-relaxation of even and odd layers in turn, with the estimated factor.</summary>
    RedBlack,

    /// <summary>Anderson acceleration of the fixed-point iteration, for any graph.</summary>
    Anderson,
}

/// <summary>How operating points are found and how well.</summary>
public sealed record SteadyStateBlock
{
    /// <summary>Which method.</summary>
    public OperatingPointMethod Method { get; init; } = OperatingPointMethod.Automatic;

    /// <summary>Largest error of a state, in swings, unless a phase gives its own residual.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Most sweeps over the network.</summary>
    public int MaximumSweeps { get; init; } = 1000;
}

/// <summary>Numerics: how the chip's equations are solved.</summary>
public sealed record SimulationBlock
{
    /// <summary>Number format.</summary>
    public PrecisionKind Precision { get; init; } = PrecisionKind.Single;

    /// <summary>How a phase of learning or evaluation finds where the chip ends.</summary>
    public SettlingKind Settling { get; init; } = SettlingKind.Transient;

    /// <summary>How operating points are found.</summary>
    public SteadyStateBlock SteadyState { get; init; } = new();

    /// <summary>How the motion of the voltages is integrated.</summary>
    public IntegrationMethod Method { get; init; } = IntegrationMethod.ProjectedEuler;

    /// <summary>Seed of the noise while the circuit runs; draws of fabrication have their own.</summary>
    public int NoiseSeed { get; init; }

    /// <summary>With noise: steps at the end of each phase over which signals are averaged before they are held or read; 1 takes the last.</summary>
    [Twin(nameof(AveragingTime))]
    public int? AveragingSteps { get; init; }

    /// <summary>The same in seconds.</summary>
    [Unit("s")]
    [Twin(nameof(AveragingSteps))]
    public double? AveragingTime { get; init; }

    /// <summary>Methods that choose their steps: error allowed in a step in proportion to each state.</summary>
    public double RelativeTolerance { get; init; } = 1e-4;

    /// <summary>Methods that choose their steps: error allowed besides, in swings.</summary>
    public double AbsoluteTolerance { get; init; } = 1e-6;

    /// <summary>Step in units of the shared time constant tau = C / g.</summary>
    [Twin(nameof(TimeStep))]
    public double? Epsilon { get; init; }

    /// <summary>Step in seconds.</summary>
    [Unit("s")]
    [Twin(nameof(Epsilon))]
    public double? TimeStep { get; init; }
}
