namespace EqProp.Analog.Circuits;

/// <summary>Rules of phases that end by averaging, or with noise: their length is fixed, and their steps are of one length.</summary>
internal static class AveragingRules
{
    public static void Check(CircuitDescription description, Findings findings)
    {
        SimulationBlock simulation = description.Simulation;
        findings.AtLeast(simulation.AveragingSteps, 1, "simulation.averagingSteps", "The number of steps");
        bool averages = simulation.AveragingSteps > 1;
        if (averages && !TakesMeans(simulation))
        {
            findings.Add(
                "averaging.method", "simulation.averagingSteps",
                "Means are taken over steps of one length in time.",
                "Use simulation.settling=transient with averagedEuler, projectedEuler, stochasticRungeKutta, exponentialEuler or rk4, or leave averaging out.");
        }

        if ((averages || NoiseKinds.MoveStates(description.Circuit)) && description.Learning is { } learning)
        {
            CheckPhase(learning.FreePhase, "learning.freePhase.residual", averages, findings);
            CheckPhase(learning.NudgedPhase, "learning.nudgedPhase.residual", averages, findings);
        }
    }

    private static bool TakesMeans(SimulationBlock simulation) => simulation.Settling == SettlingKind.Transient
        && simulation.Method is IntegrationMethod.ProjectedEuler or IntegrationMethod.AveragedEuler
            or IntegrationMethod.StochasticRungeKutta or IntegrationMethod.ExponentialEuler or IntegrationMethod.Rk4;

    private static void CheckPhase(PhaseBlock phase, string path, bool averages, Findings findings)
    {
        if (phase.Residual is not null)
        {
            findings.Add(
                "noise.residual", path,
                averages ? "A phase that ends at a residual has no last steps known beforehand to average over." : "With noise no rate of change ever falls below a residual and stays there.",
                "Leave the residual out and give the phase a length; simulation.averagingSteps takes noise out of what is held and read.");
        }
    }
}
