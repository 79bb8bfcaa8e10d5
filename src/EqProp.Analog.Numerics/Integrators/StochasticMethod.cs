namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// What a <see cref="RelaxationMethod"/> does to white noise that does not depend on states, with the facts that a user chooses by.
/// </summary>
public sealed class StochasticMethod
{
    private readonly Func<double, double> _variance;

    private StochasticMethod(string name, RelaxationMethod method, Func<double, double> variance)
    {
        Name = name;
        Method = method;
        _variance = variance;
    }

    /// <summary>Euler-Maruyama: variances too large by half the step over the time constant.</summary>
    public static StochasticMethod EulerMaruyama { get; } = new("euler", RelaxationMethod.Euler, x => 1 / (1 - x / 2))
    {
        StrongOrder = 1,
        WeakOrder = 1,
        StationaryOrder = 1,
        RealInterval = 2,
        ProductsPerStep = 1,
        NumbersPerStep = 1,
    };

    /// <summary>
    /// Euler with the mean of two neighbouring numbers in each step: in a passive network at one temperature stationary covariances are exact at every
    /// stable step. States lag the noise by half a step, which a path shows and no average.
    /// </summary>
    /// <remarks>Leimkuhler and Matthews, Applied Mathematics Research eXpress (2013).</remarks>
    public static StochasticMethod AveragedEuler { get; } = new("averaged-euler", RelaxationMethod.AveragedEuler, _ => 1)
    {
        StrongOrder = 0.5,
        WeakOrder = 1,
        StationaryOrder = 2,
        RealInterval = 2,
        ProductsPerStep = 1,
        NumbersPerStep = 1,
    };

    /// <summary>Exact for a state with its leak alone, at any step; of order one where states see each other.</summary>
    public static StochasticMethod ExponentialEuler { get; } = new("exponential-euler", RelaxationMethod.ExponentialEuler, _ => 1)
    {
        StrongOrder = 1,
        WeakOrder = 1,
        StationaryOrder = 1,
        RealInterval = double.PositiveInfinity,
        ProductsPerStep = 1,
        NumbersPerStep = 1,
    };

    /// <summary>SRA1: for paths, and for networks without an energy.</summary>
    /// <remarks>Roessler, SIAM Journal on Numerical Analysis 48 (2010).</remarks>
    public static StochasticMethod StochasticRungeKutta { get; } = new("sra1", RelaxationMethod.StochasticRungeKutta, VarianceOfRungeKutta)
    {
        StrongOrder = 1.5,
        WeakOrder = 2,
        StationaryOrder = 2,
        RealInterval = 2,
        ProductsPerStep = 2,
        NumbersPerStep = 2,
    };

    /// <summary>All methods.</summary>
    public static IReadOnlyList<StochasticMethod> All { get; } = [EulerMaruyama, AveragedEuler, ExponentialEuler, StochasticRungeKutta];

    /// <summary>Short name, as in a table.</summary>
    public string Name { get; }

    /// <summary>The method of a relaxation.</summary>
    public RelaxationMethod Method { get; }

    /// <summary>Order of the root mean square error of states on one path of the noise.</summary>
    public double StrongOrder { get; private init; }

    /// <summary>Order of the error of averages over paths at a given time.</summary>
    public double WeakOrder { get; private init; }

    /// <summary>Order of the error of averages over the stationary distribution, in networks that have an energy and one temperature.</summary>
    public double StationaryOrder { get; private init; }

    /// <summary>Largest step over time constant at which one state decays and its variance stays finite; infinite where it does for all.</summary>
    public double RealInterval { get; private init; }

    /// <summary>Products of all couplings a step.</summary>
    public int ProductsPerStep { get; private init; }

    /// <summary>Normal numbers a state and step.</summary>
    public int NumbersPerStep { get; private init; }

    /// <summary>Stationary variance of one state with a leak and white noise, over the true one.</summary>
    /// <param name="stepOverTimeConstant">Positive, and below <see cref="RealInterval"/>.</param>
    /// <returns>1 where the method is exact.</returns>
    public double StationaryVariance(double stepOverTimeConstant)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepOverTimeConstant);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stepOverTimeConstant, RealInterval);
        return _variance(stepOverTimeConstant);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Of x' = (1 - z + z^2 / 2) x + sigma ((1 - z / 2) W - z H) with var H = h / 12.</summary>
    private static double VarianceOfRungeKutta(double z)
    {
        double keep = 1 - z + z * z / 2, noise = 2 * z * ((1 - z / 2) * (1 - z / 2) + z * z / 12);
        return noise / ((1 - keep) * (1 + keep));
    }
}
