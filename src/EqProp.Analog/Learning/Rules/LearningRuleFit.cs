using System.Text.Json;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation.Holomorphic;

namespace EqProp.Analog.Learning.Rules;

/// <summary>Whether a learning block asks for something that its rule does not know.</summary>
public static class LearningRuleFit
{
    /// <summary>Checks the rule of a resolved description.</summary>
    /// <param name="description">The description; without a learning block nothing happens.</param>
    /// <exception cref="InputException">The rule and the rest do not fit; says what would.</exception>
    public static void Require(CircuitDescription description)
    {
        if (description.Learning is not { } learning)
        {
            return;
        }

        LearningRuleEntry rule = LearningRuleCatalog.Of(learning.Rule);
        if (!rule.Estimators.Contains(learning.Estimator))
        {
            throw new InputException(
                "learning.estimator", "learning.estimator", $"The rule {Name(rule.Kind)} does not know the estimator {Name(learning.Estimator)}.",
                $"Use {string.Join(" or ", rule.Estimators.Select(kind => Name(kind)))}, or another rule ('eqprop rules list').");
        }

        if (rule.Kind == LearningRuleKind.Holomorphic)
        {
            RequireAnalytic(description, learning);
        }

        if (rule.SamplesEachStep)
        {
            RequireSteps(description, learning, rule);
        }

        if (rule.Kind is LearningRuleKind.VectorField or LearningRuleKind.ContinualVectorField)
        {
            RequireUntied(description.Circuit.Topology, rule);
        }
    }

    private static void RequireUntied(TopologyBlock topology, LearningRuleEntry rule)
    {
        if (!TopologyCounts.HasSharedWeights(topology))
        {
            return;
        }

        string same = rule.WritesEachStep ? Name(LearningRuleKind.Continual) : Name(LearningRuleKind.EquilibriumPropagation);
        throw new InputException(
            "learning.rule", topology.Kind == TopologyKind.Layered ? "circuit.topology.feedback" : "circuit.topology",
            $"The rule {Name(rule.Kind)} is for weights of each direction of their own, but here the two directions share a weight.",
            topology.Kind == TopologyKind.Layered
                ? $"Use the rule {same}, or circuit.topology.feedback=untied."
                : $"Use the rule {same}, or a layered topology with feedback untied.");
    }

    private static void RequireSteps(CircuitDescription description, LearningBlock learning, LearningRuleEntry rule)
    {
        if (description.Simulation.Settling == SettlingKind.SteadyState)
        {
            throw new InputException(
                "learning.rule", "simulation.settling", $"The rule {Name(rule.Kind)} follows the nudged phase step by step; a steady-state engine has no steps.",
                "Use simulation.settling transient.");
        }

        if (learning.NudgedPhase.Residual is not null)
        {
            throw new InputException(
                "learning.rule", "learning.nudgedPhase.residual",
                $"The rule {Name(rule.Kind)} follows the nudged phase step by step, so that all examples of a minibatch take the same steps.",
                "Remove the residual, so that the nudged phase has a fixed length.");
        }

        if (description.Simulation.AveragingSteps > 1)
        {
            throw new InputException(
                "learning.rule", "simulation.averagingSteps",
                $"The rule {Name(rule.Kind)} samples every step; a mean over {description.Simulation.AveragingSteps} steps is none of them.",
                "Set simulation.averagingSteps to 1, or use the rule equilibriumPropagation.");
        }
    }

    /// <summary>Complex states move by explicit Euler steps, a fixed number of them, and only white noise displaces them.</summary>
    private static void RequireAnalytic(CircuitDescription description, LearningBlock learning)
    {
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

    private static string Name(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
