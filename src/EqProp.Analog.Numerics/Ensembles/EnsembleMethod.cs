using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Error that a step may make in a state x: absolute + relative |x|, in the units of the state.</summary>
/// <param name="Absolute">Absolute part, positive.</param>
/// <param name="Relative">Part in proportion to the state.</param>
public readonly record struct StepTolerance(double Absolute, double Relative);

/// <summary>How the chips of an ensemble move.</summary>
public sealed record EnsembleMethod
{
    private EnsembleMethod(RungeKuttaTableau? tableau, StepTolerance? tolerance)
    {
        Tableau = tableau;
        Tolerance = tolerance;
    }

    /// <summary>Projected explicit Euler in nominal steps, all states at once; step for step that of <see cref="Relaxation{T}"/>.</summary>
    public static EnsembleMethod Euler { get; } = new(null, null);

    /// <summary>
    /// Euler whose steps carry the mean of the noise numbers of this step and the next; step for step that of
    /// <see cref="RelaxationMethod.AveragedEuler"/>.
    /// </summary>
    public static EnsembleMethod AveragedEuler { get; } = new(null, null) { AveragesNoise = true };

    /// <summary>Whether steps carry means of neighbouring noise numbers.</summary>
    public bool AveragesNoise { get; private init; }

    /// <summary>The Runge-Kutta method; null for Euler.</summary>
    public RungeKuttaTableau? Tableau { get; }

    /// <summary>Tolerance to which each chip chooses its own steps; null for nominal steps.</summary>
    public StepTolerance? Tolerance { get; }

    /// <summary>A Runge-Kutta method in nominal steps, without rails.</summary>
    /// <param name="tableau">Its coefficients.</param>
    /// <returns>The method.</returns>
    public static EnsembleMethod Fixed(RungeKuttaTableau tableau) => new(tableau, null);

    /// <summary>
    /// A Runge-Kutta pair in which each chip chooses its own steps, without rails; the first step tried is the nominal one.
    /// </summary>
    /// <param name="pair">Coefficients with an error estimate.</param>
    /// <param name="tolerance">Error allowed in a step.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">The coefficients have no error estimate, or the tolerance is not positive.</exception>
    public static EnsembleMethod Adaptive(RungeKuttaTableau pair, StepTolerance tolerance)
    {
        if (pair.Error is null)
        {
            throw new ArgumentException("A method without an error estimate cannot choose its steps.", nameof(pair));
        }

        if (!(tolerance.Absolute > 0 && tolerance.Relative >= 0))
        {
            throw new ArgumentException("A tolerance needs a positive absolute part and a relative part that is not negative.", nameof(tolerance));
        }

        return new(pair, tolerance);
    }
}
