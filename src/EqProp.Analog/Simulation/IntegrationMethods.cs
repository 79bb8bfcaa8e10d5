using EqProp.Analog.Circuits;
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

    /// <summary>Whether a circuit's tolerances choose the steps; the other methods take the circuit's own step.</summary>
    /// <param name="method">As the circuit names it.</param>
    /// <returns>True for the embedded pairs and the stiff method.</returns>
    public static bool FollowsTolerances(IntegrationMethod method) =>
        method is IntegrationMethod.BogackiShampine or IntegrationMethod.Tsitouras or IntegrationMethod.Rosenbrock;
}
