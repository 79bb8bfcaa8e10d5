using EqProp.Analog.Circuits;

namespace EqProp.Analog.Learning.Rules;

/// <summary>All learning rules.</summary>
public static class LearningRuleCatalog
{
    /// <summary>One entry a rule, in the order of <see cref="LearningRuleKind"/>.</summary>
    public static IReadOnlyList<LearningRuleEntry> All { get; } =
    [
        EquilibriumPropagation.Entry,
        TimingDependent.Entry,
        TimingDependentForward.Entry,
        Continual.Entry,
        VectorField.Entry,
        ContinualVectorField.Entry,
        ContrastiveHebbian.Entry,
        CoupledLearning.Entry,
        TwinCopies.Entry,
        Holomorphic.Entry,
        OscillatingNudge.Entry,
        AsymmetricRepair.Entry,
        Dyadic.Entry,
    ];

    /// <summary>The entry of a rule.</summary>
    /// <param name="kind">The rule.</param>
    /// <returns>Its facts.</returns>
    public static LearningRuleEntry Of(LearningRuleKind kind) => All.Single(entry => entry.Kind == kind);

    /// <summary>Makes the rule that a learning block asks for.</summary>
    /// <param name="learning">A resolved learning block.</param>
    /// <returns>The rule.</returns>
    public static ILearningRule Create(LearningBlock learning) => Of(learning.Rule).Create(learning);
}
