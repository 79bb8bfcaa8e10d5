using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Chips;

/// <summary>Median and the band from 5 to 95 % of one node over chips, one value for each time, in volts.</summary>
/// <param name="Trace">The node.</param>
/// <param name="Low">5 % of the chips are below.</param>
/// <param name="Median">Half of the chips are below.</param>
/// <param name="High">95 % of the chips are below.</param>
public sealed record ChipBand(ChipTrace Trace, IReadOnlyList<double> Low, IReadOnlyList<double> Median, IReadOnlyList<double> High)
{
    private const int ShownChips = 8;

    /// <summary>Finds the band.</summary>
    /// <param name="trace">A node on one chip or more.</param>
    /// <returns>Quantiles at each time, linear between chips in order.</returns>
    public static ChipBand Of(ChipTrace trace)
    {
        int times = trace.Volts[0].Count;
        double[] low = new double[times], median = new double[times], high = new double[times], volts = new double[trace.Volts.Count];
        for (int i = 0; i < times; i++)
        {
            for (int chip = 0; chip < volts.Length; chip++)
            {
                volts[chip] = trace.Volts[chip][i];
            }

            Array.Sort(volts);
            (low[i], median[i], high[i]) = (SampleQuantile.Of(volts, 0.05), SampleQuantile.Of(volts, 0.5), SampleQuantile.Of(volts, 0.95));
        }

        return new ChipBand(trace, low, median, high);
    }

    internal BandTrace ToPlot() => new(Trace.Name, Low, Median, High, [.. Trace.Volts.Take(ShownChips)]);
}
