using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// Contrastive Hebbian learning: sources hold the outputs at their targets while the rest settles, then one local update (Movellan 1991).
/// </summary>
/// <remarks>
/// What it descends is the energy of the network with held outputs less that of the free network, whose gradient the contrast is exactly,
/// however far the targets are. It is zero where the free outputs are at their targets; elsewhere the stiffness of the outputs
/// weighs their errors, as in <see cref="CoupledLearning"/>.
/// </remarks>
public sealed class ContrastiveHebbian : ILearningRule
{
    private readonly LearningPhases _phases;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public ContrastiveHebbian(LearningBlock learning) => _phases = new(learning);

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.ContrastiveHebbian,
        Summary = "sources hold the outputs at their targets: y_i y_j held less y_i y_j free",
        Source = "Movellan 1991",
        Couplings = CouplingNeed.Reciprocal,
        StoresFreeState = true,
        Estimators = [EstimatorKind.Positive],
        Settlings = "2",
        Create = learning => new ContrastiveHebbian(learning),
        Require = description =>
        {
            ClampedOutputRules.Require(description, LearningRuleKind.ContrastiveHebbian);
            ClampedOutputRules.RequireWholeWay(description);
        },
    };

    /// <inheritdoc/>
    public void Learn(IPhysicalNetwork network, LearningStep step)
    {
        var sources = new OutputSources(network.Layout);
        sources.Observe(network, step.Targets.Length);
        sources.Hold(network, step.Targets, share: 1);
        network.Settle(_phases.NudgedPhase);
        network.Hold(HoldSlot.Positive);
        network.Update(new(HoldSlot.Positive, HoldSlot.Free, 1, step.Rates.Weights, step.Rates.Biases, step.Rates.ReadOut)
        {
            LeakRates = step.Rates.Leaks,
        });
    }
}
