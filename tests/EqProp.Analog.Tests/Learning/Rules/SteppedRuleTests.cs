using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.References;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Learning.Rules;

/// <summary>Rules that follow the nudged phase step by step, against the end-point rule and against backpropagation through time.</summary>
public class SteppedRuleTests
{
    /// <summary>The integral of the symmetrised timing rule is the change of the product, to first order in the step.</summary>
    [Theory]
    [InlineData(ForceForm.EnergyBased, ActivationKind.HardSigmoid, EstimatorKind.Positive)]
    [InlineData(ForceForm.EnergyBased, ActivationKind.Tanh, EstimatorKind.Positive)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Tanh, EstimatorKind.Positive)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Logistic, EstimatorKind.Negative)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Tanh, EstimatorKind.Centered)]
    public void The_integrated_timing_rule_is_the_end_point_rule_to_first_order_in_the_step(ForceForm force, ActivationKind activation, EstimatorKind estimator)
    {
        RandomNetwork drawn = Layouts.Draw(Layouts.Layered([4, 9, 3], new NeuronOptions(force, activation, 1.2), 3), 3);
        double[] errors = [.. new[] { 0.2, 0.1, 0.05 }.Select(epsilon =>
        {
            var bench = new RuleBench(drawn, epsilon, 0.4, (int)(6 / epsilon)) { Estimator = estimator };
            return new GradientComparison(bench.Estimate(LearningRuleKind.TimingDependent), bench.Estimate(LearningRuleKind.EquilibriumPropagation)).Total.RelativeError;
        })];
        Assert.InRange(errors[0], 1e-5, 0.3);
        Assert.InRange(Math.Log2(errors[0] / errors[1]), 0.9, 1.1);
        Assert.InRange(Math.Log2(errors[1] / errors[2]), 0.9, 1.1);
    }

    /// <summary>The rate rule from source to target alone is not: the other product is missing.</summary>
    [Fact]
    public void Without_its_second_product_the_timing_rule_misses_the_gradient_of_reciprocal_synapses()
    {
        RandomNetwork drawn = Layouts.Draw(Layouts.Layered([4, 9, 3], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, 1.2), 3), 3);
        var bench = new RuleBench(drawn, 0.05, 0.01, 120);
        NetworkParameters whole = bench.Estimate(LearningRuleKind.EquilibriumPropagation), half = bench.Estimate(LearningRuleKind.TimingDependentForward);
        var comparison = new GradientComparison(half, whole);
        Assert.InRange(comparison.Arrays.Single(array => array.Name == "W0").AngleDegrees, 0, 0.5);
        Assert.True(comparison.Arrays.Single(array => array.Name == "W1").RelativeError > 0.02);
    }

    /// <summary>Weights that move disturb what moves them: the error of each write falls with the rate.</summary>
    [Theory]
    [InlineData(ForceForm.EnergyBased, ActivationKind.HardSigmoid)]
    [InlineData(ForceForm.EnergyBased, ActivationKind.Tanh)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Tanh)]
    public void Continual_writes_are_backpropagation_through_time_step_by_step(ForceForm force, ActivationKind activation)
    {
        const double Epsilon = 0.1, Beta = 1e-5;
        const int Steps = 12;
        RandomNetwork drawn = RuleBench.Rounded(Layouts.Draw(Layouts.Layered([4, 9, 6, 3], new NeuronOptions(force, activation, 1.2, Heterogeneous: true), 5), 5));
        NetworkEquations equations = drawn.Equations;
        double[] free = ReferenceEquilibrium.Settle(equations, drawn.Inputs).State;
        TimeGradient reference = BackpropagationThroughTime.Compute(equations, drawn.Inputs, drawn.Cost, drawn.Target, free, Epsilon, Steps);
        double[] errors = [.. new[] { 1e-6, 1e-7, 1e-8 }.Select(rate =>
        {
            IReadOnlyList<NetworkParameters> writes = new RuleBench(drawn, Epsilon, Beta, Steps) { Rate = rate }.Writes(LearningRuleKind.Continual);
            return Enumerable.Range(0, Steps).Max(t => new GradientComparison(writes[t], reference.ByParameters[t]).Total.RelativeError);
        })];
        Assert.InRange(errors[2], 0, 0.01);
        Assert.InRange(errors[0] / errors[1], 8, 12);
        Assert.InRange(errors[1] / errors[2], 7, 12);
    }

    /// <summary>With noise, too: the clock of the noise counts on through the steps.</summary>
    [Fact]
    public void A_phase_taken_step_by_step_ends_with_the_bits_of_the_whole()
    {
        RandomNetwork drawn = Layouts.Draw(Layouts.Layered([2, 6, 2], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, 1.2)), 4);
        var noise = new NoiseBlock
        {
            Thermal = new ThermalNoiseBlock { LeakExcess = 2e4 },
            Telegraph = new TelegraphNoiseBlock { Current = 2e-8, MeanTimeOn = 1e-6, MeanTimeOff = 1e-6 },
        };
        var chip = new Simulation.Noise.NoisyChip(drawn.Layout, drawn.Parameters, noise);
        double[] After(params int[] phases)
        {
            using IPhysicalNetwork network = chip.Start(3, [0.3f, 0.9f]);
            network.StartClock(77);
            foreach (int steps in phases)
            {
                network.Settle(new PhaseLength(steps));
            }

            double[] states = new double[3 * 6];
            network.Read(1, NodeQuantity.State, states);
            return states;
        }

        Assert.Equal(After(9), After([.. Enumerable.Repeat(1, 9)]));
        Assert.NotEqual(After(9), After(8));
    }
}
