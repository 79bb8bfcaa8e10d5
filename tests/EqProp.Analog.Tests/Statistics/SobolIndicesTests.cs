using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Studies.Statistics;

namespace EqProp.Analog.Tests.Statistics;

/// <summary>Sobol's indices against functions whose indices are known in closed form.</summary>
[Trait(TestKit.TestKinds.Trait, TestKit.TestKinds.Statistical)]
public class SobolIndicesTests
{
    private const double A = 7;
    private const double B = 0.1;

    // T. Ishigami and T. Homma, Proc. 1st Int. Symp. Uncertainty Modeling and Analysis, 398 (1990); inputs uniform in -pi to pi.
    [Fact]
    public void Those_of_the_Ishigami_function_are_found()
    {
        double variance = A * A / 8 + B * Math.Pow(Math.PI, 4) / 5 + B * B * Math.Pow(Math.PI, 8) / 18 + 0.5;
        double alone = Math.Pow(1 + B * Math.Pow(Math.PI, 4) / 5, 2) / 2, together = 8 * B * B * Math.Pow(Math.PI, 8) / 225;
        double[] first = [alone / variance, A * A / 8 / variance, 0];
        double[] total = [(alone + together) / variance, A * A / 8 / variance, together / variance];
        SobolIndices indices = SobolIndices.Of(Run(8192, 3, seed: 1, Ishigami), 3);
        Check(indices, first, total, within: 0.03);
        Assert.Equal((8192, 0), (indices.BaseRows, indices.Dropped));
    }

    // Sobol's g-function; V_i = 1/3 (1 + a_i)^-2 and V = prod (1 + V_i) - 1.
    [Fact]
    public void Those_of_the_g_function_are_found()
    {
        double[] a = [0, 1, 4.5, 9, 99, 99];
        double[] own = [.. a.Select(one => 1 / (3 * (1 + one) * (1 + one)))];
        double variance = own.Aggregate(1.0, (product, one) => product * (1 + one)) - 1;
        double[] first = [.. own.Select(one => one / variance)];
        double[] total = [.. own.Select(one => one * (variance + 1) / (1 + one) / variance)];
        double[] results = Run(8192, a.Length, seed: 2, x => x.Select((u, i) => (Math.Abs(4 * u - 2) + a[i]) / (1 + a[i])).Aggregate(1.0, (p, f) => p * f));
        Check(SobolIndices.Of(results, a.Length), first, total, within: 0.03);
    }

    // False-alarm rate below 1 in 1,000 for intervals that hold 90 % of the time: of 6 x 60 intervals, a sixth at most may miss.
    [Fact]
    public void Bootstrap_intervals_hold_the_indices_about_as_often_as_they_say()
    {
        double variance = A * A / 8 + B * Math.Pow(Math.PI, 4) / 5 + B * B * Math.Pow(Math.PI, 8) / 18 + 0.5;
        double alone = Math.Pow(1 + B * Math.Pow(Math.PI, 4) / 5, 2) / 2 / variance, together = 8 * B * B * Math.Pow(Math.PI, 8) / 225 / variance;
        double[] first = [alone, A * A / 8 / variance, 0], total = [alone + together, A * A / 8 / variance, together];
        int missed = 0;
        for (int repeat = 0; repeat < 60; repeat++)
        {
            SobolIndices indices = SobolIndices.Of(Run(400, 3, 100 + repeat, Ishigami), 3, new SobolOptions { Confidence = 0.9, Resamples = 200, Seed = repeat });
            missed += indices.Axes.Count(axis => !(axis.FirstLow <= first[axis.Axis] && first[axis.Axis] <= axis.FirstHigh));
            missed += indices.Axes.Count(axis => !(axis.TotalLow <= total[axis.Axis] && total[axis.Axis] <= axis.TotalHigh));
        }

        Assert.InRange(missed, 12, 60);
    }

    [Fact]
    public void A_row_with_a_chip_that_failed_is_left_out_as_a_whole()
    {
        double[] results = Run(64, 3, seed: 3, Ishigami);
        double[] whole = [.. results.Take(5 * 10), .. results.Skip(5 * 11)];
        results[5 * 10 + 2] = double.NaN;
        SobolIndices indices = SobolIndices.Of(results, 3);
        Assert.Equal(1, indices.Dropped);
        Assert.Equal(SobolIndices.Of(whole, 3).Axes, indices.Axes);
    }

    [Fact]
    public void What_does_not_vary_has_no_indices()
    {
        SobolIndices indices = SobolIndices.Of([.. Enumerable.Repeat(0.1, 5 * 100)], 3);
        Assert.All(indices.Axes, axis => Assert.True(double.IsNaN(axis.First) && double.IsNaN(axis.TotalHigh)));
        Assert.All(SobolIndices.Of([], 3).Axes, axis => Assert.True(double.IsNaN(axis.First)));
    }

    [Fact]
    public void Results_that_are_no_whole_rows_are_refused() => Assert.Throws<ArgumentException>(() => SobolIndices.Of(new double[11], 3));

    private static double Ishigami(double[] uniform)
    {
        double[] x = [.. uniform.Select(u => Math.PI * (2 * u - 1))];
        return Math.Sin(x[0]) + A * Math.Pow(Math.Sin(x[1]), 2) + B * Math.Pow(x[2], 4) * Math.Sin(x[0]);
    }

    private static double[] Run(int rows, int axes, int seed, Func<double[], double> function)
    {
        var results = new List<double>();
        for (int row = 0; row < rows; row++)
        {
            var stream = new RandomStream(seed, StreamPurpose.Study, (ulong)row);
            double[] a = [.. Enumerable.Range(0, axes).Select(_ => stream.NextDouble())], b = [.. Enumerable.Range(0, axes).Select(_ => stream.NextDouble())];
            results.Add(function(a));
            for (int axis = 0; axis < axes; axis++)
            {
                double[] mixed = [.. a];
                mixed[axis] = b[axis];
                results.Add(function(mixed));
            }

            results.Add(function(b));
        }

        return [.. results];
    }

    private static void Check(SobolIndices indices, double[] first, double[] total, double within)
    {
        Assert.Equal(first.Length, indices.Axes.Count);
        Assert.All(indices.Axes, axis =>
        {
            Assert.InRange(axis.First, first[axis.Axis] - within, first[axis.Axis] + within);
            Assert.InRange(axis.Total, total[axis.Axis] - within, total[axis.Axis] + within);
            Assert.InRange(axis.First, axis.FirstLow, axis.FirstHigh);
            Assert.InRange(axis.Total, axis.TotalLow, axis.TotalHigh);
            Assert.InRange(axis.FirstHigh - axis.FirstLow, 0, 4 * within);
        });
    }
}
