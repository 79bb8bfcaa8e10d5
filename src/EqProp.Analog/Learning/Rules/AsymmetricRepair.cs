using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// Nudged phases in which the antisymmetric part of the Jacobian is turned round, so that the estimate is exact on circuits that are not
/// reciprocal; computed beside the chip from its free states (Scurria et al. 2026).
/// </summary>
public sealed class AsymmetricRepair : ILearningRule
{
    private readonly LearningPhases _phases;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public AsymmetricRepair(LearningBlock learning) => _phases = new(learning);

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.AsymmetricRepair,
        Summary = "nudged states of the circuit with the antisymmetric part of its Jacobian turned round: exact without symmetry",
        Source = "Scurria et al. 2026 (AsymEP)",
        Couplings = CouplingNeed.Any,
        StoresFreeState = true,
        SimulationOnly = true,
        Estimators = [EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.RandomSign, EstimatorKind.Centered],
        Settlings = "2, centered 3",
        Create = learning => new AsymmetricRepair(learning),
        Require = description => ExactUpdate.RequireSmall(description, LearningRuleKind.AsymmetricRepair),
    };

    /// <inheritdoc/>
    public void Learn(IPhysicalNetwork network, LearningStep step)
    {
        EstimatorKind estimator = _phases.Estimator == EstimatorKind.Centered
            ? EstimatorKind.Centered
            : _phases.SignedBeta(step.Sign) < 0 ? EstimatorKind.Negative : EstimatorKind.Positive;
        ExactUpdate.Write(network, step, (equations, inputs, target, state) =>
            ExactRepairs.Asymmetric(equations, inputs, _phases.Cost, target, estimator, _phases.Beta, state));
    }
}
