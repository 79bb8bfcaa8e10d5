namespace EqProp.Analog.Circuits;

/// <summary>Number format of the states and conductances while they move.</summary>
public enum PrecisionKind
{
    /// <summary>32-bit floating point.</summary>
    Single,

    /// <summary>64-bit floating point.</summary>
    Double,
}

/// <summary>How a phase is integrated.</summary>
public enum IntegrationMethod
{
    /// <summary>Explicit Euler, all neurons at once, clipped at the rails after each step; as published.</summary>
    ProjectedEuler,

    /// <summary>Classical Runge-Kutta of order four; for forces without rails.</summary>
    Rk4,
}

/// <summary>Numerics: how the chip's equations are solved.</summary>
public sealed record SimulationBlock
{
    /// <summary>Number format.</summary>
    public PrecisionKind Precision { get; init; } = PrecisionKind.Single;

    /// <summary>How a phase is integrated.</summary>
    public IntegrationMethod Method { get; init; } = IntegrationMethod.ProjectedEuler;

    /// <summary>Step in units of the shared time constant tau = C / g.</summary>
    [Twin(nameof(TimeStep))]
    public double? Epsilon { get; init; }

    /// <summary>Step in seconds.</summary>
    [Unit("s")]
    [Twin(nameof(Epsilon))]
    public double? TimeStep { get; init; }
}
