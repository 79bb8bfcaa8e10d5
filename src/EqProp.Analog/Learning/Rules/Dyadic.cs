using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// A second network of the same size, driven by the transposed Jacobian of the first, carries the errors: exact on circuits that are not
/// reciprocal; computed beside the chip from its free states (Scurria et al. 2026).
/// </summary>
public sealed class Dyadic : ILearningRule
{
    private readonly LearningPhases _phases;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public Dyadic(LearningBlock learning) => _phases = new(learning);

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.Dyadic,
        Summary = "a second network, driven by the transposed Jacobian, carries the errors: exact without symmetry, whatever beta is",
        Source = "Scurria et al. 2026 (Dyadic EP)",
        Couplings = CouplingNeed.Any,
        StoresFreeState = true,
        SimulationOnly = true,
        Estimators = [EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.RandomSign, EstimatorKind.Centered],
        Settlings = "2",
        Create = learning => new Dyadic(learning),
        Require = description => ExactUpdate.RequireSmall(description, LearningRuleKind.Dyadic),
    };

    /// <inheritdoc/>
    public void Learn(IPhysicalNetwork network, LearningStep step) =>
        ExactUpdate.Write(network, step, (equations, inputs, target, state) =>
            ExactRepairs.Dyadic(equations, inputs, _phases.Cost, target, _phases.Beta, state));
}
