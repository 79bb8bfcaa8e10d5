using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Studies.Chips;

namespace EqProp.Analog.Studies.Statistics;

/// <summary>Finite results in Saltelli's order, around their mean.</summary>
internal sealed class SaltelliRuns
{
    private const ulong BootstrapStream = 0x50B0;

    // A result that varies by less than this part of itself varies by rounding alone.
    private const double Rounding = 1e-13;

    private readonly double[] _runs;
    private readonly int _axes;
    private readonly double _leastVariance;

    public SaltelliRuns(double[] runs, int axes)
    {
        (_runs, _axes, Rows) = (runs, axes, runs.Length / (axes + 2));
        double mean = runs.Length == 0 ? 0 : runs.Average(), largest = Rounding * runs.Select(Math.Abs).DefaultIfEmpty().Max();
        _leastVariance = largest * largest;
        for (int i = 0; i < runs.Length; i++)
        {
            runs[i] -= mean;
        }
    }

    /// <summary>Base rows.</summary>
    public int Rows { get; }

    public SobolIndex[] Estimate(SobolOptions options)
    {
        var once = new int[Rows];
        Array.Fill(once, 1);
        (double[] first, double[] total) = Of(once);
        double[][] firsts = NewSamples(options.Resamples), totals = NewSamples(options.Resamples);
        var stream = new RandomStream(options.Seed, StreamPurpose.Study, BootstrapStream);
        for (int sample = 0; sample < options.Resamples && Rows > 0; sample++)
        {
            (double[] one, double[] other) = Of(Draw(stream));
            for (int axis = 0; axis < _axes; axis++)
            {
                (firsts[axis][sample], totals[axis][sample]) = (one[axis], other[axis]);
            }
        }

        return [.. Enumerable.Range(0, _axes).Select(axis =>
        {
            (double firstLow, double firstHigh) = Ends(firsts[axis], options.Confidence);
            (double totalLow, double totalHigh) = Ends(totals[axis], options.Confidence);
            return new SobolIndex(axis, first[axis], firstLow, firstHigh, total[axis], totalLow, totalHigh);
        })];
    }

    private double[][] NewSamples(int samples) => [.. Enumerable.Range(0, _axes).Select(_ => new double[Rows > 0 ? samples : 0])];

    // How often each base row is drawn.
    private int[] Draw(RandomStream stream)
    {
        var times = new int[Rows];
        for (int row = 0; row < Rows; row++)
        {
            times[stream.NextInt32(Rows)]++;
        }

        return times;
    }

    private (double[] First, double[] Total) Of(int[] times)
    {
        int width = _axes + 2;
        double sum = 0, squares = 0;
        double[] first = new double[_axes], total = new double[_axes];
        for (int row = 0; row < Rows; row++)
        {
            int weight = times[row];
            if (weight == 0)
            {
                continue;
            }

            ReadOnlySpan<double> run = _runs.AsSpan(row * width, width);
            double a = run[0], b = run[^1];
            sum += weight * (a + b);
            squares += weight * (a * a + b * b);
            for (int axis = 0; axis < _axes; axis++)
            {
                double mixed = run[axis + 1];
                first[axis] += weight * b * (mixed - a);
                total[axis] += weight * (a - mixed) * (a - mixed) / 2;
            }
        }

        double mean = sum / (2.0 * Rows), variance = squares / (2.0 * Rows) - mean * mean;
        double scale = variance > _leastVariance ? Rows * variance : double.NaN;
        for (int axis = 0; axis < _axes; axis++)
        {
            first[axis] /= scale;
            total[axis] /= scale;
        }

        return (first, total);
    }

    private static (double Low, double High) Ends(double[] samples, double confidence)
    {
        double[] sorted = [.. samples.Where(double.IsFinite).Order()];
        double tail = (1 - confidence) / 2;
        return sorted.Length == 0 ? (double.NaN, double.NaN) : (SampleQuantile.Of(sorted, tail), SampleQuantile.Of(sorted, 1 - tail));
    }
}
