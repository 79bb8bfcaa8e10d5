using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation.Noise;

/// <summary>Means over the last steps of a phase, and noise of the read-out.</summary>
public class AveragingTests
{
    private const int Count = 4, Steps = 50, Window = 12;

    public static TheoryData<ForceForm, ActivationKind> Neurons => new()
    {
        { ForceForm.CurrentSumming, ActivationKind.Tanh },
        { ForceForm.EnergyBased, ActivationKind.HardSigmoid },
    };

    /// <summary>The same noise, seen step by step, and its mean by hand.</summary>
    [Theory]
    [MemberData(nameof(Neurons))]
    public void What_is_read_after_a_phase_is_the_mean_over_its_last_steps(ForceForm force, ActivationKind activation)
    {
        NoisyChip chip = Network(force, activation);
        using IPhysicalNetwork single = chip.Start(Count), averaged = (chip with { AveragingSteps = Window }).Start(Count);
        single.Settle(new PhaseLength(Steps - Window));
        double[] states = new double[Count * 3], activities = new double[Count * 3], answers = new double[Count * 3];
        for (int step = 0; step < Window; step++)
        {
            single.Settle(new PhaseLength(1));
            Add(states, single.Group(2, Count, NodeQuantity.State));
            Add(activities, single.Group(2, Count, NodeQuantity.Activity));
        }

        averaged.Settle(new PhaseLength(Steps));
        averaged.ReadAnswers(answers);
        Bench.AssertClose(states, averaged.Group(2, Count, NodeQuantity.State), 1e-12);
        Bench.AssertClose(activities, averaged.Group(2, Count, NodeQuantity.Activity), 1e-12);
        Bench.AssertClose(force == ForceForm.EnergyBased ? states : activities, answers, 1e-12);

        static void Add(double[] mean, double[] values)
        {
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += values[i] / Window;
            }
        }
    }

    /// <summary>Means are held, but the chip goes on from where it was.</summary>
    [Theory]
    [MemberData(nameof(Neurons))]
    public void A_recalled_phase_goes_on_from_the_states_themselves(ForceForm force, ActivationKind activation)
    {
        NoisyChip chip = Network(force, activation);
        using IPhysicalNetwork single = chip.Start(Count), averaged = (chip with { AveragingSteps = Window }).Start(Count);
        foreach (IPhysicalNetwork network in (IPhysicalNetwork[])[single, averaged])
        {
            network.Settle(new PhaseLength(Steps));
            network.Hold(HoldSlot.Free);
            network.Settle(new PhaseLength(Steps));
            network.Recall(HoldSlot.Free);
        }

        Assert.Equal(single.States(Count), averaged.States(Count));
        single.Settle(new PhaseLength(1));
        averaged.Settle(new PhaseLength(1));
        Assert.Equal(single.States(Count), averaged.States(Count));
    }

    [Fact]
    public void A_mean_over_many_time_constants_is_quieter_than_a_moment()
    {
        NoisyChip chip = NoisyChip.Lone(64, NoisyChip.Thermal) with { Options = new BenchOptions(0.1, IntegrationMethod.AveragedEuler) };
        double[] means = [.. (chip with { AveragingSteps = 1000 }).Sample(100, 1, 1200, 0).SelectMany(states => states)];

        // Of a mean over T time constants of an Ornstein-Uhlenbeck process: 2 (T - 1 + e^-T) / T^2 of its variance.
        Moments.AssertVariance(NoisyChip.Theta * 2 * 99 / 1e4, means, bias: 0.01);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Read_out_noise_has_its_rms_and_does_not_move_the_chip(int classes)
    {
        const double volts = 0.02;
        const int examples = 3000;
        NetworkLayout layout = Layouts.Make(
            [1, 3], [], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, ReadOutClasses: classes), 1);
        var parameters = new NetworkParameters(layout);
        for (int k = 0; k < classes; k++)
        {
            parameters.ReadOutWeights[k * classes + k] = 2;
        }

        var chip = new NoisyChip(layout, parameters, new NoiseBlock { ReadOut = new ReadOutNoiseBlock { Voltage = volts } });
        using IPhysicalNetwork network = chip.Start(examples);
        network.Settle(new PhaseLength(3));
        double[] first = Answers(network, examples), again = Answers(network, examples);
        network.Settle(new PhaseLength(1));
        double[] later = Answers(network, examples);
        double scale = classes > 0 ? 2 : 1;
        Moments.AssertVariance(scale * scale * volts * volts, first);
        Assert.Equal(first, again);
        Assert.InRange(first.Zip(later, (a, b) => a * b).Average() / (scale * scale * volts * volts), -0.06, 0.06);
        Assert.All(network.States(examples), states => Assert.All(states, s => Assert.Equal(0, s)));
    }

    private static double[] Answers(IPhysicalNetwork network, int examples)
    {
        var answers = new double[examples * network.Layout.AnswerCount];
        network.ReadAnswers(answers);
        return answers;
    }

    private static NoisyChip Network(ForceForm force, ActivationKind activation)
    {
        RandomNetwork drawn = Layouts.Draw(Layouts.Layered([2, 6, 3], new NeuronOptions(force, activation, 1.2)), 4);
        var noise = new NoiseBlock { Thermal = new ThermalNoiseBlock { LeakExcess = 1e6 } };
        return new(drawn.Layout, drawn.Parameters, noise);
    }
}
