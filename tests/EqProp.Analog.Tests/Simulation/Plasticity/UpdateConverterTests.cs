using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Simulation.Plasticity;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Simulation.Plasticity;

/// <summary>What converters make of wanted changes of weights.</summary>
public class UpdateConverterTests
{
    private const double Range = 0.8;
    private const int Bits = 5;
    private const double Step = 2 * Range / 32;

    [Theory]
    [InlineData(0.024, 0)]
    [InlineData(0.026, 0.05)]
    [InlineData(-0.026, -0.05)]
    [InlineData(0.124, 0.1)]
    [InlineData(3, 0.8)]
    [InlineData(-3, -0.8)]
    public void Changes_are_rounded_to_steps_and_cut_at_the_range(double wanted, double written)
    {
        double rest = 0;
        Assert.Equal(written, Converter(RoundingKind.Nearest).Convert(wanted, 0, ref rest), 1e-12);
    }

    [Fact]
    public void Changes_within_the_dead_zone_are_lost()
    {
        var converter = new UpdateConverter<double>(new UpdateConverterBlock { DeadZone = 0.01 });
        double rest = 0;
        Assert.Equal(0, converter.Convert(-0.0099, 0, ref rest));
        Assert.Equal(0.0101, converter.Convert(0.0101, 0, ref rest));
    }

    [Fact]
    public void Stochastic_rounding_is_right_in_the_mean()
    {
        UpdateConverter<double> converter = Converter(RoundingKind.Stochastic);
        var stream = new RandomStream(1, StreamPurpose.Study);
        const int draws = 20_000;
        foreach (double wanted in new[] { 0.003, -0.02, 0.041, 0.3333 })
        {
            double sum = 0, rest = 0;
            for (int k = 0; k < draws; k++)
            {
                double written = converter.Convert(wanted, stream.NextDouble(), ref rest);
                Assert.True(Math.Abs(written - wanted) < Step);
                sum += written;
            }

            // The standard deviation of a draw is at most half a step.
            Assert.Equal(wanted, sum / draws, 4.5 * Step / 2 / Math.Sqrt(draws));
        }
    }

    [Property]
    public void What_is_kept_back_is_written_later(int seed)
    {
        UpdateConverter<double> converter = Converter(RoundingKind.Accumulate);
        var stream = new RandomStream(seed, StreamPurpose.Study);
        double asked = 0, written = 0, rest = 0;
        for (int k = 0; k < 200; k++)
        {
            double wanted = stream.NextUniform(-0.06, 0.06);
            asked += wanted;
            double one = converter.Convert(wanted, 0, ref rest);
            written += one;
            Assert.Equal(Math.Round(one / Step), one / Step, 1e-9);
            Assert.True(Math.Abs(asked - written) < Step + 1e-12, $"seed {seed}: asked for {asked}, wrote {written}");
        }
    }

    [Fact]
    public void A_unit_counts_what_was_lost_cut_and_at_a_bound()
    {
        NetworkLayout layout = Layouts.Layered([1, 4], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear)) with { WeightMinimum = -1, WeightMaximum = 1 };
        NetworkParameters parameters = new(layout);
        double[] biases = [0.02, 0.2, 2, 0.2], weights = [0, 0, 0, 0.95];
        biases.CopyTo(parameters.Biases[1], 0);
        weights.CopyTo(parameters.Weights[0], 0);
        using IPhysicalNetwork network = Bench.PowerUp(
            layout, parameters, 1, new BenchOptions { Plasticity = new() { Converter = new() { Bits = Bits, Range = Range } } });
        network.Clamp([1f], [0]);
        network.StartAtInitialState();
        network.Hold(HoldSlot.Free);
        network.Settle(new PhaseLength(400));
        network.Hold(HoldSlot.Positive);
        network.Update(new(HoldSlot.Positive, HoldSlot.Free, 1, [1], [0, 0], 0));

        Assert.Equal([0, 0.2, 0.8, 1], network.ReadBack().Weights[0], (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(new UpdateCounts(Wanted: 4, Lost: 1, Cut: 2, AtBound: 1), network.TakeUpdateCounts());
        Assert.Equal(default, network.TakeUpdateCounts());
    }

    private static UpdateConverter<double> Converter(RoundingKind rounding) => new(new UpdateConverterBlock { Bits = Bits, Range = Range, Rounding = rounding });
}
