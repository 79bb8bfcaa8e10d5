using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Simulation.Noise;

/// <summary>Noise of complex states: that of the real chip, on real parts.</summary>
public class ComplexNoiseTests
{
    private static readonly NoiseBlock Strong = new() { Thermal = new ThermalNoiseBlock { LeakExcess = 2e5 } };

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void At_a_real_beta_states_have_the_noise_of_a_real_phase(int averagingSteps)
    {
        RandomNetwork drawn = Layouts.Draw(Layouts.Layered([2, 20, 3], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Logistic, 2, 0.3)), 4);
        var noisy = new NoisyChip(drawn.Layout, drawn.Parameters, Strong) { AveragingSteps = averagingSteps };
        double[] held = Biases(noisy, chip => Real(chip, 0.2), 1), moved = Biases(noisy, chip => chip.AddComplexPoint(CostKind.SquaredError, 0.2, Targets, new(9), 1), 1);
        Bench.AssertClose(held, moved, 1e-12);
        Assert.NotEqual(held, Biases(noisy with { Noise = null }, chip => Real(chip, 0.2), 1));

        void Real(IHolomorphicChip chip, double beta)
        {
            var network = (IPhysicalNetwork)chip;
            network.Nudge(CostKind.SquaredError, beta, Targets);
            network.Settle(new(9));
            network.Hold(HoldSlot.Positive);
            chip.AddHeldPoint(HoldSlot.Positive, 1);
        }
    }

    [Fact]
    public void Imaginary_parts_have_none_of_their_own()
    {
        RandomNetwork drawn = Layouts.Draw(Layouts.Layered([2, 20, 3], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear)), 4);
        var noisy = new NoisyChip(drawn.Layout, drawn.Parameters, Strong);
        void Point(IHolomorphicChip chip, Complex weight) => chip.AddComplexPoint(CostKind.SquaredError, new(0, 0.2), Targets, new(1), weight);

        // The weight -i picks the imaginary part of a linear output; after one step only its own noise could be there.
        double[] across = Biases(noisy, chip => Point(chip, -Complex.ImaginaryOne), 0), quiet = Biases(noisy with { Noise = null }, chip => Point(chip, -Complex.ImaginaryOne), 0);
        Bench.AssertClose(quiet, across, 1e-15);
        Assert.Contains(quiet, change => Math.Abs(change) > 1e-3);
        double[] along = Biases(noisy, chip => Point(chip, 1), 0), still = Biases(noisy with { Noise = null }, chip => Point(chip, 1), 0);
        double rms = Math.Sqrt(along.Zip(still).Average(pair => Math.Pow(pair.First - pair.Second, 2)));
        Assert.Equal(Math.Sqrt(2 * 2e5 * NoisyChip.Theta * noisy.Options.Epsilon), rms, 0.5 * rms);
    }

    private static float[] Targets => [0.2f, 0.7f, 0.4f];

    /// <summary>What a contour of one point writes to the biases, from a free state held after some steps.</summary>
    private static double[] Biases(NoisyChip noisy, Action<IHolomorphicChip> add, int freeSteps)
    {
        using IPhysicalNetwork network = noisy.Start(1, [0.3f, 0.8f]);
        NetworkParameters before = network.ReadBack();
        network.ReleaseNudge();
        if (freeSteps > 0)
        {
            network.Settle(new(freeSteps));
        }

        network.Hold(HoldSlot.Free);
        var chip = (IHolomorphicChip)network;
        chip.BeginContour(1);
        add(chip);
        chip.UpdateFromContour(new(1, 1, [0, 0], [0, 1, 1], 0));
        NetworkParameters after = network.ReadBack();
        return [.. Enumerable.Range(1, 2).SelectMany(g => after.Biases[g].Zip(before.Biases[g], (now, was) => now - was))];
    }
}
