using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// Continual equilibrium propagation: every step of the nudged phase writes the change of y_i y_j over that step, so that weights move while
/// neurons do and nothing has to be kept of the free phase (Ernoult et al. 2020).
/// </summary>
/// <remarks>
/// As the learning rates go to 0 each write is minus the rate times one step of backpropagation through time. The writes change the very dynamics
/// that they measure: published rates are 15 to 30 times smaller than those of <see cref="EquilibriumPropagation"/>.
/// </remarks>
public sealed class Continual : ILearningRule
{
    private readonly LearningPhases _phases;
    private readonly CorrelationForm _form;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public Continual(LearningBlock learning)
        : this(learning, CorrelationForm.Contrast)
    {
    }

    internal Continual(LearningBlock learning, CorrelationForm form) => (_phases, _form) = (new(learning), form);

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.Continual,
        Summary = "change of y_i y_j over each step of the nudged phase, written at that step; needs much smaller rates",
        Source = "Ernoult et al. 2020",
        Couplings = CouplingNeed.Reciprocal,
        StoresFreeState = false,
        SamplesEachStep = true,
        WritesEachStep = true,
        Estimators = [EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.RandomSign],
        Settlings = "2",
        Create = learning => new Continual(learning),
    };

    /// <inheritdoc/>
    public void Learn(IPhysicalNetwork network, LearningStep step)
    {
        LearningRates rates = step.Rates;
        double beta = _phases.SignedBeta(step.Sign);
        HoldSlot end = SteppedPhase.Run(network, _phases, beta, step.Targets, (before, now) =>
            network.Update(new(now, before, 1 / beta, rates.Weights, rates.Biases, 0) { LeakRates = rates.Leaks, Form = _form }));
        SteppedPhase.LearnReadOut(network, end, rates.ReadOut);
    }
}
