namespace EqProp.Analog.Numerics.Integrators;

/// <summary>How a relaxation moves. What each does to noise is in <see cref="StochasticMethod"/>.</summary>
public enum RelaxationMethod
{
    /// <summary>Projected explicit Euler, all states at once; with noise, Euler-Maruyama.</summary>
    Euler,

    /// <summary>Classical Runge-Kutta of order four; takes no noise.</summary>
    RungeKutta4,

    /// <summary>Projected Euler whose steps carry the mean of the noise numbers of this step and the next.</summary>
    AveragedEuler,

    /// <summary>Projected Euler with the leak integrated exactly, and noise of the variance that belongs to it.</summary>
    ExponentialEuler,

    /// <summary>Two stages with noise in both, of strong order 1.5 (SRA1).</summary>
    StochasticRungeKutta,
}
