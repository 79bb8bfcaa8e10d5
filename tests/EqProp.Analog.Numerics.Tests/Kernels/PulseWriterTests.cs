using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>
/// Writes against plain loops over the elements, one after the other. Random numbers of a strip of 512 columns go to those elements that need one, in order:
/// those that are asked for a change, then those that get a pulse.
/// </summary>
public class PulseWriterTests
{
    private const int Strip = 512, Row = 576, Rows = 3, Columns = 570;
    private const double Step = 0.02, CycleSpread = 0.4, WriteNoise = 0.05, Error = 0.03;

    private static readonly PulseNoise Noise = new(
        new(3, 1, StreamPurpose.PulseRounding), new(3, 1, StreamPurpose.PulseSize), new(3, 1, StreamPurpose.DeviceWrite), 11, 5);

    public static TheoryData<VectorWidth, double> Cases()
    {
        var data = new TheoryData<VectorWidth, double>();
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            foreach (double share in new[] { 0, 0.02, 0.5, 1 })
            {
                data.Add(width, share);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pulses_go_one_after_the_other_with_numbers_of_their_own(VectorWidth width, double share)
    {
        using var bench = new Bench(width, share);
        PulseCounts counts = bench.Write<CountedLaws>(isStochastic: true);

        PulseCounts expected = default;
        NoiseKernels<double> kernels = NoiseKernels<double>.For(VectorWidth.Scalar);
        bench.EachStrip((row, first, wanted) =>
        {
            int node = row * Row + first;
            (int At, int Pulses)[] trains = [.. wanted.Select((at, k) =>
                (at, (int)Math.Floor(Math.Abs(bench.Asked(row, at)) / Step + Uniform(kernels, node + k)))).Where(train => train.Item2 > 0)];
            for (int k = 0; k < trains.Length; k++)
            {
                double value = bench.Start(row, trains[k].At), sign = Math.Sign(bench.Asked(row, trains[k].At));
                for (int pulse = 0; pulse < trains[k].Pulses; pulse++)
                {
                    double number = Normal(kernels, Noise.Cycle, pulse * Rows * Row + node + k);
                    value = Math.Clamp(value + sign * Step * (1 - sign * value) * (1 + CycleSpread * number), -1, 1);
                }

                bench.Expect(row, trains[k].At, value, value + WriteNoise * Normal(kernels, Noise.Write, node + k));
            }

            expected += new PulseCounts(wanted.Count, wanted.Count - trains.Length, 0, 0);
        });
        bench.Check();
        Assert.Equal(expected, counts with { AtBound = 0 });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_write_without_pulses_errs_once_an_element(VectorWidth width, double share)
    {
        using var bench = new Bench(width, share);
        PulseCounts counts = bench.Write<ErringLaws>(isStochastic: false);

        int written = 0;
        NoiseKernels<double> kernels = NoiseKernels<double>.For(VectorWidth.Scalar);
        bench.EachStrip((row, first, wanted) =>
        {
            for (int k = 0; k < wanted.Count; k++)
            {
                double number = Normal(kernels, Noise.Write, row * Row + first + k);
                double value = Math.Clamp(bench.Start(row, wanted[k]) + bench.Asked(row, wanted[k]) + Error * number, -1, 1);
                bench.Expect(row, wanted[k], value, value + WriteNoise * number);
            }

            written += wanted.Count;
        });
        bench.Check();
        Assert.Equal(new PulseCounts(written, 0, 0, 0), counts with { AtBound = 0 });
    }

    private static double Uniform(NoiseKernels<double> kernels, int node)
    {
        double[] number = new double[1];
        kernels.Uniforms(Noise.Rounding, Noise.Step, Noise.Sample, node, number);
        return number[0];
    }

    private static double Normal(NoiseKernels<double> kernels, in NoiseKey key, int node)
    {
        double[] number = new double[1];
        kernels.Gaussians(key, Noise.Step, Noise.Sample, node, number);
        return number[0];
    }

    /// <summary>Makes a writer for the lane of a set of kernels.</summary>
    private interface ILaws
    {
        static abstract PulseWriter<double> Writer<V>(KernelSet<double> kernels)
            where V : unmanaged, ILane<V, double>;
    }

    private readonly struct CountedLaws : ILaws
    {
        public static PulseWriter<double> Writer<V>(KernelSet<double> kernels)
            where V : unmanaged, ILane<V, double> => new PulseWriter<V, double, SoftLaw<V>>(kernels, default);
    }

    private readonly struct ErringLaws : ILaws
    {
        public static PulseWriter<double> Writer<V>(KernelSet<double> kernels)
            where V : unmanaged, ILane<V, double> => new PulseWriter<V, double, ErringLaw<V>>(kernels, default);
    }

    /// <summary>Steps that fall linearly to zero at 1 and -1.</summary>
    private readonly struct SoftLaw<V> : IPulseLaw<V, double>
        where V : unmanaged, ILane<V, double>
    {
        public static bool Counts => true;

        public static bool Errs => false;

        public V Up(V value, V low, V high) => V.Constant(1) - value;

        public V Down(V value, V low, V high) => V.Constant(1) + value;

        public V Error(V value) => V.Constant(0);
    }

    private readonly struct ErringLaw<V> : IPulseLaw<V, double>
        where V : unmanaged, ILane<V, double>
    {
        public static bool Counts => false;

        public static bool Errs => true;

        public V Up(V value, V low, V high) => V.Constant(1);

        public V Down(V value, V low, V high) => V.Constant(1);

        public V Error(V value) => V.Constant(PulseWriterTests.Error);
    }

    /// <summary>Elements, of a share of which a change is asked.</summary>
    private sealed class Bench : IDisposable
    {
        private readonly KernelSet<double> _kernels;
        private readonly BatchMatrix<double> _contrast = new(Rows, Columns), _seen = new(Rows, Columns), _stored = new(Rows, Columns);
        private readonly double[,] _start = new double[Rows, Columns], _expectedSeen = new double[Rows, Columns], _expectedStored = new double[Rows, Columns];

        public Bench(VectorWidth width, double share)
        {
            _kernels = KernelSet<double>.For(width);
            var stream = new RandomStream(7, StreamPurpose.Study);
            for (int row = 0; row < Rows; row++)
            {
                for (int column = 0; column < Columns; column++)
                {
                    _contrast.Row(row)[column] = stream.NextDouble() < share ? 0.08 * (stream.NextDouble() - 0.5) : 0;
                    _start[row, column] = _stored.Row(row)[column] = _expectedStored[row, column] = stream.NextUniform(-0.5, 0.5);
                    _seen.Row(row)[column] = _expectedSeen[row, column] = stream.NextUniform(-0.5, 0.5);
                }
            }
        }

        public double Asked(int row, int column) => _contrast.Row(row)[column];

        public double Start(int row, int column) => _start[row, column];

        public void Expect(int row, int column, double stored, double seen) =>
            (_expectedStored[row, column], _expectedSeen[row, column]) = (stored, Math.Clamp(seen, -1, 1));

        /// <summary>Calls with each row, the first column of each of its strips, and the columns in it of which a change is asked.</summary>
        public void EachStrip(Action<int, int, IReadOnlyList<int>> visit)
        {
            for (int row = 0; row < Rows; row++)
            {
                for (int first = 0; first < Columns; first += Strip)
                {
                    visit(row, first, [.. Enumerable.Range(first, Math.Min(Strip, Columns - first)).Where(column => Asked(row, column) != 0)]);
                }
            }
        }

        public PulseCounts Write<TLaws>(bool isStochastic)
            where TLaws : ILaws
        {
            var rule = new PulseRule<double>
            {
                Step = isStochastic ? Step : 1,
                Up = isStochastic ? Step : 1,
                Down = isStochastic ? Step : 1,
                Low = -1,
                High = 1,
                Minimum = -1,
                Maximum = 1,
                CycleSpread = isStochastic ? CycleSpread : 0,
                WriteNoise = WriteNoise,
                LongestTrain = 10,
                IsStochastic = isStochastic,
            };
            return _kernels.Accept(new Maker<TLaws>(_kernels)).Write(_contrast, 1, new(_seen) { Stored = _stored }, rule, Noise, threads: 1);
        }

        public void Check()
        {
            for (int row = 0; row < Rows; row++)
            {
                for (int column = 0; column < Columns; column++)
                {
                    Assert.Equal(_expectedStored[row, column], _stored.Row(row)[column], 1e-12);
                    Assert.Equal(_expectedSeen[row, column], _seen.Row(row)[column], 1e-12);
                }
            }
        }

        public void Dispose()
        {
            _contrast.Dispose();
            _seen.Dispose();
            _stored.Dispose();
        }

        private sealed class Maker<TLaws>(KernelSet<double> kernels) : ILaneVisitor<double, PulseWriter<double>>
            where TLaws : ILaws
        {
            public PulseWriter<double> Visit<V>()
                where V : unmanaged, ILane<V, double> => TLaws.Writer<V>(kernels);
        }
    }
}
