using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation.Noise;

/// <summary>What noise depends on, and what it does not.</summary>
public class NoiseNamesTests
{
    private const int Count = 5;

    private static readonly NoiseBlock Everything = new()
    {
        Thermal = new ThermalNoiseBlock(),
        Shot = new ShotNoiseBlock { MembraneCurrent = 1e-8 },
        Flicker = new FlickerNoiseBlock { Current = 1e-9, LowestFrequency = 1e4, HighestFrequency = 1e6 },
        Telegraph = new TelegraphNoiseBlock { Current = 1e-9, MeanTimeOn = 1e-6, MeanTimeOff = 2e-6 },
        SharedLines = [new LineNoiseBlock { Name = "supply", Voltage = 1e-3, Bandwidth = 1e5, Conductance = 1e-7 }],
    };

    public static TheoryData<IntegrationMethod> Methods =>
    [
        IntegrationMethod.ProjectedEuler, IntegrationMethod.AveragedEuler, IntegrationMethod.ExponentialEuler, IntegrationMethod.StochasticRungeKutta,
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Steps_count_on_through_phases_and_the_clock_names_them(IntegrationMethod method)
    {
        NoisyChip chip = Network(Everything) with { Options = new BenchOptions(0.1, method) };
        double[][] whole = Settle(chip, 0, 60), parted = Settle(chip, 0, 17, 43), again = Settle(chip, 0, 60), later = Settle(chip, 1000, 60);
        Assert.Equal(whole, parted);
        Assert.Equal(whole, again);
        Assert.NotEqual(whole, later);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Neither_threads_nor_width_nor_the_rest_of_the_minibatch_change_it(IntegrationMethod method)
    {
        NoisyChip chip = Network(Everything) with { Options = new BenchOptions(0.1, method) };
        double[][] expected = Settle(chip, 5, 40);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>().Where(VectorWidthSelection.IsAccelerated))
        {
            Assert.Equal(expected, Settle(chip with { Options = chip.Options with { Width = width, Threads = 3 } }, 5, 40));
        }

        using IPhysicalNetwork network = chip.Start(2, [0.5f, 0.5f], rows: [3, 1]);
        network.StartClock(5);
        network.Settle(new PhaseLength(40));
        Assert.Equal([expected[3], expected[1]], network.States(2));
    }

    [Fact]
    public void Seed_and_die_have_noise_of_their_own()
    {
        NoisyChip chip = Network(Everything);
        double[][] expected = Settle(chip, 0, 20);
        Assert.NotEqual(expected, Settle(chip with { Seed = 2 }, 0, 20));
        Assert.NotEqual(expected, Settle(chip with { Die = 1 }, 0, 20));
    }

    /// <summary>A linear neuron by itself adds up what each noise would do alone.</summary>
    [Fact]
    public void Each_noise_leaves_the_numbers_of_the_others_alone()
    {
        NoiseBlock[] single =
        [
            new() { Thermal = Everything.Thermal }, new() { Flicker = Everything.Flicker },
            new() { Telegraph = Everything.Telegraph }, new() { SharedLines = Everything.SharedLines },
        ];
        NoisyChip chip = NoisyChip.Lone(7, Everything with { Shot = null });
        double[][] all = Settle(chip, 0, 50);
        double[][][] alone = [.. single.Select(noise => Settle(chip with { Noise = noise }, 0, 50))];
        for (int example = 0; example < Count; example++)
        {
            double[] sum = [.. all[example].Select((_, i) => alone.Sum(states => states[example][i]))];
            Bench.AssertClose(sum, all[example], 1e-15);
            Assert.All(alone, states => Assert.Contains(states[example], s => s != 0));
        }
    }

    public static TheoryData<string> Kinds => [.. ByKind.Keys];

    private static IReadOnlyDictionary<string, NoiseBlock> ByKind { get; } = new Dictionary<string, NoiseBlock>
    {
        ["thermal"] = new() { Thermal = Everything.Thermal },
        ["flicker"] = new() { Flicker = Everything.Flicker },
        ["telegraph"] = new() { Telegraph = Everything.Telegraph },
        ["line"] = new() { SharedLines = Everything.SharedLines },
        ["read-out"] = new() { ReadOut = new ReadOutNoiseBlock { Voltage = 1e-3 } },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_noise_by_itself_follows_seed_and_die(string kind)
    {
        NoisyChip chip = NoisyChip.Lone(7, ByKind[kind]);
        double[] expected = Answers(chip, 0, 20);
        Assert.Equal(expected, Answers(chip, 0, 20));
        Assert.NotEqual(expected, Answers(chip with { Seed = 2 }, 0, 20));
        Assert.NotEqual(expected, Answers(chip with { Die = 1 }, 0, 20));
    }

    /// <summary>So many examples that they are worked on in several parts.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_noise_by_itself_follows_the_row_of_the_data(string kind)
    {
        NoisyChip chip = Network(ByKind[kind]);
        int[] some = [88, 3, 40], rows = [.. Enumerable.Range(0, 90)];
        double[] expected = Answers(chip, 5, 40, rows);
        int answers = expected.Length / rows.Length;
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>().Where(VectorWidthSelection.IsAccelerated))
        {
            Assert.Equal(expected, Answers(chip with { Options = chip.Options with { Width = width, Threads = 3 } }, 5, 40, rows));
        }

        Assert.Equal(some.SelectMany(row => expected.AsSpan(row * answers, answers).ToArray()), Answers(chip, 5, 40, some));
    }

    [Fact]
    public void Noise_of_the_read_out_leaves_and_keeps_its_numbers()
    {
        NoiseBlock readOut = ByKind["read-out"];
        double[] states = Answers(NoisyChip.Lone(7, Everything), 0, 50);
        double[] both = Answers(NoisyChip.Lone(7, Everything with { ReadOut = readOut.ReadOut }), 0, 50);
        double[] alone = Answers(NoisyChip.Lone(7, readOut), 0, 50);
        Bench.AssertClose([.. states.Zip(alone, (a, b) => a + b)], both, 1e-15);
    }

    /// <summary>A noise block that says nothing, and one of the read-out alone, leave every bit of the states.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void Without_noise_the_bits_are_those_of_a_quiet_chip(IntegrationMethod method)
    {
        NoisyChip quiet = Network(null) with { Options = new BenchOptions(0.1, method) };
        double[][] expected = Settle(quiet, 0, 30);
        Assert.Equal(expected, Settle(quiet with { Noise = new NoiseBlock() }, 0, 30));
        Assert.Equal(expected, Settle(quiet with { Noise = new NoiseBlock { ReadOut = new ReadOutNoiseBlock { Voltage = 1 } } }, 0, 30));
        Assert.NotEqual(expected, Settle(quiet with { Noise = Everything }, 0, 30));
    }

    [Fact]
    public void Averaged_Euler_without_noise_is_projected_Euler()
    {
        NoisyChip chip = Network(null);
        Assert.Equal(
            Settle(chip with { Options = new BenchOptions(0.1) }, 0, 30),
            Settle(chip with { Options = new BenchOptions(0.1, IntegrationMethod.AveragedEuler) }, 0, 30));
    }

    [Fact]
    public void No_two_uses_of_a_chip_share_steps()
    {
        long[] clocks =
        [
            .. Enumerable.Range(1, 50).Select(NoiseClock.OfTraining),
            .. Enumerable.Range(0, 50).SelectMany(epoch => Enumerable.Range(0, 16).Select(use => NoiseClock.OfMeasurement(epoch, use))),
        ];
        long[] sorted = [.. clocks.Order()];
        Assert.All(sorted.Zip(sorted.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 1 << 24));
        Assert.InRange(NoiseClock.OfMeasurement(int.MaxValue, int.MaxValue) + (1 << 24), 0, 1L << 48);
    }

    private static NoisyChip Network(NoiseBlock? noise)
    {
        RandomNetwork drawn = Layouts.Draw(
            Layouts.Layered([2, 9, 3], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, 1.2, Heterogeneous: true)), 4);
        return new(drawn.Layout, drawn.Parameters, noise);
    }

    private static double[][] Settle(NoisyChip chip, long clock, params int[] phases)
    {
        using IPhysicalNetwork network = chip.Start(Count, [.. Enumerable.Repeat(0.5f, chip.Layout.InputCount)]);
        network.StartClock(clock);
        foreach (int steps in phases)
        {
            network.Settle(new PhaseLength(steps));
        }

        return network.States(Count);
    }

    private static double[] Answers(NoisyChip chip, long clock, int steps, int[]? rows = null)
    {
        rows ??= [.. Enumerable.Range(0, Count)];
        using IPhysicalNetwork network = chip.Start(rows.Length, [.. Enumerable.Repeat(0.5f, chip.Layout.InputCount)], rows);
        network.StartClock(clock);
        network.Settle(new PhaseLength(steps));
        var answers = new double[rows.Length * chip.Layout.AnswerCount];
        network.ReadAnswers(answers);
        return answers;
    }
}
