using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// <see cref="TimingDependent"/> without its second product: the integral of y_i dy_j/dt, from the source of a synapse to its target. With weights
/// of each direction of their own it is the vector-field rule collected step by step; on a reciprocal synapse it misses half of the gradient.
/// </summary>
public static class TimingDependentForward
{
    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = TimingDependent.Entry with
    {
        Kind = LearningRuleKind.TimingDependentForward,
        Summary = "sum over the steps of a nudged phase of y_i dy_j alone, collected at the synapse and written once",
        Couplings = CouplingNeed.Untied,
        Create = learning => new TimingDependent(learning, CorrelationForm.TimingForward),
    };
}
