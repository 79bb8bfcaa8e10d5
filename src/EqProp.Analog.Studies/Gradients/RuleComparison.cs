using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Gradients;

/// <summary>
/// Compares what rules besides equilibrium propagation would write with the exact gradient: those that a chip carries out at the circuit's own beta,
/// exact repairs at a small one.
/// </summary>
internal sealed class RuleComparison(
    CircuitDescription description, NetworkEquations equations, ExampleBatch batch, IReadOnlyList<ReferenceEquilibrium> free, NetworkParameters reference)
{
    private static readonly (LearningRuleKind Rule, EstimatorKind Estimator)[] Candidates =
    [
        (LearningRuleKind.ContrastiveHebbian, EstimatorKind.Positive),
        (LearningRuleKind.CoupledLearning, EstimatorKind.Positive),
        (LearningRuleKind.CoupledLearning, EstimatorKind.Negative),
        (LearningRuleKind.CoupledLearning, EstimatorKind.Centered),
        (LearningRuleKind.AsymmetricRepair, EstimatorKind.Centered),
        (LearningRuleKind.Dyadic, EstimatorKind.Positive),
    ];

    private readonly LearningBlock _learning = description.Learning!;

    /// <summary>One row a rule and estimator.</summary>
    /// <param name="smallBeta">Beta of the exact repairs.</param>
    /// <param name="stop">Stops between rows.</param>
    public IEnumerable<RuleRow> Rows(double smallBeta, CancellationToken stop)
    {
        foreach (var (rule, estimator) in Candidates)
        {
            stop.ThrowIfCancellationRequested();
            yield return Row(rule, estimator, rule switch
            {
                LearningRuleKind.ContrastiveHebbian => 1,
                LearningRuleKind.CoupledLearning => _learning.Beta!.Value,
                _ => smallBeta,
            });
        }
    }

    private RuleRow Row(LearningRuleKind rule, EstimatorKind estimator, double beta)
    {
        try
        {
            LearningRuleCatalog.Of(rule).Require?.Invoke(description with { Learning = _learning with { Rule = rule, Estimator = estimator, Beta = beta } });
            return new(rule, estimator, beta, new GradientComparison(Mean(rule, estimator, beta), reference).Total, null);
        }
        catch (InputException refused)
        {
            return new(rule, estimator, beta, null, refused.Violations[0].Message);
        }
    }

    private NetworkParameters Mean(LearningRuleKind rule, EstimatorKind estimator, double beta)
    {
        var mean = new NetworkParameters(equations.Layout);
        for (int e = 0; e < batch.Count; e++)
        {
            foreach (((_, double[] sum), (_, double[] values)) in mean.Arrays().Zip(One(rule, estimator, beta, e).Arrays()))
            {
                for (int k = 0; k < sum.Length; k++)
                {
                    sum[k] += values[k] / batch.Count;
                }
            }
        }

        return mean;
    }

    private NetworkParameters One(LearningRuleKind rule, EstimatorKind estimator, double beta, int example)
    {
        double[] inputs = batch.InputOf(example), target = batch.TargetOf(example), start = free[example].State;
        return rule switch
        {
            LearningRuleKind.ContrastiveHebbian => ClampedContrast.ContrastiveHebbian(equations, inputs, target, start),
            LearningRuleKind.CoupledLearning => ClampedContrast.CoupledLearning(equations, inputs, target, estimator, beta, start),
            LearningRuleKind.AsymmetricRepair => ExactRepairs.Asymmetric(equations, inputs, _learning.Cost, target, estimator, beta, start),
            _ => ExactRepairs.Dyadic(equations, inputs, _learning.Cost, target, beta, start),
        };
    }
}
