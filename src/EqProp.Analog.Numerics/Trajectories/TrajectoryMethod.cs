using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// A way to move coupled states through physical time, with the facts that a user chooses by. All of them keep fixed points
/// where they are, and states between their rails, at stages too.
/// </summary>
public sealed class TrajectoryMethod
{
    private const double TsitourasInterval = 3.5068;

    private TrajectoryMethod(string name, RungeKuttaTableau tableau)
    {
        Name = name;
        Family = MethodFamily.RungeKutta;
        Tableau = tableau;
        Order = tableau.Order;
        ProductsPerStep = tableau.Stages.Count;
        ErrorWeights = tableau.Error ?? [];
        EstimateOrder = tableau.Error is null ? null : Order - 1;
    }

    private TrajectoryMethod(string name, MethodFamily family, int order, int products)
    {
        Name = name;
        Family = family;
        Order = order;
        ProductsPerStep = products;
        ErrorWeights = [1];
        RealInterval = double.PositiveInfinity;
    }

    /// <summary>Projected explicit Euler.</summary>
    public static TrajectoryMethod Euler { get; } = new("euler", RungeKuttaTableau.Euler1) { RealInterval = 2, TakesNoise = true };

    /// <summary>
    /// Exponential Euler: each state decays by its own exponential while what it sees is held. A state that sees nothing
    /// is exact at every step length, its noise included.
    /// </summary>
    /// <remarks>x + h phi1(h d) f with d = df/dx of the state itself; phi1(z) = (e^z - 1) / z. Where d is the leak this is ETD1.</remarks>
    public static TrajectoryMethod ExponentialEuler { get; } = new("exponential-euler", MethodFamily.ExponentialEuler, 1, 1)
    {
        Stability = MethodStability.OwnDecay,
        TakesNoise = true,
        Dense = DenseOutput.Exponential,
        DenseOrder = 1,
    };

    /// <summary>Exponential Runge-Kutta of order two: the exponential Euler step, and a correction by what has changed meanwhile.</summary>
    /// <remarks>Cox and Matthews (2002), ETD2RK: a + h phi2(h d) (n(a) - n(x)) with n(x) = f(x) - d x and phi2(z) = (phi1(z) - 1) / z.</remarks>
    public static TrajectoryMethod ExponentialRungeKutta2 { get; } = new("exponential-rk2", MethodFamily.ExponentialRungeKutta, 2, 2)
    {
        Stability = MethodStability.OwnDecay,
        EstimateOrder = 1,
        Dense = DenseOutput.Exponential,
        DenseOrder = 2,
    };

    /// <summary>Heun's method.</summary>
    public static TrajectoryMethod Heun { get; } = new("heun", RungeKuttaTableau.Heun2) { RealInterval = 2 };

    /// <summary>The classical Runge-Kutta method.</summary>
    public static TrajectoryMethod RungeKutta4 { get; } = new("rk4", RungeKuttaTableau.Classical4) { RealInterval = 2.7853 };

    /// <summary>Bogacki and Shampine's pair 3(2).</summary>
    public static TrajectoryMethod BogackiShampine3 { get; } = new("bs3", RungeKuttaTableau.BogackiShampine3) { RealInterval = 2.5127 };

    /// <summary>Tsitouras' pair 5(4), with his interpolant of order four.</summary>
    public static TrajectoryMethod Tsitouras5 { get; } = new("tsit5", RungeKuttaTableau.Tsitouras5)
    {
        RealInterval = TsitourasInterval,
        Dense = DenseOutput.Tsitouras,
        DenseOrder = 4,
    };

    /// <summary>
    /// A stiffly accurate Rosenbrock method of order 4(3): for circuits whose time constants lie far apart. One dense
    /// factorization a step for each example.
    /// </summary>
    /// <remarks>
    /// RODAS of Hairer and Wanner, Solving Ordinary Differential Equations II, section IV.7. What a
    /// <see cref="IPushSource{T}"/> sets is not in its Jacobian: with a steep one, steps are shorter.
    /// </remarks>
    public static TrajectoryMethod Rodas4 { get; } = new("rodas4", MethodFamily.Rosenbrock, 4, 6)
    {
        Stability = MethodStability.LStable,
        EstimateOrder = 3,
        Dense = DenseOutput.Rodas,
    };

    /// <summary>All methods.</summary>
    public static IReadOnlyList<TrajectoryMethod> All { get; } =
        [Euler, ExponentialEuler, ExponentialRungeKutta2, Heun, RungeKutta4, BogackiShampine3, Tsitouras5, Rodas4];

    /// <summary>Short name, as in a file or on a command line.</summary>
    public string Name { get; }

    /// <summary>Order of accuracy of the states at the ends of steps.</summary>
    public int Order { get; }

    /// <summary>Order of the result that the error estimate compares with; null where there is no estimate.</summary>
    public int? EstimateOrder { get; private init; }

    /// <summary>Order of accuracy of states between the ends of steps, as a method of its own.</summary>
    public int DenseOrder { get; private init; } = 3;

    /// <summary>What bounds the step besides accuracy.</summary>
    public MethodStability Stability { get; private init; } = MethodStability.RealInterval;

    /// <summary>Largest h for which x' = -x decays; infinite where it does for all.</summary>
    public double RealInterval { get; private init; }

    /// <summary>Products of all couplings a step.</summary>
    public int ProductsPerStep { get; }

    /// <summary>Whether the method can choose its steps.</summary>
    public bool ChoosesSteps => EstimateOrder is not null;

    /// <summary>Whether noise may be added to its steps.</summary>
    public bool TakesNoise { get; private init; }

    /// <summary>Whether an example is solved by itself with a matrix of its own.</summary>
    public bool NeedsFactorization => Family == MethodFamily.Rosenbrock;

    internal MethodFamily Family { get; }

    /// <summary>Coefficients of a Runge-Kutta method; null for the others.</summary>
    public RungeKuttaTableau? Tableau { get; }

    internal DenseOutput Dense { get; private init; }

    /// <summary>Coefficients of the error estimate, from slot <see cref="FirstErrorSlot"/> on; none where there is no estimate.</summary>
    internal double[] ErrorWeights { get; }

    /// <summary>Whether each evaluation gives derivatives too.</summary>
    internal bool IsLinearized => Family != MethodFamily.RungeKutta;

    internal int SlopeSlot => 1;

    internal int NewSlopeSlot => IsLinearized ? LinearizedSlots.NewSlope : SlopeSlot + Tableau!.Stages.Count;

    internal int FirstErrorSlot => IsLinearized ? LinearizedSlots.Error : SlopeSlot;

    internal int Slots => IsLinearized ? LinearizedSlots.Count : NewSlopeSlot + 1;

    /// <summary>Finds a method.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static TrajectoryMethod Find(string name) =>
        All.FirstOrDefault(method => method.Name == name)
        ?? throw new ArgumentException($"'{name}' is no method. Known: {string.Join(", ", All.Select(method => method.Name))}.", nameof(name));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
