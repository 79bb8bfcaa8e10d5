using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// <see cref="VectorField"/> with weights that move at every step of the nudged phase: presynaptic activity before the step times the
/// postsynaptic change over it, W_ij(t + 1) = W_ij(t) + rate / beta y_i(t) (y_j(t + 1) - y_j(t)) (Ernoult et al. 2020).
/// </summary>
public static class ContinualVectorField
{
    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = Continual.Entry with
    {
        Kind = LearningRuleKind.ContinualVectorField,
        Summary = "activity of the source times the change of the target over each step of the nudged phase, written at that step; needs much smaller rates",
        Couplings = CouplingNeed.Untied,
        Require = description => UntiedRules.Require(description, LearningRuleKind.ContinualVectorField, LearningRuleKind.Continual),
        Create = learning => new Continual(learning, CorrelationForm.TimingForward),
    };
}
