using System.Text.Json;
using EqProp.Analog.Circuits;

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

        if (rule.SamplesEachStep)
        {
            RequireSteps(description, learning, rule);
        }

        if (rule.SimulationOnly && description.Circuit.Plasticity is not null)
        {
            throw new InputException(
                "learning.rule", "circuit.plasticity", $"The rule {Name(rule.Kind)} is a reference that no circuit has; it writes without the plasticity unit, whose faults it would not feel.",
                "Set circuit.plasticity to null, or use a rule for circuits ('eqprop rules list').");
        }

        if (rule.SimulationOnly && description.Circuit.Coupling.Device is not null)
        {
            throw new InputException(
                "learning.rule", "circuit.coupling.device", $"The rule {Name(rule.Kind)} is a reference that no circuit has; it writes weights exactly, whatever devices they are in.",
                "Set circuit.coupling.device to null, or use a rule for circuits ('eqprop rules list').");
        }

        rule.Require?.Invoke(description);
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

    /// <summary>Name of a rule or an estimator in circuit files.</summary>
    internal static string Name(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
