using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using MathNet.Numerics.IntegralTransforms;

namespace EqProp.Analog.Tests.Simulation.Noise;

/// <summary>Noise with a memory, as it shows on membranes.</summary>
public class SlowNoiseTests
{
    private const double TimeConstant = 1e-6;

    /// <summary>
    /// The spectrum of the currents, from that of the membranes: A / f within the 6 % of one source a decade, with its power in the band, and a
    /// slope of -1.
    /// </summary>
    [Fact]
    public void Flicker_noise_has_its_power_in_the_band_and_falls_as_one_over_f()
    {
        const int steps = 8192, examples = 6, neurons = 16;
        const double step = 0.25, rms = 1e-9;
        var flicker = new FlickerNoiseBlock { Current = rms, LowestFrequency = 3e3, HighestFrequency = 3e5 };
        NoisyChip chip = NoisyChip.Lone(neurons, new NoiseBlock { Flicker = flicker }) with { Options = new BenchOptions(step) };
        double[] density = CurrentDensity(chip, examples, steps, step);
        double resolution = 1 / (steps * step * TimeConstant), scale = rms * rms / Math.Log(100);
        (double Frequency, double Density)[] band =
        [
            .. density.Select((s, k) => (Frequency: k * resolution, Density: s)).Where(point => point.Frequency is > 4e3 and < 2.5e5),
        ];
        double power = density.Select((s, k) => (Frequency: k * resolution, Power: s * resolution)).Where(p => p.Frequency is > 3e3 and < 3e5).Sum(p => p.Power);
        Assert.InRange(power / (rms * rms), 0.9, 1.1);
        (double _, double slope) = MathNet.Numerics.Fit.Line(
            [.. band.Select(p => Math.Log(p.Frequency))], [.. band.Select(p => Math.Log(p.Density))]);
        Assert.InRange(slope, -1.05, -0.95);
        foreach (IGrouping<int, (double Frequency, double Density)> octave in band.GroupBy(p => (int)Math.Log2(p.Frequency / 4e3)))
        {
            Assert.InRange(octave.Average(p => p.Density * p.Frequency) / scale, 0.85, 1.15);
        }
    }

    /// <summary>A trap that is on for a share p of the time: mean I p / g, variance I^2 p (1 - p) / (1 + k tau) / g^2 with k = 1/on + 1/off.</summary>
    [Fact]
    public void Telegraph_noise_has_the_mean_and_the_variance_of_its_trap()
    {
        const double on = 3e-6, off = 7e-6, current = 2e-9;
        var noise = new NoiseBlock { Telegraph = new TelegraphNoiseBlock { Current = current, MeanTimeOn = on, MeanTimeOff = off } };
        NoisyChip chip = NoisyChip.Lone(64, noise) with { Options = new BenchOptions(0.02) };
        double[] states = [.. chip.Sample(200, 1, 1000, 0).SelectMany(sample => sample)];
        const double share = on / (on + off), height = current / 1e-6;
        double variance = height * height * share * (1 - share) / (1 + TimeConstant * (1 / on + 1 / off));
        Assert.InRange(states.Average() - height * share, -5 * Math.Sqrt(variance / states.Length), 5 * Math.Sqrt(variance / states.Length));
        Moments.AssertVariance(variance, [.. states.Select(s => s - height * share)], bias: 0.02);
    }

    /// <summary>A line of bandwidth B behind a conductance: variance (V G / g)^2 / (1 + 2 pi B tau), the same voltage on every membrane.</summary>
    [Fact]
    public void A_shared_line_moves_its_neurons_together_and_no_other()
    {
        const double volts = 1e-3, conductance = 2e-7, bandwidth = 2e5;
        NetworkLayout layout = Layouts.Make([1, 3, 2], [], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear), 1);
        var line = new LineNoiseBlock { Name = "supply", Groups = ["group 1"], Voltage = volts, Bandwidth = bandwidth, Conductance = conductance };
        var chip = new NoisyChip(layout, new NetworkParameters(layout), new NoiseBlock { SharedLines = [line] }) { Options = new BenchOptions(0.02) };
        double[][] samples = chip.Sample(1000, 3, 500, 300);
        Assert.All(samples, states => Assert.True(states[0] == states[1] && states[1] == states[2] && states[3] == 0 && states[4] == 0));
        double height = volts * conductance / 1e-6;
        Moments.AssertVariance(height * height / (1 + 2 * Math.PI * bandwidth * TimeConstant), [.. samples.Select(states => states[0])], bias: 0.02);
    }

    /// <summary>Two lines and independent noise: correlations are those of the shared part.</summary>
    [Fact]
    public void Lines_of_other_names_are_independent()
    {
        NetworkLayout layout = Layouts.Make([1, 1, 1], [], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear), 1);
        LineNoiseBlock Line(string name, string? group) => new()
        {
            Name = name,
            Groups = group is null ? null : [group],
            Voltage = 1e-3,
            Bandwidth = 1e5,
            Conductance = 1e-6,
        };
        var noise = new NoiseBlock { SharedLines = [Line("a", null), Line("b", "group 1"), Line("c", "group 2")] };
        var chip = new NoisyChip(layout, new NetworkParameters(layout), noise) { Options = new BenchOptions(0.05) };
        double one = 1e-6 / (1 + 2 * Math.PI * 1e5 * TimeConstant);
        Moments.AssertCovariance(new[,] { { 2 * one, one }, { one, 2 * one } }, chip.Sample(1000, 3, 200, 150), bias: 0.03);
    }

    // One-sided, in A^2/Hz: a Hann window over x(k+1) - (1 - step) x(k) = step I(k).
    private static double[] CurrentDensity(NoisyChip chip, int examples, int steps, double step)
    {
        using IPhysicalNetwork network = chip.Start(examples);
        network.Settle(new PhaseLength(200));
        int series = examples * chip.Layout.OutputCount;
        var currents = new double[series][];
        for (int k = 0; k < series; k++)
        {
            currents[k] = new double[steps];
        }

        double[] before = [.. network.States(examples).SelectMany(states => states)];
        for (int t = 0; t < steps; t++)
        {
            network.Settle(new PhaseLength(1));
            double[] now = [.. network.States(examples).SelectMany(states => states)];
            for (int k = 0; k < series; k++)
            {
                currents[k][t] = (now[k] - (1 - step) * before[k]) / step * 1e-6;
            }

            before = now;
        }

        var density = new double[steps / 2];
        foreach (double[] current in currents)
        {
            Complex[] spectrum = [.. current.Select((x, t) => new Complex(x * Math.Sqrt(2.0 / 3) * (1 - Math.Cos(2 * Math.PI * t / steps)), 0))];
            Fourier.Forward(spectrum, FourierOptions.NoScaling);
            for (int k = 1; k < density.Length; k++)
            {
                density[k] += 2 * spectrum[k].Magnitude * spectrum[k].Magnitude * step * TimeConstant / steps / series;
            }
        }

        return density;
    }
}
