using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation.Holomorphic;

namespace EqProp.Analog.Learning.Rules;

/// <summary>What complex phases need of a circuit.</summary>
internal static class HolomorphicRules
{
    /// <summary>Complex states move by explicit Euler steps, a fixed number of them, and only white noise displaces them.</summary>
    public static void Require(CircuitDescription description)
    {
        LearningBlock learning = description.Learning!;
        HolomorphicFit.Require(LayoutBuilder.Build(description));
        if (description.Simulation.Settling != SettlingKind.Transient || description.Simulation.Method != IntegrationMethod.ProjectedEuler)
        {
            throw new InputException(
                "learning.rule", "simulation.method", "The rule holomorphic moves complex states by explicit Euler steps.",
                "Use simulation.settling transient and simulation.method projectedEuler.");
        }

        if (learning.NudgedPhase.Residual is not null)
        {
            throw new InputException(
                "learning.rule", "learning.nudgedPhase.residual", "The complex phases of the rule holomorphic have a fixed length.",
                "Remove the residual.");
        }

        if (description.Circuit.Noise is { } noise && (noise.Flicker is not null || noise.Telegraph is not null || noise.SharedLines is { Count: > 0 }))
        {
            throw new InputException(
                "learning.rule", "circuit.noise", "The rule holomorphic knows white noise alone: flicker, telegraph and shared lines are not continued to complex states.",
                "Leave them out, or use the rule oscillatingNudge.");
        }
    }
}
