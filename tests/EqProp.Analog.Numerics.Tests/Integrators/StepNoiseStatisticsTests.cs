using System.Runtime.Intrinsics;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>
/// The stationary distribution of x &lt;- (1 - r) x + a xi: mean 0, variance a^2 / (1 - (1 - r)^2), correlation (1 - r)^k at
/// lag k. Seeds are fixed; with fresh ones each of the eight bounds would fail at a rate of 1e-5 although nothing is wrong,
/// less than 1e-4 for the whole test (Bonferroni).
/// </summary>
[Trait(TestKinds.Trait, TestKinds.Statistical)]
public class StepNoiseStatisticsTests
{
    /// <summary>Two-sided bound of a standard normal statistic at a false-alarm rate of 1e-5.</summary>
    private const double NormalBound = 4.42;

    private const int Lag = 2;

    [Fact]
    public void Noise_settles_to_the_closed_form()
    {
        // From x = 0 the variance lacks (3/4)^128 of itself after 64 steps, and the sampling error is a hundredth at best.
        const int Size = 256, Steps = 64;
        static double Amplitude(int i) => 0.1 + i * 0.01;
        int rows = Vector256.IsHardwareAccelerated ? 128 : 16;
        int[] samples = [.. Enumerable.Range(0, rows)];
        using var layer = new LeakyLayer(rows, Size, 0, Amplitude);
        layer.Run(samples, 0, Steps);
        double[][] early = [.. samples.Select(layer.States)];
        layer.Run(samples, Steps, Lag);
        double[][] late = [.. samples.Select(layer.States)];
        for (int kind = 0; kind < 2; kind++)
        {
            double keep = 1 - LeakyLayer.Rate(kind), correlation = Math.Pow(keep, Lag);
            double[] x = Standardized(early, kind), y = Standardized(late, kind);
            AssertMean(x, 0, 1);
            AssertMean(x.Select(v => v * v), 1, 2);
            AssertMean(x.Zip(y, (a, b) => a * b), correlation, 1 + correlation * correlation);
            AssertMean(x.Zip(y.Skip(1), (a, b) => a * b), 0, 1);
        }

        // In deviations of the closed form.
        static double[] Standardized(double[][] states, int kind) =>
            [.. states.SelectMany(row => row.Select((x, i) => (x, i))).Where(s => s.i % 2 == kind).Select(s => s.x / Deviation(s.i))];

        static double Deviation(int i) => Amplitude(i) / Math.Sqrt(1 - Math.Pow(1 - LeakyLayer.Rate(i), 2));
    }

    private static void AssertMean(IEnumerable<double> values, double mean, double variance)
    {
        double[] all = [.. values];
        double deviation = NormalBound * Math.Sqrt(variance / all.Length);
        Assert.InRange(all.Average(), mean - deviation, mean + deviation);
    }
}
