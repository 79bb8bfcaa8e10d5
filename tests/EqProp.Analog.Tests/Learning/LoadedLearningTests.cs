using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Learning;

/// <summary>Equilibrium propagation on simulated chips of resistors, diodes and amplifiers against exact gradients.</summary>
public class LoadedLearningTests(ITestOutputHelper output)
{
    private const double Beta = 1e-3;
    private const double Rate = 1e-3;

    public static TheoryData<string> Smooth =>
        [.. ExtendedCircuits.All.Where(name => !ExtendedChipTests.HasRails(ExtendedCircuits.Options(name)))];

    [Theory]
    [MemberData(nameof(Smooth))]
    public void What_the_chip_writes_is_the_gradient(string name)
    {
        foreach (int seed in new[] { 1, 2, 3 })
        {
            RandomNetwork drawn = Inner(ExtendedCircuits.Layered(name, seed, 4, 6, 3, 2));
            (NetworkParameters written, _) = Learn(drawn);
            var comparison = new GradientComparison(written, Exact(drawn));
            output.WriteLine($"{name}, seed {seed}: cosine {comparison.Total.Cosine:r}, relative error {comparison.Total.RelativeError:g3}");
            Assert.True(comparison.Total.Cosine > 0.9999);
            Assert.InRange(comparison.Total.RelativeError, 0, 1e-3);
        }
    }

    /// <summary>What a unit that measures products of activities alone would have written, from the same held phases.</summary>
    [Fact]
    public void Without_the_loads_it_is_tens_of_degrees_off()
    {
        var angles = new List<double>();
        foreach (int seed in Enumerable.Range(1, 6))
        {
            RandomNetwork drawn = Inner(ExtendedCircuits.Layered("buffered tanh resistors", seed, 8, 12, 8, 4));
            foreach (double[] weights in drawn.Parameters.Weights)
            {
                for (int k = 0; k < weights.Length; k++)
                {
                    weights[k] *= 4;
                }
            }

            (_, NetworkParameters blind) = Learn(drawn);
            angles.Add(new GradientComparison(blind, Exact(drawn)).Total.AngleDegrees);
        }

        output.WriteLine($"{angles.Min():f1} to {angles.Max():f1} degrees, mean {angles.Average():f1}");
        Assert.InRange(angles.Average(), 10, 60);
        Assert.All(angles, angle => Assert.True(angle > 3));
    }

    /// <summary>Writable far beyond what one update needs, so that nothing is clipped.</summary>
    private static RandomNetwork Inner(RandomNetwork drawn) =>
        drawn with { Layout = drawn.Layout with { WeightMinimum = -100, WeightMaximum = 100 } };

    private static NetworkParameters Exact(RandomNetwork drawn) =>
        ReferenceGradient.Adjoint(drawn.Equations, Rounded(drawn.Inputs), drawn.Cost, Rounded(drawn.Target));

    /// <summary>The estimates dJ/dtheta that the chip wrote, and that it would have written from products alone.</summary>
    private static (NetworkParameters Written, NetworkParameters Blind) Learn(RandomNetwork drawn)
    {
        NetworkLayout layout = drawn.Layout;
        var examples = new Examples(layout, Singles(drawn.Inputs), Singles(drawn.Target), 1);
        using IPhysicalNetwork network = Bench.PowerUp(layout, drawn.Parameters, 1, new BenchOptions(0.05, IntegrationMethod.Rk4));
        network.Clamp(examples.Inputs, [0]);
        network.StartAtInitialState();
        network.Settle(new PhaseLength(1200));
        network.Hold(HoldSlot.Free);
        double[][] plus = Nudged(Beta, HoldSlot.Positive);
        network.Recall(HoldSlot.Free);
        double[][] minus = Nudged(-Beta, HoldSlot.Negative);
        double[] rates = [.. Enumerable.Repeat(Rate, layout.Groups.Count + layout.Couplings.Count)];
        network.Update(new(HoldSlot.Positive, HoldSlot.Negative, 1 / (2 * Beta), rates, rates, 0));
        NetworkParameters written = network.ReadBack();
        foreach (var (now, before) in written.Arrays().Zip(drawn.Parameters.Arrays()))
        {
            for (int k = 0; k < now.Values.Length; k++)
            {
                now.Values[k] = (before.Values[k] - now.Values[k]) / Rate;
            }
        }

        NetworkLayout seen = Layouts.With(layout, SynapseKind.Transconductance);
        return (written, ContrastEstimate.Compute(seen, plus, minus, 1 / (2 * Beta)));

        double[][] Nudged(double beta, HoldSlot slot)
        {
            network.Nudge(drawn.Cost, beta, examples.Targets);
            network.Settle(new PhaseLength(1200));
            network.Hold(slot);
            return network.HeldActivities(examples);
        }
    }

    private static float[] Singles(double[] values) => [.. values.Select(v => (float)v)];

    private static double[] Rounded(double[] values) => [.. Singles(values).Select(v => (double)v)];
}
