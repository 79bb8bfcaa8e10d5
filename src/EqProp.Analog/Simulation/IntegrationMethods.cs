using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Simulation;

/// <summary>The integration methods that a circuit may name, with the facts that one chooses by.</summary>
public static class IntegrationMethods
{
    /// <summary>Order, stability and cost of a method without noise; what noise makes of it is in <see cref="StochasticMethod"/>.</summary>
    /// <param name="method">As the circuit names it.</param>
    /// <returns>The method as the numerics know it, or one of the same order, interval and cost.</returns>
    public static TrajectoryMethod FactsOf(IntegrationMethod method) => method switch
    {
        IntegrationMethod.ProjectedEuler or IntegrationMethod.AveragedEuler => TrajectoryMethod.Euler,
        IntegrationMethod.ExponentialEuler => TrajectoryMethod.ExponentialEuler,
        IntegrationMethod.ExponentialRungeKutta2 => TrajectoryMethod.ExponentialRungeKutta2,
        IntegrationMethod.Heun or IntegrationMethod.StochasticRungeKutta => TrajectoryMethod.Heun,
        IntegrationMethod.Rk4 => TrajectoryMethod.RungeKutta4,
        IntegrationMethod.BogackiShampine => TrajectoryMethod.BogackiShampine3,
        IntegrationMethod.Tsitouras => TrajectoryMethod.Tsitouras5,
        IntegrationMethod.Rosenbrock => TrajectoryMethod.Rodas4,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "There is no such method."),
    };

    /// <summary>How an ensemble of chips moves by a method.</summary>
    /// <param name="simulation">Names the method and the tolerances.</param>
    /// <returns>The method as ensembles know it.</returns>
    /// <exception cref="ArgumentException">Ensembles do not know it: see <see cref="HasEnsemble"/>.</exception>
    internal static EnsembleMethod OfEnsemble(SimulationBlock simulation)
    {
        if (!HasEnsemble(simulation.Method))
        {
            throw new ArgumentException($"Ensembles do not move by {simulation.Method}.", nameof(simulation));
        }

        if (simulation.Method is IntegrationMethod.ProjectedEuler or IntegrationMethod.AveragedEuler)
        {
            return simulation.Method == IntegrationMethod.AveragedEuler ? EnsembleMethod.AveragedEuler : EnsembleMethod.Euler;
        }

        RungeKuttaTableau tableau = FactsOf(simulation.Method).Tableau!;
        return FollowsTolerances(simulation.Method)
            ? EnsembleMethod.Adaptive(tableau, new(simulation.AbsoluteTolerance, simulation.RelativeTolerance))
            : EnsembleMethod.Fixed(tableau);
    }

    /// <summary>Whether an ensemble of chips can move by a method; by all but Euler only without rails.</summary>
    /// <param name="method">As the circuit names it.</param>
    /// <returns>True for Euler, Heun, the classical Runge-Kutta method and the explicit pairs.</returns>
    internal static bool HasEnsemble(IntegrationMethod method) =>
        method is IntegrationMethod.ProjectedEuler or IntegrationMethod.AveragedEuler or IntegrationMethod.Heun or IntegrationMethod.Rk4 or IntegrationMethod.BogackiShampine or IntegrationMethod.Tsitouras;

    /// <summary>Whether a circuit's tolerances choose the steps; the other methods take the circuit's own step.</summary>
    /// <param name="method">As the circuit names it.</param>
    /// <returns>True for the embedded pairs and the stiff method.</returns>
    public static bool FollowsTolerances(IntegrationMethod method) =>
        method is IntegrationMethod.BogackiShampine or IntegrationMethod.Tsitouras or IntegrationMethod.Rosenbrock;
}
