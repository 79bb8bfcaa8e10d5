using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Learning;

/// <summary>Exact gradients and their estimates in networks with resistors, diodes and amplifiers.</summary>
public class ExtendedGradientTests(ITestOutputHelper output)
{
    private const double Beta = 1e-4;

    public static TheoryData<string> Names => ExtendedCircuits.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Adjoint_equals_central_differences(string name)
    {
        foreach (RandomNetwork network in Smooth(seed => ExtendedCircuits.Layered(name, seed, 4, 5, 3)).Take(2)
            .Concat(Smooth(seed => ExtendedCircuits.Recurrent(name, seed)).Take(2)))
        {
            NetworkParameters adjoint = Exact(network);
            NetworkParameters differences =
                ReferenceGradient.FiniteDifference(network.Equations, network.Inputs, network.Cost, network.Target);
            Assert.InRange(new GradientComparison(adjoint, differences).Total.RelativeError, 0, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Contrast_is_the_gradient(string name)
    {
        double worst = 0;
        foreach (RandomNetwork network in Smooth(seed => ExtendedCircuits.Layered(name, seed, 5, 6, 4, 3)).Take(5)
            .Concat(Smooth(seed => ExtendedCircuits.Recurrent(name, seed)).Take(5)))
        {
            GradientComparison comparison = new(Estimate(network, network.Layout), Exact(network));
            worst = Math.Max(worst, comparison.Total.AngleDegrees);
            Assert.InRange(comparison.Total.RelativeError, 0, 1e-4);
        }

        output.WriteLine($"{name}: worst angle {worst:g3} degrees");
    }

    // What a plasticity unit that measures products alone makes of a network of loads.
    [Theory]
    [InlineData("buffered tanh resistors")]
    [InlineData("buffered rails")]
    [InlineData("linear resistors and Shockley diodes")]
    public void Without_the_loads_the_contrast_is_far_off(string name)
    {
        double[] angles = [.. Smooth(seed => ExtendedCircuits.Layered(name, seed, 5, 6, 4, 3)).Take(10).Select(network =>
        {
            NetworkLayout blind = Layouts.With(network.Layout, SynapseKind.Transconductance);
            return new GradientComparison(Estimate(network, blind), Exact(network)).Total.AngleDegrees;
        })];

        output.WriteLine($"{name}: {angles.Min():f1} to {angles.Max():f1} degrees");
        Assert.InRange(angles.Average(), 10, 80);
    }

    [Fact]
    public void Without_the_metric_of_the_amplifiers_the_contrast_is_off()
    {
        RandomNetwork network = Smooth(seed => ExtendedCircuits.Layered("amplified tanh resistors", seed, 5, 6, 4, 3)).First();
        NetworkLayout blind = network.Layout with
        {
            Couplings = [.. network.Layout.Couplings.Select(c => c with { Gain = 1 })],
        };
        Assert.InRange(new GradientComparison(Estimate(network, blind), Exact(network)).Total.AngleDegrees, 5, 90);
    }

    [Fact]
    public void Resistors_need_the_signs_of_their_weights()
    {
        RandomNetwork network = ExtendedCircuits.Layered("buffered tanh resistors", 1, 2, 2, 1);
        double[][] held = ReferenceEquilibrium.Settle(network.Equations, network.Inputs).Activities;
        Assert.Throws<ArgumentException>(() => ContrastEstimate.Compute(network.Layout, held, held, 1));
    }

    // s_1 = W x / (lambda + W); a second node sees it one way and loads nothing behind it.
    [Fact]
    public void A_one_way_resistor_loads_its_target_alone()
    {
        var options = new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear) { Synapse = SynapseKind.Resistive };
        NetworkLayout layout = Layouts.Make([1, 1, 1], [Layouts.Reciprocal(0, 1), Layouts.OneWay(1, 2)], options, 1);
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = 2;
        parameters.Weights[1][0] = 3;
        double[] state = ReferenceEquilibrium.Settle(new NetworkEquations(layout, parameters), [0.9]).State;
        Assert.Equal(0.6, state[0], 1e-12);
        Assert.Equal(0.45, state[1], 1e-12);
    }

    private static NetworkParameters Exact(RandomNetwork network) =>
        ReferenceGradient.Adjoint(network.Equations, network.Inputs, network.Cost, network.Target);

    private static NetworkParameters Estimate(RandomNetwork network, NetworkLayout seen)
    {
        NetworkEquations equations = network.Equations;
        double[] free = ReferenceEquilibrium.Settle(equations, network.Inputs).State;
        double[][] Nudged(double beta) => ReferenceEquilibrium
            .Settle(equations, network.Inputs, new OutputNudge(network.Cost, beta, network.Target), free).Activities;
        return ContrastEstimate.Compute(seen, Nudged(Beta), Nudged(-Beta), 1 / (2 * Beta), network.Parameters);
    }

    private static IEnumerable<RandomNetwork> Smooth(Func<int, RandomNetwork> draw) => Enumerable.Range(1, 1000).Select(draw)
        .Where(network => network.Equations.KinkDistance(
            network.Inputs, ReferenceEquilibrium.Settle(network.Equations, network.Inputs).State) > 1e-3);
}
