using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Draws voltages over many chips: the median, a band, and a few chips thin behind them.</summary>
internal static class BandPlot
{
    private const int MostPoints = 500;
    private const byte BandOpacity = 56;
    private const byte SampleOpacity = 130;

    private static readonly (int Width, int Height) Size = (940, 360);

    public static string Inline(BandSet bands, string id) => SvgPlot.Inline(Plot(bands), Size, id, Label(bands));

    public static string Standalone(BandSet bands) => SvgPlot.Standalone(Plot(bands), Size, Label(bands));

    private static string Label(BandSet bands) => $"Voltage against time over many chips. {bands.Title}";

    private static PlotModel Plot(BandSet bands)
    {
        SiPrefix unit = SiPrefix.For(bands.TimesSeconds[^1], "s");
        PlotModel plot = PlotFrame.Empty();
        plot.Axes.Add(PlotFrame.Axis(AxisPosition.Bottom, $"time ({unit.Unit})"));
        LinearAxis volts = PlotFrame.Axis(AxisPosition.Left, "membrane voltage (V)");
        plot.Axes.Add(volts);
        double top = WaveformPlot.LeaveRoomForLabels(
            volts, bands.Traces.SelectMany(trace => trace.Low.Concat(trace.High).Concat(trace.Samples.SelectMany(sample => sample))), bands.Phases.Count > 0);
        foreach (WaveformPhase phase in bands.Phases)
        {
            WaveformPlot.Mark(plot, phase, top, unit.Factor);
        }

        int stride = Math.Max(1, bands.TimesSeconds.Count / MostPoints);
        int[] shown = [.. Enumerable.Range(0, bands.TimesSeconds.Count).Where(i => i % stride == 0 || i == bands.TimesSeconds.Count - 1)];
        double[] times = [.. shown.Select(i => bands.TimesSeconds[i] / unit.Factor)];
        for (int k = 0; k < bands.Traces.Count; k++)
        {
            Add(plot, bands.Traces[k], k, times, shown);
        }

        return plot;
    }

    private static void Add(PlotModel plot, BandTrace trace, int k, double[] times, int[] shown)
    {
        OxyColor colour = PlotPalette.Series(k);
        foreach (IReadOnlyList<double> sample in trace.Samples)
        {
            plot.Series.Add(Line(sample, OxyColor.FromAColor(SampleOpacity, colour), 0.8, null));
        }

        var band = new AreaSeries { Fill = OxyColor.FromAColor(BandOpacity, colour), Color = OxyColors.Transparent, Color2 = OxyColors.Transparent, StrokeThickness = 0 };
        band.Points.AddRange(Points(trace.High));
        band.Points2.AddRange(Points(trace.Low));
        plot.Series.Add(band);
        plot.Series.Add(Line(trace.Median, colour, 2.2, SvgPlot.Printable(trace.Name)));

        IEnumerable<DataPoint> Points(IReadOnlyList<double> values) =>
            shown.Select((at, i) => new DataPoint(times[i], PlotFrame.Plottable(values[at])));

        LineSeries Line(IReadOnlyList<double> values, OxyColor color, double thickness, string? title)
        {
            var line = new LineSeries { Color = color, StrokeThickness = thickness, Title = title };
            line.Points.AddRange(Points(values));
            return line;
        }
    }
}
