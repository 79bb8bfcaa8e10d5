using System.Runtime.Intrinsics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>
/// Traps that switch: occupancy, switches, dwell times. The seed is fixed; with fresh ones each of the bounds would fail at a rate of 1e-5 although nothing is
/// wrong, 2e-4 for the whole class.
/// </summary>
[Trait(TestKinds.Trait, TestKinds.Statistical)]
public class TelegraphTests
{
    private const double NormalBound = 4.42;
    private const int Nodes = 100;
    private const double On = 8;
    private const double Off = 20;

    private static readonly int Rows = Vector256.IsHardwareAccelerated ? 40 : 5;

    [Fact]
    public void Switches_and_dwell_times()
    {
        const int Steps = 400;
        bool[][] traps = Record(1, Steps);
        double p = On / (On + Off), moves = 1 - Math.Exp(-1 / On - 1 / Off);
        AssertShare(p, traps.Select(trap => trap[0]));
        AssertShare(p, traps.Select(trap => trap[^1]));
        AssertShare((1 - p) * moves, Following(on: true).Select(on => !on));
        AssertShare(p * moves, Following(on: false));

        // Of dwells that began with room to go on: how many are longer than some steps.
        foreach (int longer in new[] { 1, 3, 10 })
        {
            AssertShare(Math.Pow(1 - (1 - p) * moves, longer), Begun(on: true).Select(at => Enumerable.Range(1, longer).All(k => traps[at.Trap][at.Step + k])));
            AssertShare(Math.Pow(1 - p * moves, longer), Begun(on: false).Select(at => !Enumerable.Range(1, longer).Any(k => traps[at.Trap][at.Step + k])));
        }

        IEnumerable<bool> Following(bool on) =>
            traps.SelectMany(trap => Enumerable.Range(0, Steps - 1).Where(step => trap[step] == on).Select(step => trap[step + 1]));

        IEnumerable<(int Trap, int Step)> Begun(bool on) => Enumerable.Range(0, traps.Length).SelectMany(trap =>
            Enumerable.Range(1, Steps - 20).Where(step => traps[trap][step] == on && traps[trap][step - 1] != on).Select(step => (trap, step)));
    }

    /// <summary>Still on after a time of 6, whatever the step.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(6)]
    public void Correlation_does_not_depend_on_the_step(double step)
    {
        int steps = (int)(6 / step);
        bool[][] traps = Record(step, steps + 1);
        double p = On / (On + Off);
        AssertShare(p * (p + (1 - p) * Math.Exp(-6 / On - 6 / Off)), traps.Select(trap => trap[0] && trap[steps]));
    }

    [Fact]
    public void Rare_switches_keep_their_probability()
    {
        // In 24 bits, 2e-8 a step would be none at all or three times as many.
        using var network = new NoisyNetwork<float>(Rows, [Nodes], RelaxationMethod.Euler);
        network.Noise.IsWhite = false;
        network.Add(new TelegraphSource<float>(new(1, 0, StreamPurpose.TelegraphNoise), 2e6, 2e6, network.Groups), _ => 1);
        network.Set(_ => 1, _ => 1, _ => 0);
        int[] samples = [.. Enumerable.Range(0, Rows)];
        network.Start(samples, 0, 1);
        float[][] before = [.. samples.Select(network.States)];
        network.Continue(Rows, 1, 10_000);
        int switched = samples.Sum(row => network.States(row).Zip(before[row], (a, b) => a == b ? 0 : 1).Sum());
        double expected = Rows * Nodes * 0.5 * (1 - Math.Exp(-2 * 10_000 / 2e6));
        Assert.InRange(switched, expected - 1 - NormalBound * Math.Sqrt(expected), expected + 2 + NormalBound * Math.Sqrt(expected));
    }

    private static bool[][] Record(double step, int steps)
    {
        using var network = new NoisyNetwork<float>(Rows, [Nodes], RelaxationMethod.Euler);
        network.Noise.IsWhite = false;
        network.Add(new TelegraphSource<float>(new(1, 0, StreamPurpose.TelegraphNoise), On / step, Off / step, network.Groups), _ => 1);
        network.Set(_ => 1, _ => 1, _ => 0);
        bool[][] traps = [.. Enumerable.Range(0, Rows * Nodes).Select(_ => new bool[steps])];
        for (int s = 0; s < steps; s++)
        {
            _ = s == 0 ? network.Start([.. Enumerable.Range(0, Rows)], 0, 1) : network.Continue(Rows, s, 1);
            for (int row = 0; row < Rows; row++)
            {
                float[] states = network.States(row);
                for (int i = 0; i < Nodes; i++)
                {
                    Assert.True(states[i] is 0 or 1);
                    traps[row * Nodes + i][s] = states[i] == 1;
                }
            }
        }

        return traps;
    }

    private static void AssertShare(double expected, IEnumerable<bool> outcomes)
    {
        bool[] all = [.. outcomes];
        double deviation = NormalBound * Math.Sqrt(expected * (1 - expected) / all.Length);
        Assert.InRange((double)all.Count(o => o) / all.Length, expected - deviation, expected + deviation);
    }
}
