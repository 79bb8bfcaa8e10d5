using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Learning;

/// <summary>The lock-in of a swinging nudge against the exact gradient.</summary>
public class OscillatingNudgeTests(ITestOutputHelper output)
{
    public static TheoryData<ForceForm, SynapseKind, double, int> Chips() => new()
    {
        { ForceForm.CurrentSumming, SynapseKind.Transconductance, 1, 0 },
        { ForceForm.CurrentSumming, SynapseKind.Transconductance, 1, 4 },
        { ForceForm.EnergyBased, SynapseKind.Transconductance, 1, 0 },
        { ForceForm.EnergyBased, SynapseKind.Transconductance, 1, 4 },
        { ForceForm.CurrentSumming, SynapseKind.Resistive, 1, 0 },
        { ForceForm.CurrentSumming, SynapseKind.Transconductance, 2, 0 },
    };

    [Theory]
    [MemberData(nameof(Chips))]
    public void Bias_is_of_order_two_in_beta(ForceForm force, SynapseKind synapse, double amplifier, int classes)
    {
        (NetworkParameters parameters, Examples examples) = Draw(force, synapse, amplifier, classes);
        double coarse = Agreement(parameters, examples, 0.08).RelativeError, fine = Agreement(parameters, examples, 0.02).RelativeError;
        double slope = Math.Log(coarse / fine, 4);
        output.WriteLine($"{force} {synapse} {amplifier} {classes}: {coarse:e2} {fine:e2}, order {slope:f3}");
        Assert.InRange(slope, 1.9, 2.1);
        Assert.InRange(Agreement(parameters, examples, 0.001).RelativeError, 0, 1e-4);
    }

    [Fact]
    public void Three_quarters_of_the_centered_bias_are_left()
    {
        // The first harmonic of sin^3 is 3/4; centered nudges see all of it.
        (NetworkParameters parameters, Examples examples) = Draw(ForceForm.CurrentSumming, SynapseKind.Transconductance, 1, 0);
        NetworkParameters exact = RuleBench.Exact(parameters, examples);
        LearningBlock centered = RuleBench.Block(LearningRuleKind.EquilibriumPropagation, examples.Cost, 0.02);
        double both = new GradientComparison(RuleBench.Estimate(parameters, examples, centered, Fine), exact).Total.RelativeError;
        Assert.Equal(0.75, Agreement(parameters, examples, 0.02).RelativeError / both, 2e-3);
    }

    [Fact]
    public void Lag_of_a_fast_swing_costs_angle()
    {
        (NetworkParameters parameters, Examples examples) = Draw(ForceForm.CurrentSumming, SynapseKind.Transconductance, 1, 0);
        int[] steps = [100, 20, 5, 2];
        double[] angles = [.. steps.Select(n => Agreement(parameters, examples, 0.02, n, periods: 4).AngleDegrees)];
        output.WriteLine($"steps a level {string.Join(", ", steps)}: {string.Join(", ", angles.Select(a => a.ToString("f3")))} degrees");
        for (int i = 1; i < angles.Length; i++)
        {
            Assert.True(angles[i] > angles[i - 1]);
        }

        Assert.InRange(angles[0], 0, 0.2);
        Assert.InRange(angles[^1], 2, 60);
    }

    private static BenchOptions Fine => new(0.2);

    private static GradientAgreement Agreement(
        NetworkParameters parameters, Examples examples, double beta, int steps = 1500, int periods = 1)
    {
        LearningBlock learning = RuleBench.Block(LearningRuleKind.OscillatingNudge, examples.Cost, beta, nudgedSteps: steps) with
        {
            Oscillation = new() { Points = 8, Periods = periods },
        };
        return new GradientComparison(RuleBench.Estimate(parameters, examples, learning, Fine), RuleBench.Exact(parameters, examples)).Total;
    }

    private static (NetworkParameters Parameters, Examples Examples) Draw(ForceForm force, SynapseKind synapse, double amplifier, int classes)
    {
        var options = new NeuronOptions(force, ActivationKind.Tanh, 1.2, 0.1, Heterogeneous: true, classes) { Synapse = synapse, Amplifier = amplifier };
        NetworkLayout layout = Layouts.Layered([6, 9, 5, 4], options);
        return (Layouts.Draw(layout, 5, rowSum: 0.5).Parameters, Examples.Draw(layout, 3, 4));
    }
}
