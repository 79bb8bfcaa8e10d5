using EqProp.Analog.Circuits;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Learning.Rules;

/// <summary>What a circuit must have for sources to hold its outputs and for that to lower the cost.</summary>
internal static class ClampedOutputRules
{
    /// <summary>Outputs that are compared with their targets and that descend the energy.</summary>
    public static void Require(CircuitDescription description, LearningRuleKind rule)
    {
        LearningBlock learning = description.Learning!;
        string name = LearningRuleFit.Name(rule);
        if (learning.Cost == CostKind.CrossEntropy)
        {
            throw new InputException(
                "learning.rule", "learning.cost",
                $"The rule {name} holds the outputs at targets of their own; those of the cross-entropy belong to a read-out outside the chip.",
                "Use learning.rule equilibriumPropagation, which nudges by the read-out's error, or learning.cost squaredError.");
        }

        if (description.Circuit.Neurons.FitzHughNagumo?.Answers == AnsweringState.Inhibitor)
        {
            throw new InputException(
                "learning.rule", "circuit.neurons.fitzHughNagumo.answers",
                $"The rule {name} weighs errors by the stiffness of the outputs, which is negative for inhibitors: it would raise the cost.",
                "Use learning.rule equilibriumPropagation, which turns the nudge of inhibitors round, or answers activator.");
        }
    }

    /// <summary>No beta but 1, and targets that the outputs can take.</summary>
    public static void RequireWholeWay(CircuitDescription description)
    {
        LearningBlock learning = description.Learning!;
        if (learning.Beta != 1)
        {
            throw new InputException(
                "learning.rule", "learning.beta",
                $"The rule {LearningRuleFit.Name(learning.Rule)} holds the outputs at their targets, which is a beta of 1; beta is {RuleChecks.Text(learning.Beta ?? 0)}.",
                "Leave beta and nudgeConductance out (set them to null), or use learning.rule coupledLearning, which goes part of the way.");
        }

        ActivationBlock activation = description.Circuit.ActivationOf(NodeRole.Output);
        bool hasLimits = activation.Kind is ActivationKind.Tanh or ActivationKind.Logistic && description.Circuit.ForceOf() == ForceForm.CurrentSumming;
        double lowest = activation.Kind == ActivationKind.Tanh ? -1 : 0;
        double low = learning.Targets.Low ?? TargetBlock.DefaultLow, high = learning.Targets.High ?? TargetBlock.DefaultHigh;
        if (hasLimits && (low <= lowest || high >= 1))
        {
            throw new InputException(
                "learning.rule", "learning.targets",
                $"Sources cannot hold activities at {RuleChecks.Text(low)} and {RuleChecks.Text(high)}: those of {RecordShapes.FileName(activation.Kind.ToString())} stay between {RuleChecks.Text(lowest)} and 1.",
                "Give targets inside these limits, such as low 0.1 and high 0.9, or use learning.rule coupledLearning with a small beta.");
        }
    }
}
