using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Learning;

/// <summary>Equilibrium propagation against the exact gradient, with nothing but settling in between.</summary>
public class ContrastEstimateTests(ITestOutputHelper output)
{
    private const double Beta = 1e-3;
    private const int Seeds = 20;

    public static TheoryData<ForceForm, ActivationKind, bool> Forces()
    {
        var data = new TheoryData<ForceForm, ActivationKind, bool>();
        foreach (ForceForm force in Enum.GetValues<ForceForm>())
        {
            foreach (ActivationKind activation in Enum.GetValues<ActivationKind>())
            {
                data.Add(force, activation, false);
                data.Add(force, activation, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Forces))]
    public void Contrast_is_the_gradient_to_the_stated_order(ForceForm force, ActivationKind activation, bool crossEntropy)
    {
        foreach (int[] sizes in new int[][] { [8, 5, 3], [12, 10, 8, 4], [20, 16, 12, 8, 4] })
        {
            var options = Options(force, activation, crossEntropy ? 3 : 0);
            int silent = 0, active = 0;
            double worst = 1, centeredWorst = 1, slope = 0, centeredSlope = 0;
            foreach (RandomNetwork network in Smooth(Layouts.Layered(sizes, options)))
            {
                NetworkParameters exact = ReferenceGradient.Adjoint(network.Equations, network.Inputs, network.Cost, network.Target);
                GradientAgreement oneSided = Compare(network, exact, Beta, centered: false);
                GradientAgreement centered = Compare(network, exact, Beta, centered: true);
                silent += exact.Biases[1].Count(b => b == 0);
                active += exact.Biases[1].Count(b => b != 0);
                worst = Math.Min(worst, oneSided.Cosine);
                centeredWorst = Math.Min(centeredWorst, centered.Cosine);
                slope += Slope(oneSided, Compare(network, exact, Beta / 4, centered: false)) / Seeds;
                centeredSlope += Slope(centered, Compare(network, exact, Beta / 4, centered: true)) / Seeds;
            }

            output.WriteLine($"{string.Join('-', sizes)}: cosine {worst:f10} {centeredWorst:f10}, order {slope:f4} {centeredSlope:f4}");
            Assert.True(active > sizes[1] * Seeds / 4);
            Assert.Equal(activation is ActivationKind.HardSigmoid or ActivationKind.Relu, silent > 0);
            Assert.InRange(worst, 0.9999, 1 + 1e-12);
            Assert.InRange(centeredWorst, 0.999999, 1 + 1e-12);
            Assert.InRange(slope, 0.9, 1.1);
            Assert.InRange(centeredSlope, 1.9, 2.1);
        }
    }

    [Theory]
    [InlineData(ForceForm.EnergyBased)]
    [InlineData(ForceForm.CurrentSumming)]
    public void Contrast_is_the_gradient_in_recurrent_networks(ForceForm force)
    {
        NetworkLayout layout = Layouts.Recurrent(6, 8, 3, Options(force, ActivationKind.Tanh, 0) with { Heterogeneous = true });
        foreach (RandomNetwork network in Smooth(layout))
        {
            NetworkParameters exact = ReferenceGradient.Adjoint(network.Equations, network.Inputs, network.Cost, network.Target);
            Assert.All(
                new GradientComparison(Estimate(network, Beta, centered: true), exact).Arrays,
                array => Assert.InRange(array.RelativeError, 0, 1e-4));
        }
    }

    [Fact]
    public void Nudging_the_voltage_instead_of_the_activity_is_degrees_off()
    {
        double sum = 0;
        var options = new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, Gain: 1.5);
        foreach (RandomNetwork network in Smooth(Layouts.Recurrent(8, 12, 6, options)))
        {
            RandomNetwork driven = WithStrongerOutputBias(network);
            NetworkParameters exact = ReferenceGradient.Adjoint(driven.Equations, driven.Inputs, driven.Cost, driven.Target);
            double[][] plus = SettledWithVoltageNudge(driven, Beta);
            double[][] minus = SettledWithVoltageNudge(driven, -Beta);
            NetworkParameters wrong = ContrastEstimate.Compute(driven.Layout, plus, minus, 1 / (2 * Beta));
            sum += new GradientComparison(wrong, exact).Total.AngleDegrees;
            Assert.InRange(Compare(driven, exact, Beta, centered: true).AngleDegrees, 0, 0.001);
        }

        output.WriteLine($"mean angle with the nudge -beta dC/dV: {sum / Seeds:f2} degrees");
        Assert.InRange(sum / Seeds, 5, 40);
    }

    [Fact]
    public void One_way_synapses_contrast_the_source_with_the_change_of_the_target()
    {
        NetworkLayout layout = Layouts.Make([1, 1, 1], [Layouts.OneWay(0, 1), Layouts.OneWay(1, 2)], new NeuronOptions(), 1);
        NetworkParameters estimate = ContrastEstimate.Compute(layout, [[0.5], [0.3], [0.8]], [[0.5], [0.1], [0.4]], 10);
        Assert.Equal(-10 * 0.5 * 0.2, estimate.Weights[0][0], 1e-14);
        Assert.Equal(-10 * 0.2 * 0.4, estimate.Weights[1][0], 1e-14);
        Assert.Equal(-10 * 0.4, estimate.Biases[2][0], 1e-14);
    }

    [Fact]
    public void Minibatch_estimate_is_the_mean_over_its_examples()
    {
        NetworkLayout layout = Layouts.Layered([2, 3, 1], new NeuronOptions(ReadOutClasses: 2));
        NetworkParameters parameters = Layouts.Draw(layout, 3).Parameters;
        double[][] plus = [[0.1, 0.2, 0.3, 0.4], [0.1, 0.2, 0.3, 0.6, 0.5, 0.4], [0.9, 0.2]];
        double[][] minus = [[0.1, 0.2, 0.3, 0.4], [0.2, 0.1, 0.4, 0.4, 0.6, 0.5], [0.6, 0.3]];
        NetworkParameters both = Full(plus, minus, [1, 0, 0, 1]);
        NetworkParameters first = Full(Half(plus, 0), Half(minus, 0), [1, 0]);
        NetworkParameters second = Full(Half(plus, 1), Half(minus, 1), [0, 1]);
        foreach (var ((name, mean), (a, b)) in both.Arrays().Zip(first.Arrays().Zip(second.Arrays(), (x, y) => (x.Values, y.Values))))
        {
            Assert.True(mean.Any(v => v != 0), name);
            for (int k = 0; k < mean.Length; k++)
            {
                Assert.Equal((a[k] + b[k]) / 2, mean[k], 1e-14);
            }
        }

        NetworkParameters Full(double[][] p, double[][] m, double[] targets)
        {
            NetworkParameters estimate = ContrastEstimate.Compute(layout, p, m, 5);
            ContrastEstimate.SetReadOut(layout, parameters, [p[2], m[2]], targets, estimate);
            return estimate;
        }

        double[][] Half(double[][] groups, int half) =>
            [.. groups.Select(g => g.AsSpan(half * g.Length / 2, g.Length / 2).ToArray())];
    }

    [Fact]
    public void Activities_of_another_network_are_refused()
    {
        NetworkLayout layout = Layouts.Layered([2, 3, 1], new NeuronOptions());
        double[][] held = [new double[2], new double[3], new double[1]];
        Assert.Throws<ArgumentException>(() => ContrastEstimate.Compute(layout, held, [new double[2], new double[2], new double[1]], 1));
        Assert.Throws<ArgumentException>(() => ContrastEstimate.Compute(layout, held, [new double[2], new double[6], new double[1]], 1));
        Assert.Throws<ArgumentException>(() => ContrastEstimate.Compute(layout, held, held[..2], 1));
    }

    private static NeuronOptions Options(ForceForm force, ActivationKind activation, int classes) => activation switch
    {
        ActivationKind.Logistic => new(force, activation, Gain: 3, Threshold: 0.4, ReadOutClasses: classes),
        _ => new(force, activation, ReadOutClasses: classes),
    };

    /// <summary>
    /// Twenty draws with no unit so close to a kink that the largest nudge could push it over, and with an output that
    /// can move: with all outputs at their rails the gradient is zero.
    /// </summary>
    private static IEnumerable<RandomNetwork> Smooth(NetworkLayout layout)
    {
        int taken = 0;
        for (int seed = 1; taken < Seeds && seed <= 3 * Seeds; seed++)
        {
            RandomNetwork network = Layouts.Draw(layout, seed);
            NetworkEquations equations = network.Equations;
            double[] free = ReferenceEquilibrium.Settle(equations, network.Inputs).State;
            NetworkParameters exact = ReferenceGradient.Adjoint(equations, network.Inputs, network.Cost, network.Target);
            if (equations.KinkDistance(network.Inputs, free) >= 1e-3 && exact.Biases[^1].Any(b => Math.Abs(b) > 1e-2))
            {
                taken++;
                yield return network;
            }
        }

        Assert.Equal(Seeds, taken);
    }

    private static GradientAgreement Compare(RandomNetwork network, NetworkParameters exact, double beta, bool centered) =>
        new GradientComparison(Estimate(network, beta, centered), exact).Total;

    private static double Slope(GradientAgreement coarse, GradientAgreement fine) =>
        Math.Log(coarse.RelativeError / fine.RelativeError) / Math.Log(4);

    private static NetworkParameters Estimate(RandomNetwork network, double beta, bool centered)
    {
        NetworkEquations equations = network.Equations;
        ReferenceEquilibrium free = ReferenceEquilibrium.Settle(equations, network.Inputs);
        ReferenceEquilibrium Nudged(double strength) => ReferenceEquilibrium.Settle(
            equations, network.Inputs, new OutputNudge(network.Cost, strength, network.Target), free.State);

        ReferenceEquilibrium plus = Nudged(beta);
        ReferenceEquilibrium minus = centered ? Nudged(-beta) : free;
        NetworkParameters estimate = ContrastEstimate.Compute(
            network.Layout, plus.Activities, minus.Activities, centered ? 1 / (2 * beta) : 1 / beta);
        double[][] nudged = centered
            ? [equations.Outputs(plus.State), equations.Outputs(minus.State)]
            : [equations.Outputs(plus.State)];
        ContrastEstimate.SetReadOut(network.Layout, network.Parameters, nudged, network.Target, estimate);
        return estimate;
    }

    /// <summary>Outputs far from the middle of tanh, where dC/dV and dC/dy differ most from output to output.</summary>
    private static RandomNetwork WithStrongerOutputBias(RandomNetwork network)
    {
        NetworkParameters parameters = network.Parameters.Clone();
        double[] biases = parameters.Biases[^1];
        for (int k = 0; k < biases.Length; k++)
        {
            biases[k] += 0.2 * k;
        }

        return network with { Parameters = parameters };
    }

    /// <summary>Nudges by -beta dC/dV, a current held at the voltages that it leads to.</summary>
    private static double[][] SettledWithVoltageNudge(RandomNetwork network, double beta)
    {
        NetworkEquations equations = network.Equations;
        ReferenceEquilibrium settled = ReferenceEquilibrium.Settle(equations, network.Inputs);
        for (int round = 0; round < 20; round++)
        {
            double[] push = equations.CostByState(network.Cost, network.Target, settled.State)[^network.Layout.OutputCount..];
            NetworkParameters pushed = network.Parameters.Clone();
            for (int k = 0; k < push.Length; k++)
            {
                pushed.Biases[^1][k] -= beta * push[k];
            }

            settled = ReferenceEquilibrium.Settle(new NetworkEquations(network.Layout, pushed), network.Inputs, start: settled.State);
        }

        return settled.Activities;
    }
}
