using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// The integral over the nudged phase of y_i dy_j/dt + y_j dy_i/dt, collected at each synapse step by step and written once at the end (Scellier
/// and Bengio 2017). The first presynaptic activity times postsynaptic change is what spike timing does to synapses whose rates change slowly.
/// </summary>
/// <remarks>
/// The integral of the whole is the change of y_i y_j, so that with steps of length h the rule writes what
/// <see cref="EquilibriumPropagation"/> does, up to order h. Where a synapse acts one way there is the first product alone.
/// </remarks>
public sealed class TimingDependent : ILearningRule
{
    private readonly LearningPhases _phases;
    private readonly CorrelationForm _form;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public TimingDependent(LearningBlock learning)
        : this(learning, CorrelationForm.Timing)
    {
    }

    internal TimingDependent(LearningBlock learning, CorrelationForm form) => (_phases, _form) = (new(learning), form);

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.TimingDependent,
        Summary = "sum over the steps of a nudged phase of y_i dy_j + y_j dy_i, collected at the synapse and written once; equals the end-point contrast to first order in the step",
        Source = "Scellier and Bengio 2017",
        Couplings = CouplingNeed.Reciprocal,
        StoresFreeState = false,
        SamplesEachStep = true,
        Estimators = [EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.RandomSign, EstimatorKind.Centered],
        Settlings = "2, centered 3",
        Create = learning => new TimingDependent(learning),
    };

    /// <inheritdoc/>
    public void Learn(IPhysicalNetwork network, LearningStep step)
    {
        double beta = _phases.SignedBeta(step.Sign);
        bool centered = _phases.Estimator == EstimatorKind.Centered;
        int phases = centered ? 2 : 1;
        HoldSlot end = Collect(network, step, beta, phases);
        if (centered)
        {
            network.Recall(HoldSlot.Free);
            end = Collect(network, step, -beta, phases);
        }

        network.Update(new(end, HoldSlot.Free, 1, step.Rates.Weights, step.Rates.Biases, 0)
        {
            LeakRates = step.Rates.Leaks,
            Mode = UpdateMode.WriteAccumulated,
        });
    }

    private HoldSlot Collect(IPhysicalNetwork network, LearningStep step, double beta, int phases)
    {
        LearningRates rates = step.Rates;
        HoldSlot end = SteppedPhase.Run(network, _phases, beta, step.Targets, (before, now) =>
            network.Update(new(now, before, 1 / (phases * beta), rates.Weights, rates.Biases, 0)
            {
                LeakRates = rates.Leaks,
                Form = _form,
                Mode = UpdateMode.Accumulate,
            }));
        SteppedPhase.LearnReadOut(network, end, rates.ReadOut / phases);
        return end;
    }
}
