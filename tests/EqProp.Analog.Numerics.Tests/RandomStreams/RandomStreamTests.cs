using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Numerics.Tests.RandomStreams;

/// <summary>
/// The seeds are fixed, so each test gives the same answer every time; with a fresh seed each statistical bound here would
/// fail about once in ten thousand runs although nothing is wrong.
/// </summary>
public class RandomStreamTests
{
    private const int Draws = 100_000;

    /// <summary>Two-sided bound of a standard normal statistic at a false-alarm rate of 1e-4.</summary>
    private const double NormalBound = 3.89;

    /// <summary>Bound of sqrt(n) times the Kolmogorov-Smirnov distance at a false-alarm rate of 1e-4.</summary>
    private const double KolmogorovBound = 2.23;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void First_numbers_of_many_streams_are_those_of_each(int count)
    {
        const ulong First = (5UL << 32) + 0xFFFFFF00;
        double[] expected = [.. Enumerable.Range(0, count).Select(k => new RandomStream(-3, StreamPurpose.Mismatch, First + (ulong)k, 77).NextGaussian())];
        double[] numbers = new double[count];
        RandomStream.FirstGaussians(-3, StreamPurpose.Mismatch, First, 77, numbers);
        Assert.Equal(expected, numbers);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            Array.Clear(numbers);
            NoiseKernels<double>.For(width).FirstGaussians((unchecked((uint)-3), (uint)StreamPurpose.Mismatch), unchecked((uint)First), (5, 77), numbers);
            Assert.Equal(expected, numbers);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => RandomStream.FirstGaussians(0, StreamPurpose.Mismatch, First, 0, new double[0x101]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-7)]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void Uniform_numbers_have_the_moments_and_the_distribution(int seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study);
        double[] values = [.. Enumerable.Range(0, Draws).Select(_ => stream.NextDouble())];
        Assert.All(values, v => Assert.InRange(v, 0, 1 - 1e-17));
        AssertMean(values, 0.5, 1.0 / 12);
        AssertMean([.. values.Select(v => (v - 0.5) * (v - 0.5))], 1.0 / 12, 1.0 / 180);
        AssertMean([.. values.Zip(values.Skip(1), (a, b) => (a - 0.5) * (b - 0.5))], 0, 1.0 / 144);
        AssertDistribution(values, v => v);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-7)]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void Gaussian_numbers_have_the_moments_and_the_distribution(int seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 3);
        double[] values = [.. Enumerable.Range(0, Draws).Select(_ => stream.NextGaussian())];
        AssertMean(values, 0, 1);
        AssertMean([.. values.Select(v => v * v)], 1, 2);
        AssertMean([.. values.Select(v => v * v * v)], 0, 15);
        AssertMean([.. values.Select(v => v * v * v * v)], 3, 96);
        AssertMean([.. values.Zip(values.Skip(1), (a, b) => a * b)], 0, 1);
        AssertDistribution(values, NormalDistribution);
    }

    [Fact]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void Integers_below_a_limit_are_equally_likely_and_permutations_too()
    {
        var stream = new RandomStream(5, StreamPurpose.Study);
        int[] counts = new int[6];
        int[] firsts = new int[6];
        for (int k = 0; k < Draws; k++)
        {
            counts[stream.NextInt32(6)]++;
            int[] items = [0, 1, 2, 3, 4, 5];
            stream.Shuffle(items.AsSpan());
            Assert.Equal(15, items.Sum());
            firsts[items[0]]++;
        }

        double deviation = NormalBound * Math.Sqrt(Draws * (1.0 / 6) * (5.0 / 6));
        Assert.All(counts.Concat(firsts), count => Assert.InRange(count, Draws / 6.0 - deviation, Draws / 6.0 + deviation));
    }

    [Fact]
    public void Streams_of_another_identity_are_different_and_the_same_identity_replays()
    {
        (int Seed, StreamPurpose Purpose, ulong Index0, uint Index1)[] identities =
        [
            (1, StreamPurpose.Study, 0, 0), (2, StreamPurpose.Study, 0, 0), (1, StreamPurpose.Shuffle, 0, 0),
            (1, StreamPurpose.Study, 1, 0), (1, StreamPurpose.Study, 1UL << 32, 0), (1, StreamPurpose.Study, 0, 1), (-1, StreamPurpose.Study, 0, 0),
        ];
        uint[][] sequences = [.. identities.Select(Take)];
        Assert.Equal(identities.Length * 64, sequences.SelectMany(s => s).Distinct().Count());
        for (int k = 0; k < identities.Length; k++)
        {
            Assert.Equal(sequences[k], Take(identities[k]));
        }

        static uint[] Take((int Seed, StreamPurpose Purpose, ulong Index0, uint Index1) identity)
        {
            var stream = new RandomStream(identity.Seed, identity.Purpose, identity.Index0, identity.Index1);
            return [.. Enumerable.Range(0, 64).Select(_ => stream.NextUInt32())];
        }
    }

    [Fact]
    public void Drawing_from_one_stream_does_not_shift_another()
    {
        var alone = new RandomStream(4, StreamPurpose.Data);
        var disturbed = new RandomStream(4, StreamPurpose.Data);
        var other = new RandomStream(4, StreamPurpose.Shuffle);
        for (int k = 0; k < 100; k++)
        {
            other.NextGaussian();
            Assert.Equal(alone.NextDouble(), disturbed.NextDouble());
        }
    }

    private static void AssertMean(double[] values, double mean, double variance)
    {
        double deviation = NormalBound * Math.Sqrt(variance / values.Length);
        Assert.InRange(values.Average(), mean - deviation, mean + deviation);
    }

    private static void AssertDistribution(double[] values, Func<double, double> distribution)
    {
        double[] sorted = [.. values.Order()];
        double distance = 0;
        for (int k = 0; k < sorted.Length; k++)
        {
            double expected = distribution(sorted[k]);
            distance = Math.Max(distance, Math.Max(expected - (double)k / Draws, (k + 1.0) / Draws - expected));
        }

        Assert.InRange(Math.Sqrt(Draws) * distance, 0.2, KolmogorovBound);
    }

    /// <summary>1/2 + phi(x) (x + x^3 / 3 + x^5 / 15 + ...), the series of Marsaglia (2004).</summary>
    private static double NormalDistribution(double x)
    {
        double term = x, sum = x;
        for (int k = 3; Math.Abs(term) > 1e-17; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }
}
