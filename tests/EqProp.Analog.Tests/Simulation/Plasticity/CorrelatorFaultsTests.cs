using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation.Plasticity;

/// <summary>Multipliers and accumulators, seen in what the unit writes for products that are known.</summary>
public class CorrelatorFaultsTests
{
    private const int Targets = 4000;
    private const double Scale = 2;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Noise_of_examples_averages_out_over_a_minibatch(int rows)
    {
        double[] ideal = Written(new CorrelatorBlock { Saturation = 1e9 }, rows), noisy = Written(new CorrelatorBlock { Noise = 0.01 }, rows);
        double variance = noisy.Zip(ideal, (n, i) => (n - i) * (n - i)).Average();

        // The variance of 4,000 normal numbers is within 9 % in all but one of 15,000 seeds.
        Assert.InRange(variance / (Scale * Scale * 1e-4 / rows), 0.91, 1.09);
        Assert.NotEqual(noisy, Written(new CorrelatorBlock { Noise = 0.01 }, rows, noiseSeed: 2));
    }

    [Fact]
    public void Gains_and_offsets_belong_to_the_die()
    {
        double[] ideal = Written(new CorrelatorBlock { Saturation = 1e9 });
        double[] gained = Written(new CorrelatorBlock { GainSpread = 0.05 });
        double[] gains = [.. gained.Zip(ideal, (g, i) => g / i - 1)];
        Assert.InRange(gains.Average(g => g * g) / 0.0025, 0.91, 1.09);
        Assert.Equal(gained, Written(new CorrelatorBlock { GainSpread = 0.05 }, noiseSeed: 2));

        double[] offsets = [.. Written(new CorrelatorBlock { Offset = 0.1, OffsetSpread = 0.02 }).Zip(ideal, (o, i) => (o - i) / Scale)];
        Assert.Equal(0.1, offsets.Average(), 4 * 0.02 / Math.Sqrt(Targets));
        Assert.InRange(offsets.Average(o => Math.Pow(o - 0.1, 2)) / 4e-4, 0.91, 1.09);
    }

    [Fact]
    public void Outputs_hold_no_more_than_their_largest_product()
    {
        double[] ideal = Written(new CorrelatorBlock { Saturation = 1e9 });
        double limit = ideal.Max() / 2 / Scale;
        Assert.Equal(ideal.Select(i => Math.Min(i, limit * Scale)), Written(new CorrelatorBlock { Saturation = limit }), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void What_is_accumulated_leaks_away_until_it_is_written()
    {
        // Waits for 5 steps of 0.1 us.
        double kept = Math.Exp(-0.5 / 0.8);
        double[] ideal = Written(new CorrelatorBlock { Saturation = 1e9 }), leaked = Written(new CorrelatorBlock { LeakTime = 0.8e-6 });
        Assert.All(leaked.Zip(ideal), pair => Assert.Equal(kept * pair.Second, pair.First, 1e-14));
    }

    [Fact]
    public void Learning_of_the_read_out_alone_leaves_what_is_accumulated()
    {
        NetworkLayout layout = Layouts.Layered([3, 4, 2], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, ReadOutClasses: 3));
        RandomNetwork drawn = Layouts.Draw(layout, 6);
        Examples examples = Examples.Draw(layout, 2, 6);
        double[] Hidden(bool readOutBetween)
        {
            BenchOptions options = new() { Plasticity = new() { Correlator = new() { GainSpread = 0.1 } } };
            using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, options);
            network.Settle(new PhaseLength(10));
            network.Hold(HoldSlot.Free);
            network.Nudge(examples.Cost, 0.5, examples.Targets);
            network.Settle(new PhaseLength(5));
            network.Hold(HoldSlot.Positive);
            PlasticityCommand command = new(HoldSlot.Positive, HoldSlot.Free, 1, [0.1, 0.1], [0, 0.1, 0.1], 0);
            network.Update(command with { Mode = UpdateMode.Accumulate });
            if (readOutBetween)
            {
                network.Update(new(HoldSlot.Positive, HoldSlot.Free, 0, [0, 0], [0, 0, 0], 0.1));
            }

            network.Update(command with { Mode = UpdateMode.WriteAccumulated });
            return network.ReadBack().Weights[0];
        }

        Assert.NotEqual(drawn.Parameters.Weights[0], Hidden(readOutBetween: false));
        Assert.Equal(Hidden(readOutBetween: false), Hidden(readOutBetween: true));
    }

    [Fact]
    public void Both_entries_of_a_synapse_within_a_group_are_one()
    {
        NetworkLayout layout = Layouts.Recurrent(2, 9, 3, new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh));
        RandomNetwork drawn = Layouts.Draw(layout, 3);
        Examples examples = Examples.Draw(layout, 3, 3);
        PlasticityBlock faults = new()
        {
            Correlator = new() { Noise = 0.1, GainSpread = 0.1, OffsetSpread = 0.1 },
            Converter = new() { Bits = 6, Range = 1, Rounding = RoundingKind.Stochastic },
        };
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions { Plasticity = faults });
        Learn(network, [.. layout.Couplings.Select(_ => 0.1)]);

        NetworkParameters after = network.ReadBack();
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            int size = layout.Groups[layout.Couplings[c].Target].Size;
            bool within = layout.Couplings[c].Source == layout.Couplings[c].Target;
            for (int k = 0; within && k < after.Weights[c].Length; k++)
            {
                Assert.Equal(after.Weights[c][k], after.Weights[c][k % size * size + k / size]);
                Assert.True(k / size != k % size || after.Weights[c][k] == 0);
            }

            Assert.NotEqual(drawn.Parameters.Weights[c], after.Weights[c]);
        }
    }

    /// <summary>Change of the weights from one input at 0.5 to nodes whose activity rises by different amounts, accumulated and then written after a pause.</summary>
    private static double[] Written(CorrelatorBlock correlator, int rows = 1, int noiseSeed = 1)
    {
        NetworkLayout layout = Layouts.Layered([1, Targets], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear));
        var parameters = new NetworkParameters(layout);
        for (int i = 0; i < Targets; i++)
        {
            parameters.Biases[1][i] = 0.2 + 0.6 * i / Targets;
        }

        using IPhysicalNetwork network = Bench.PowerUp(
            layout, parameters, rows, new BenchOptions { Plasticity = new() { Correlator = correlator }, NoiseSeed = noiseSeed });
        network.Clamp([.. Enumerable.Repeat(0.5f, rows)], [.. Enumerable.Range(0, rows)]);
        network.StartAtInitialState();
        network.Hold(HoldSlot.Free);
        network.Settle(new PhaseLength(40));
        network.Hold(HoldSlot.Positive);
        PlasticityCommand command = new(HoldSlot.Positive, HoldSlot.Free, Scale, [1], [0, 0], 0);
        network.Update(command with { Mode = UpdateMode.Accumulate });
        network.Settle(new PhaseLength(5));
        network.Update(command with { Mode = UpdateMode.WriteAccumulated });
        return network.ReadBack().Weights[0];
    }

    private static void Learn(IPhysicalNetwork network, double[] rates)
    {
        network.Settle(new PhaseLength(10));
        network.Hold(HoldSlot.Free);
        network.Settle(new PhaseLength(5));
        network.Hold(HoldSlot.Positive);
        network.Update(new(HoldSlot.Positive, HoldSlot.Free, 1, rates, [.. network.Layout.Groups.Select(_ => 0.1)], 0));
    }
}
