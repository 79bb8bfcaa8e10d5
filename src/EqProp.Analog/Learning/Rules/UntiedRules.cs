using EqProp.Analog.Circuits;

namespace EqProp.Analog.Learning.Rules;

/// <summary>What rules need that are for weights of each direction of their own.</summary>
internal static class UntiedRules
{
    /// <summary>Refuses circuits whose two directions share a weight.</summary>
    /// <param name="description">A resolved description.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="tied">The rule for shared weights.</param>
    public static void Require(CircuitDescription description, LearningRuleKind rule, LearningRuleKind tied)
    {
        TopologyBlock topology = description.Circuit.Topology;
        if (!TopologyCounts.HasSharedWeights(topology))
        {
            return;
        }

        string name = LearningRuleFit.Name(rule), same = LearningRuleFit.Name(tied);
        throw new InputException(
            "learning.rule", topology.Kind == TopologyKind.Layered ? "circuit.topology.feedback" : "circuit.topology",
            $"The rule {name} is for weights of each direction of their own, but here the two directions share a weight.",
            topology.Kind == TopologyKind.Layered
                ? $"Use the rule {same}, or circuit.topology.feedback=untied."
                : $"Use the rule {same}, or a layered topology with feedback untied.");
    }
}
