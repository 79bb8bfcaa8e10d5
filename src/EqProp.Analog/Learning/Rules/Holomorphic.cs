using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>
/// Holomorphic equilibrium propagation: the derivative by beta at zero as a sum over N points of a circle of complex beta, which is exact at a finite
/// radius but for terms of order beta^N (Laborieux and Zenke 2022). No circuit has a complex nudge, so only a simulated chip can learn so.
/// </summary>
/// <remarks>
/// W_ij moves by rate / (N |beta|) Re sum_k y_i y_j(beta_k) exp(-2 pi i k / N) with beta_k = |beta| exp(2 pi i k / N). Points k and N - k are
/// conjugates as long as noise is the same in both: one phase serves for the pair. Each phase starts from the free state.
/// </remarks>
public sealed class Holomorphic : ILearningRule
{
    private readonly LearningPhases _phases;
    private readonly int _points;

    /// <summary>Prepares the rule.</summary>
    /// <param name="learning">A resolved learning block.</param>
    public Holomorphic(LearningBlock learning)
    {
        _phases = new(learning);
        _points = (learning.Holomorphic ?? new()).Points;
    }

    /// <summary>What the catalog tells of it.</summary>
    public static LearningRuleEntry Entry { get; } = new()
    {
        Kind = LearningRuleKind.Holomorphic,
        Summary = "y_i y_j at N points of a circle of complex beta, turned back by the angle of each and added up",
        Source = "Laborieux and Zenke 2022",
        Couplings = CouplingNeed.Reciprocal,
        StoresFreeState = true,
        SimulationOnly = true,
        Estimators = [EstimatorKind.Centered],
        Settlings = "2 + N/2, all but 3 complex at twice the work",
        Create = learning => new Holomorphic(learning),
        Require = HolomorphicRules.Require,
    };

    /// <inheritdoc/>
    public void Learn(IPhysicalNetwork network, LearningStep step)
    {
        IHolomorphicChip chip = network as IHolomorphicChip ?? throw new InputException(
            "learning.rule", "learning.rule", "The rule holomorphic needs complex nudges, which no circuit has: this chip is not a simulated one.",
            "Use the rule oscillatingNudge, its real counterpart, or equilibriumPropagation with the estimator centered.");
        int last = _points / 2;
        chip.BeginContour(last + 1);
        for (int k = 0; k <= last; k++)
        {
            if (k == 0 || 2 * k == _points)
            {
                AddReal(network, chip, step.Targets, k == 0 ? 1 : -1);
            }
            else
            {
                Complex turn = Complex.FromPolarCoordinates(1, 2 * Math.PI * k / _points);
                chip.AddComplexPoint(_phases.Cost, _phases.Beta * turn, step.Targets, _phases.NudgedPhase, 2 * Complex.Conjugate(turn));
            }
        }

        chip.UpdateFromContour(new(1 / (_points * _phases.Beta), _points, step.Rates.Weights, step.Rates.Biases, step.Rates.ReadOut));
    }

    private void AddReal(IPhysicalNetwork network, IHolomorphicChip chip, ReadOnlySpan<float> targets, int sign)
    {
        network.Recall(HoldSlot.Free);
        network.Nudge(_phases.Cost, sign * _phases.Beta, targets);
        network.Settle(_phases.NudgedPhase);
        network.Hold(HoldSlot.Positive);
        chip.AddHeldPoint(HoldSlot.Positive, sign);
    }
}
