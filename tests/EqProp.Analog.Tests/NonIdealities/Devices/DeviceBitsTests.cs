using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Devices;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.NonIdealities.Devices;

/// <summary>What holds for devices of every kind: bounds, and bits that do not depend on how the machine is used.</summary>
public class DeviceBitsTests
{
    public static TheoryData<SynapseDeviceKind, DevicePair> Kinds()
    {
        var data = new TheoryData<SynapseDeviceKind, DevicePair>();
        foreach (SynapseDeviceKind kind in Enum.GetValues<SynapseDeviceKind>())
        {
            data.Add(kind, DevicePair.None);
            if (SynapseDeviceFields.IsPulsed(kind) && kind != SynapseDeviceKind.Capacitor)
            {
                data.Add(kind, DevicePair.Differential);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Widths_give_the_same_bits(SynapseDeviceKind kind, DevicePair pair)
    {
        Check<float>(kind, pair);
        Check<double>(kind, pair);
    }

    [Theory]
    [InlineData(DevicePair.None)]
    [InlineData(DevicePair.Differential)]
    public void Matrices_that_are_split_between_threads_give_the_same_bits(DevicePair pair)
    {
        double[][] Written(int threads)
        {
            using var bench = new DeviceBench<float>(DeviceBlocks.Spread(SynapseDeviceKind.SoftBounds, pair), 800, 500, threads: threads);
            var stream = new RandomStream(9, StreamPurpose.Study);
            bench.Write([.. Enumerable.Range(0, 400_000).Select(_ => 0.06 * (stream.NextDouble() - 0.5))], 40);
            return [bench.Weights, .. bench.Memory];
        }

        Assert.All(Written(1).Zip(Written(3)), both => Assert.Equal(both.First, both.Second));
    }

    [Property(MaxTest = 40)]
    public void Weights_stay_within_the_bounds_of_their_devices_whatever_is_asked(int seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study);
        foreach (object?[] row in Kinds())
        {
            (SynapseDeviceKind kind, DevicePair pair) = ((SynapseDeviceKind)row[0]!, (DevicePair)row[1]!);
            SynapseDeviceBlock block = DeviceBlocks.Spread(kind, pair) with
            {
                WriteNoise = 0,
                RangeRatio = kind == SynapseDeviceKind.Capacitor ? null : stream.NextUniform(1.5, 50),
                CycleSpread = stream.NextUniform(0, 5),
            };
            double least = pair == DevicePair.None && stream.NextDouble() < 0.3 ? 0 : -stream.NextUniform(0.2, 3), most = stream.NextUniform(0.2, 3);
            using var bench = new DeviceBench<double>(block, 3, 21, least, most);
            double[] Draw(double size) => [.. Enumerable.Range(0, 63).Select(_ => size * stream.NextGaussian())];
            bench.Program(Draw(most));
            for (int write = 0; write < 12; write++)
            {
                bench.Write(Draw(Math.Pow(10, stream.NextUniform(-4, 6))), write);
                double[] weights = bench.Weights;
                for (int i = 0; i < weights.Length; i++)
                {
                    (double low, double high) = pair == DevicePair.None ? bench.Draw.Bounds(i) : (-double.MaxValue, double.MaxValue);
                    Assert.True(
                        weights[i] >= Math.Max(low, least) - 1e-12 && weights[i] <= Math.Min(high, most) + 1e-12,
                        $"seed {seed}, {kind} {pair}: {weights[i]} outside of {low} to {high} and {least} to {most}");
                }
            }
        }
    }

    [Property(MaxTest = 60)]
    public void A_pair_set_back_keeps_its_difference(int seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study);
        var block = new SynapseDeviceBlock { Kind = SynapseDeviceKind.ConstantStep, Step = 0.05, Pair = DevicePair.Differential, RangeRatio = 10, RefreshAt = 0.9 };
        using var kept = new DeviceBench<double>(block, 1, 8);
        using var never = new DeviceBench<double>(block with { RefreshAt = null }, 1, 8);
        double[] expected = new double[8];
        for (int write = 0; write < 60; write++)
        {
            double[] wanted = [.. Enumerable.Range(0, 8).Select(_ => 0.05 * stream.NextInt32(5) - 0.1)];
            for (int i = 0; i < 8; i++)
            {
                expected[i] = Math.Clamp(expected[i] + wanted[i], -0.75, 0.75);
                wanted[i] = expected[i] - kept.Weights[i];
            }

            kept.Write(wanted, write);
            never.Write(wanted, write);
            Bench.AssertClose(expected, kept.Weights, 1e-9);
            Assert.All(kept.Memory[1].Concat(kept.Memory[2]), g => Assert.InRange(g, 0.1 - 1e-12, 0.91 + 1e-12));
        }

        // Without being set back, conductances only rise: both ends at their bounds, nothing is left to write.
        Assert.Contains(never.Memory[1].Concat(never.Memory[2]), g => g > 0.99);
    }

    [Fact]
    public void A_device_without_faults_is_none()
    {
        Assert.True(SynapseDeviceCatalog.IsExact(null));
        Assert.True(SynapseDeviceCatalog.IsExact(new() { FullWeight = 3, Source = "somewhere", Aging = new() { RetentionTime = 1 } }));
        Assert.False(SynapseDeviceCatalog.IsExact(new() { CycleSpread = 0.1 }));
        Assert.False(SynapseDeviceCatalog.IsExact(new() { RangeRatio = 10 }));
    }

    [Fact]
    public void An_exact_write_is_the_sum_cut_at_the_bounds()
    {
        using var bench = new DeviceBench<double>(new() { RangeRatio = 4 }, 5, 30);
        var stream = new RandomStream(4, StreamPurpose.Study);
        double[] start = [.. Enumerable.Range(0, 150).Select(_ => stream.NextUniform(-0.7, 0.7))], wanted = [.. start.Select(_ => stream.NextUniform(-1, 1))];
        bench.Program(start);
        bench.Write(wanted, 1);
        Assert.Equal(start.Zip(wanted, (w, change) => Math.Clamp(w + change, -0.75, 0.75)), bench.Weights);
    }

    private static void Check<T>(SynapseDeviceKind kind, DevicePair pair)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[][] expected = Run<T>(kind, pair, VectorWidth.Scalar);
        Assert.NotEqual(0, expected[0].Max());
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            Assert.All(expected.Zip(Run<T>(kind, pair, width)), both => Assert.Equal(both.First, both.Second));
        }
    }

    private static double[][] Run<T>(SynapseDeviceKind kind, DevicePair pair, VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Two chunks of rows, and columns that fill neither a block nor a register.
        const int inputs = 55, outputs = 117;
        using var bench = new DeviceBench<T>(DeviceBlocks.Spread(kind, pair), inputs, outputs, width: width);
        var stream = new RandomStream(9, StreamPurpose.Study);
        for (int write = 0; write < 4; write++)
        {
            double[] wanted = [.. Enumerable.Range(0, inputs * outputs).Select(_ => stream.NextDouble() < 0.4 ? 0 : 0.06 * stream.NextGaussian())];
            bench.Write(wanted, 40 + write);
        }

        return [bench.Weights, .. bench.Memory];
    }
}
