using EqProp.Analog.Circuits;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>The simulation of a chip whose energy is asked for: the same circuit and phases, followed in physical time and double precision, without noise.</summary>
public static class MeteredSimulation
{
    /// <summary>Relative tolerance of trajectories that are metered, unless the circuit asks for a smaller one.</summary>
    public const double Tolerance = 1e-6;

    /// <summary>Prepares a description.</summary>
    /// <param name="description">A resolved description.</param>
    /// <returns>The same circuit with adaptive steps; one that searches for operating points keeps doing so.</returns>
    public static CircuitDescription Of(CircuitDescription description) => description with
    {
        Circuit = description.Circuit with { Noise = null },
        Simulation = description.Simulation with
        {
            Precision = PrecisionKind.Double,
            AveragingSteps = 1,
            Method = IntegrationMethods.FollowsTolerances(description.Simulation.Method) ? description.Simulation.Method : IntegrationMethod.Tsitouras,
            RelativeTolerance = Math.Min(description.Simulation.RelativeTolerance, Tolerance),
            AbsoluteTolerance = Math.Min(description.Simulation.AbsoluteTolerance, Tolerance),
        },
    };

    /// <summary>Whether a method follows trajectories that can be metered.</summary>
    internal static bool IsMetered(IntegrationMethod method) => method is IntegrationMethod.Heun or IntegrationMethod.ExponentialEuler or IntegrationMethod.ExponentialRungeKutta2
        || IntegrationMethods.FollowsTolerances(method);
}
