using System.Runtime.Intrinsics;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Numerics.Tests.RandomStreams;

/// <summary>
/// Seeds are fixed, so each answer is always the same; with a fresh seed each bound would fail with the probability named
/// at it although nothing is wrong: about 40 bounds at 1e-5 each, 4e-4 for the whole class (Bonferroni).
/// </summary>
[Trait(TestKinds.Trait, TestKinds.Statistical)]
public class NoiseStatisticsTests
{
    /// <summary>Two-sided bound of a standard normal statistic at a false-alarm rate of 1e-5.</summary>
    private const double NormalBound = 4.42;

    /// <summary>Bound of sqrt(n) times the Kolmogorov-Smirnov distance at a false-alarm rate of 1e-5: 2 exp(-2 x^2).</summary>
    private const double KolmogorovBound = 2.47;

    private const int Nodes = 512;
    private const int Steps = 512;

    private static readonly NoiseKey Key = new(2024, 0, StreamPurpose.ThermalNoise);

    private static readonly NoiseKernels<float> Noise = NoiseKernels<float>.For(VectorWidthSelection.Widest);

    [Fact]
    public void Moments_of_normal_numbers()
    {
        double[] single = [.. Matrix(Key, 0).Select(x => (double)x)];
        AssertMoments(single);
        double[] twice = new double[Nodes * 64];
        NoiseKernels<double>.For(VectorWidthSelection.Widest).Gaussians(new(7, 1, StreamPurpose.ReadOutNoise), 3, [.. Enumerable.Range(0, 64)], 0, Nodes, twice, Nodes);
        AssertMoments(twice);

        static void AssertMoments(double[] x)
        {
            AssertMean(x, 0, 1);
            AssertMean(x.Select(v => v * v), 1, 2);
            AssertMean(x.Select(v => v * v * v), 0, 15);
            AssertMean(x.Select(v => v * v * v * v), 3, 96);
        }
    }

    [Fact]
    public void Distribution_of_normal_numbers()
    {
        double[] u = [.. Matrix(Key, 0).Select(x => NormalTail.Below(x))];
        AssertUniform(u);
        AssertBins(u);
    }

    [Fact]
    public void Distribution_of_uniform_numbers()
    {
        float[] u = new float[Nodes * Steps];
        for (int step = 0; step < Steps; step++)
        {
            Noise.Uniforms(Key, step, 0, 0, u.AsSpan(step * Nodes, Nodes));
        }

        Assert.InRange(u.Min(), 0, 1e-4f);
        Assert.InRange(u.Max(), 1 - 1e-4f, 1 - 5e-8f);
        double[] wide = [.. u.Select(x => (double)x)];
        AssertMean(wide, 0.5, 1.0 / 12);
        AssertUniform(wide);
        AssertBins(wide);
    }

    /// <summary>Neighbouring nodes, words of a block, superblocks, steps, samples, chips, channels, purposes and seeds.</summary>
    [Fact]
    public void Numbers_of_neighbouring_names_are_not_correlated()
    {
        float[] x = Matrix(Key, 0);
        foreach (int lag in new[] { 1, 2, 15, 16, 17, 32, 48, 64, Nodes, 2 * Nodes, 16 * Nodes })
        {
            AssertUncorrelated(x.AsSpan(lag), x.AsSpan(0, x.Length - lag));
        }

        AssertUncorrelated(x, Matrix(Key, 1));
        foreach (NoiseKey other in new NoiseKey[]
        {
            new(2024, 1, StreamPurpose.ThermalNoise), new(2025, 0, StreamPurpose.ThermalNoise),
            new(2024, 0, StreamPurpose.ThermalNoise, 1), new(2024, 0, StreamPurpose.ShotNoise),
        })
        {
            AssertUncorrelated(x, Matrix(other, 0));
        }
    }

    /// <summary>Counts beyond 2, 3, 4, 4.5 and 5 deviations, against a normal approximation or, for few, Poisson's sums (each 1e-5).</summary>
    [Fact]
    public void Tails_to_five_deviations()
    {
        long draws = Vector256.IsHardwareAccelerated ? 1L << 24 : 1L << 18;
        double[] limits = [2, 3, 4, 4.5, 5];
        long[] beyond = new long[limits.Length];
        float[] row = new float[4096];
        for (int step = 0; step < draws / row.Length; step++)
        {
            Noise.Gaussians(Key, step, 5, 0, row);
            foreach (float x in row)
            {
                for (int k = 0; k < limits.Length && Math.Abs(x) > limits[k]; k++)
                {
                    beyond[k]++;
                }
            }
        }

        for (int k = 0; k < limits.Length; k++)
        {
            double expected = draws * 2 * NormalTail.Below(-limits[k]);
            double deviation = NormalBound * Math.Sqrt(expected);
            Assert.InRange(beyond[k], expected > 100 ? expected - deviation : PoissonQuantile(expected, 0.5e-5), expected > 100 ? expected + deviation : PoissonQuantile(expected, 1 - 0.5e-5));
        }
    }

    private static float[] Matrix(NoiseKey key, int sample)
    {
        float[] x = new float[Nodes * Steps];
        for (int step = 0; step < Steps; step++)
        {
            Noise.Gaussians(key, step, sample, 0, x.AsSpan(step * Nodes, Nodes));
        }

        return x;
    }

    private static void AssertMean(IEnumerable<double> values, double mean, double variance)
    {
        double[] all = [.. values];
        double deviation = NormalBound * Math.Sqrt(variance / all.Length);
        Assert.InRange(all.Average(), mean - deviation, mean + deviation);
    }

    private static void AssertUncorrelated(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (double)x[i] * y[i];
        }

        Assert.InRange(sum / Math.Sqrt(x.Length), -NormalBound, NormalBound);
    }

    private static void AssertUniform(double[] u)
    {
        double[] sorted = [.. u.Order()];
        double distance = 0;
        for (int k = 0; k < sorted.Length; k++)
        {
            distance = Math.Max(distance, Math.Max(sorted[k] - (double)k / sorted.Length, (k + 1.0) / sorted.Length - sorted[k]));
        }

        Assert.InRange(Math.Sqrt(sorted.Length) * distance, 0.2, KolmogorovBound);
    }

    /// <summary>Chi-square over 256 bins, both sides, by the cube-root approximation of Wilson and Hilferty (1931).</summary>
    private static void AssertBins(double[] u)
    {
        double[] counts = new double[256];
        foreach (double x in u)
        {
            counts[Math.Min(255, (int)(256 * x))]++;
        }

        double expected = u.Length / 256.0, freedom = 255;
        double statistic = counts.Sum(count => (count - expected) * (count - expected) / expected);
        double normal = (Math.Cbrt(statistic / freedom) - (1 - 2 / (9 * freedom))) / Math.Sqrt(2 / (9 * freedom));
        Assert.InRange(normal, -NormalBound, NormalBound);
    }

    private static int PoissonQuantile(double mean, double probability)
    {
        double term = Math.Exp(-mean), sum = term;
        int count = 0;
        while (sum < probability)
        {
            term *= mean / ++count;
            sum += term;
        }

        return count;
    }
}
