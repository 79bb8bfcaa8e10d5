using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Chips;
using EqProp.Analog.Studies.Reports;
using MathNet.Numerics.Statistics;

namespace EqProp.Analog.Tests.Chips;

/// <summary>Quantiles, moments, histograms and settling times over chips, against MathNet or by hand.</summary>
public class ChipStatisticsTests
{
    [Fact]
    public void Bands_are_the_quantiles_of_the_chips()
    {
        var random = new Random(5);
        double[][] volts = [.. Enumerable.Range(0, 37).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];
        var band = ChipBand.Of(new ChipTrace("n", "hidden 1", volts));
        for (int i = 0; i < 2; i++)
        {
            double[] at = [.. volts.Select(chip => chip[i])];
            Assert.Equal(at.QuantileCustom(0.05, QuantileDefinition.R7), band.Low[i], 1e-12);
            Assert.Equal(at.Median(), band.Median[i], 1e-12);
            Assert.Equal(at.QuantileCustom(0.95, QuantileDefinition.R7), band.High[i], 1e-12);
        }

        Assert.Equal([0.25], ChipBand.Of(new ChipTrace("n", "g", [[0.25]])).High);
    }

    [Fact]
    public void Moments_over_dies_are_those_of_all_values_together()
    {
        ChipSpread spread = ChipSpreadStudy.Run(ChipCircuits.Preset("chip-180nm"), new DieRange(11, 9));
        foreach (ParameterSummary summary in spread.Parameters)
        {
            double[] all = [.. spread.Draws.SelectMany(die => die.Single(p => p.Name == summary.Name && p.Group == summary.Group).Values)];
            Assert.Equal(all.Length, summary.Count);
            Assert.Equal(all.Mean(), summary.Mean, Math.Abs(all.Mean()) * 1e-12 + summary.Sigma * 1e-12);
            Assert.Equal(all.StandardDeviation(), summary.Sigma, summary.Sigma * 1e-9);
            Assert.Equal((all.Min(), all.Max()), (summary.Minimum, summary.Maximum));
            Assert.Equal(all.Length, summary.Histogram.Counts.Sum());
        }
    }

    // 400 dies of 16 neurons: the mean to five of its standard errors, sigma to five of its own, with 5 % of the capacitance shared on a die.
    [Fact]
    public void Dies_spread_as_the_circuit_asks()
    {
        ChipSpread spread = ChipSpreadStudy.Run(ChipCircuits.Preset("chip-180nm"), new DieRange(0, 400));
        ParameterSummary leak = spread.Parameters.Single(p => p.Name == "leak conductance" && p.Group == "hidden 1");
        const double sigma = 0.01793e-6;
        Assert.Equal(1e-6, leak.Mean, 5 * sigma / Math.Sqrt(6400));
        Assert.Equal(sigma, leak.Sigma, 5 * sigma / Math.Sqrt(2 * 6400));
        ParameterSummary capacitance = spread.Parameters.Single(p => p.Name == "membrane capacitance" && p.Group == "output");
        Assert.Equal(0.05e-12 * 0.9866, capacitance.Sigma, 5 * 0.05e-12 / Math.Sqrt(800));
        ParameterSummary time = spread.Parameters.Single(p => p.Name == "time constant" && p.Group == "output");
        Assert.Equal(0.053e-6, time.Sigma, 5 * 0.053e-6 / Math.Sqrt(800));
        Assert.Equal(1e-6, time.Nominal!.Value, 1e-18);
    }

    [Fact]
    public void Histograms_count_every_finite_value_once()
    {
        double[] values = [.. Enumerable.Range(0, 500).Select(i => (double)(i * i % 389)), double.NaN];
        ValueHistogram histogram = ValueHistogram.Of("x", "things", "V", values, 7);
        Assert.Equal((500, 7.0, 22), (histogram.Counts.Sum(), histogram.Nominal, histogram.Counts.Count));
        for (int bin = 0; bin < histogram.Counts.Count - 1; bin++)
        {
            Assert.Equal(values.Count(x => x >= histogram.Edges[bin] && x < histogram.Edges[bin + 1]), histogram.Counts[bin]);
        }

        ValueHistogram spaced = ValueHistogram.Of("x", "things", "s", [2e-6, 2.5e-6, 4e-6, 4e-6], spacing: 0.5e-6);
        Assert.Equal([1, 1, 0, 0, 2], spaced.Counts);
        Assert.Equal(1.75e-6, spaced.Edges[0], 1e-12);
        Assert.Equal([3], ValueHistogram.Of("x", "things", "", [2, 2, 2]).Counts);
        Assert.Equal([0], ValueHistogram.Of("x", "things", "", []).Counts);
    }

    // exp(-t) is within 0.01 of its end from t = ln(100) on; the end is the mean of the last tenth.
    [Fact]
    public void Settling_is_the_last_time_out_of_the_band()
    {
        double[] times = [.. Enumerable.Range(0, 2001).Select(i => i * 0.01)];
        Transient transient = Transient(times, [.. times.Select(t => 0.5 + Math.Exp(-t))]);
        Assert.Equal(Math.Log(100), ChipSettling.Seconds(transient, 1)!.Value, 0.011);
        Assert.Equal(Math.Log(200), ChipSettling.Seconds(transient, 0.5)!.Value, 0.011);
        Assert.Null(ChipSettling.Seconds(Transient(times, times), 1));
        Assert.Equal(0, ChipSettling.Seconds(Transient(times, [.. times.Select(_ => 0.5)]), 1));
    }

    private static Transient Transient(double[] times, double[] volts) =>
        new() { TimesSeconds = times, Traces = [new("n", 1, volts)], FreeEnd = times.Length - 1, FreeResidual = 0 };
}
