using System.Numerics;
using System.Runtime.Intrinsics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using FsCheck.Xunit;

namespace EqProp.Analog.Numerics.Tests.RandomStreams;

/// <summary>Which number goes where, and that nothing else decides it.</summary>
public class NoiseKernelsTests
{
    private static readonly NoiseKey Key = new(-5, 3, StreamPurpose.ThermalNoise, 2);

    public static TheoryData<VectorWidth> Widths() => [.. Enum.GetValues<VectorWidth>()];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_length_gives_the_bits_of_the_scalar_lane_and_writes_nothing_else(VectorWidth width)
    {
        EveryLength<float>(width);
        EveryLength<double>(width);
    }

    [Fact]
    public void Numbers_are_those_of_the_documented_words()
    {
        const long Step = 5_000_000_123;
        const int Sample = -9;
        const int Nodes = 300;
        float[] single = Row<float>(VectorWidthSelection.Widest, Key, Step, Sample, 0, Nodes, 0);
        double[] twice = Row<double>(VectorWidthSelection.Widest, Key, Step, Sample, 0, Nodes, 0);
        float[] uniform = Row<float>(VectorWidthSelection.Widest, Key, Step, Sample, 0, Nodes, 1);
        double[] uniformTwice = Row<double>(VectorWidthSelection.Widest, Key, Step, Sample, 0, Nodes, 2);
        for (int node = 0; node < Nodes; node++)
        {
            (uint[] high, uint[] low) = Words(node, Step, Sample);
            int word = node / 16 % 4;
            int pair = word / 2 * 2;
            double t = ((int)high[pair] * 4294967296.0 + (low[pair] | 1)) / Math.Pow(2, 64);
            double radius = Math.Sqrt(-2 * (t < 0 ? LogOnePlus(t) : Math.Log(t)));
            double angle = 2 * Math.PI * (high[pair + 1] + low[pair + 1] / 4294967296.0) / 4294967296.0;
            double exact = radius * (word % 2 == 0 ? Math.Cos(angle) : Math.Sin(angle));
            Assert.Equal(exact, twice[node], 4e-15);
            Assert.Equal(exact, single[node], 2e-6);
            Assert.Equal((high[word] >> 8) / 16777216f, uniform[node]);
            Assert.Equal((((ulong)high[word] << 32 | low[word]) >> 11) / 9007199254740992.0 + Math.Pow(2, -53), uniformTwice[node]);
        }
    }

    [Fact]
    public void The_ends_of_the_radius_are_the_documented_ones()
    {
        Assert.Equal(Math.Sqrt(64 * Math.Log(2)), Pair<float>(0, 0).Cosine, 1e-6);
        Assert.Equal(Math.Sqrt(128 * Math.Log(2)), Pair<double>(0, 0).Cosine, 1e-14);
        Assert.Equal(Math.Sqrt(2 * Math.Pow(2, -32)), Pair<float>(uint.MaxValue, uint.MaxValue).Cosine, 1e-11);
        Assert.Equal(Math.Sqrt(2 * Math.Pow(2, -64)), Pair<double>(uint.MaxValue, uint.MaxValue).Cosine, 1e-24);
        Assert.Equal(Math.Sqrt(2 * Math.Log(2)), Pair<double>(int.MaxValue, uint.MaxValue).Cosine, 1e-15);
        Assert.Equal(Math.Sqrt(2 * Math.Log(2)), Pair<double>(1u << 31, 0).Cosine, 1e-15);
        Assert.Equal(0, Pair<double>(1u << 31, 0).Sine);
    }

    [Property]
    public void A_number_depends_on_its_name_alone(int seed, ushort chip, byte channel, int sample, uint step, ushort first, byte length)
    {
        var key = new NoiseKey(seed, chip, StreamPurpose.Mismatch, channel);
        NoiseKernels<float> noise = KernelSet<float>.For(VectorWidthSelection.Widest).Noise;
        float[] alone = Row<float>(VectorWidthSelection.Widest, key, step, sample, first, length, 0);

        // Other rows, a stride, more nodes on both sides.
        int before = Math.Min(first, (ushort)37), nodes = before + length + 5, stride = nodes + 3;
        float[] batch = new float[3 * stride];
        noise.Gaussians(key, step, [sample ^ 1, sample, sample ^ 2], first - before, nodes, batch, stride);
        Assert.Equal(alone, batch[(stride + before)..(stride + before + length)]);
        Assert.All(new[] { nodes, nodes + 1, nodes + 2, stride + nodes }, gap => Assert.Equal(0, batch[gap]));
        for (int i = 0; i < length; i++)
        {
            Assert.NotEqual(alone[i], batch[before + i]);
            Assert.NotEqual(alone[i], batch[2 * stride + before + i]);
        }
    }

    [Fact]
    public void Every_part_of_a_name_changes_the_words()
    {
        NoiseKernels<float> noise = NoiseKernels<float>.For(VectorWidthSelection.Widest);
        (NoiseKey Key, long Step, int Sample)[] names =
        [
            (new(1, 0, StreamPurpose.ThermalNoise), 0, 0), (new(2, 0, StreamPurpose.ThermalNoise), 0, 0), (new(1, 1, StreamPurpose.ThermalNoise), 0, 0),
            (new(1, int.MaxValue, StreamPurpose.ThermalNoise), 0, 0), (new(1, 0, StreamPurpose.ReadOutNoise), 0, 0), (new(1, 0, StreamPurpose.ThermalNoise, 1), 0, 0),
            (new(1, 0, StreamPurpose.ThermalNoise, 255), 0, 0), (new(1, 0, StreamPurpose.ThermalNoise), 1, 0), (new(1, 0, StreamPurpose.ThermalNoise), 1L << 32, 0),
            (new(1, 0, StreamPurpose.ThermalNoise), NoiseKey.StepLimit - 1, 0), (new(1, 0, StreamPurpose.ThermalNoise), 0, 1), (new(1, 0, StreamPurpose.ThermalNoise), 0, -1),
        ];
        uint[] all = [.. names.SelectMany(name =>
        {
            uint[] words = new uint[64];
            noise.Words(name.Key, name.Step, name.Sample, 0, words);
            return words;
        })];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        NoiseKernels<double> noise = NoiseKernels<double>.For(VectorWidthSelection.Widest);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoiseKey(0, -1, StreamPurpose.Mismatch));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoiseKey(0, 0, (StreamPurpose)256));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoiseKey(0, 0, StreamPurpose.Mismatch, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => noise.Gaussians(Key, NoiseKey.StepLimit, 0, 0, new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => noise.Gaussians(Key, 0, 0, -1, new double[1]));
        Assert.Throws<ArgumentException>(() => noise.Gaussians(Key, 0, [0, 1], 0, 5, new double[9], 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => noise.Gaussians(Key, 0, [0, 1], 0, 5, new double[9], 4));
        Assert.Throws<ArgumentException>(() => noise.Words(Key, 0, 0, 0, new uint[63]));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        NoiseKernels<float> noise = NoiseKernels<float>.For(VectorWidthSelection.Widest);
        float[] numbers = new float[200];
        int[] samples = [4, 5];
        noise.Gaussians(Key, 0, samples, 0, 100, numbers, 100);
        long bytes = Allocations.Of(() =>
        {
            noise.Gaussians(Key, 1, samples, 0, 100, numbers, 100);
            noise.Gaussians(Key, 1, 3, 0, numbers);
        });
        Assert.Equal(0, bytes);
    }

    private static void EveryLength<T>(VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Software multiply-adds are a hundred times slower: there only every third length.
        int rarely = Vector128.IsHardwareAccelerated ? 1 : 3;
        foreach (int first in new[] { 0, 5, 64 })
        {
            for (int kind = 0; kind < 3; kind++)
            {
                T[] expected = Row<T>(VectorWidth.Scalar, Key, 7, 1, first, 256, kind);
                for (int length = 0; length <= 256; length += length > 250 ? 1 : kind > 0 ? 5 : rarely)
                {
                    Assert.Equal(expected[..length], Row<T>(width, Key, 7, 1, first, length, kind));
                }
            }
        }
    }

    /// <summary>A row between sentinels that must survive; kind 0 is normal, 1 is [0, 1), 2 is (0, 1].</summary>
    private static T[] Row<T>(VectorWidth width, NoiseKey key, long step, int sample, int first, int length, int kind)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Margin = 70;
        T sentinel = T.CreateTruncating(-123.5);
        T[] buffer = new T[length + 2 * Margin];
        Array.Fill(buffer, sentinel);
        NoiseKernels<T> noise = NoiseKernels<T>.For(width);
        Span<T> row = buffer.AsSpan(Margin, length);
        if (kind == 0)
        {
            noise.Gaussians(key, step, sample, first, row);
        }
        else
        {
            noise.Uniforms(key, step, sample, first, row, kind == 1 ? UnitInterval.ClosedOpen : UnitInterval.OpenClosed);
        }

        Assert.True(buffer.AsSpan(0, Margin).IndexOfAnyExcept(sentinel) < 0 && buffer.AsSpan(Margin + length).IndexOfAnyExcept(sentinel) < 0);
        return row.ToArray();
    }

    private static (uint[] High, uint[] Low) Words(int node, long step, int sample)
    {
        uint block = (uint)(16 * (node / 64) + node % 16);
        uint c3 = (uint)Key.Purpose | (uint)Key.Channel << 8 | (uint)(step >> 32) << 16;
        return (Four(block), Four(block | 1u << 31));

        uint[] Four(uint c0)
        {
            var (a, b, c, d) = Philox.Block((c0, (uint)step, (uint)sample, c3), ((uint)Key.Seed, 1u << 31 | (uint)Key.Chip));
            return [a, b, c, d];
        }
    }

    /// <summary>Kahan's form, accurate for small t.</summary>
    private static double LogOnePlus(double t)
    {
        double u = 1 + t;
        return u == 1 ? t : Math.Log(u) * t / (u - 1);
    }

    private static unsafe (double Cosine, double Sine) Pair<T>(uint radiusHigh, uint radiusLow)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T cosine, sine;
        BoxMuller<ScalarWord, ScalarWordNumbers<T>, ScalarLane<T>, T>.Write<LowerPart>(
            new ScalarWord(radiusHigh), new ScalarWord(radiusLow), default, default, &cosine, &sine);
        return (double.CreateChecked(cosine), double.CreateChecked(sine));
    }
}
