using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Draws how long inputs take to settle.</summary>
internal static class SettlingPlot
{
    private static readonly (int Width, int Height) Size = (940, 260);

    public static string Inline(SettlingHistogram histogram, string id) => SvgPlot.Inline(Plot(histogram), Size, id, Label);

    public static string Standalone(SettlingHistogram histogram) => SvgPlot.Standalone(Plot(histogram), Size, Label);

    public static SiPrefix Unit(SettlingHistogram histogram) => SiPrefix.For(histogram.EdgesSeconds.Max(Math.Abs), "s");

    private const string Label = "How many inputs take how long to settle";

    private static PlotModel Plot(SettlingHistogram histogram)
    {
        SiPrefix unit = Unit(histogram);
        PlotModel plot = PlotFrame.Empty();
        plot.Axes.Add(PlotFrame.Axis(AxisPosition.Bottom, $"settling time ({unit.Unit})"));
        LinearAxis up = PlotFrame.Axis(AxisPosition.Left, "inputs");
        up.Minimum = 0;
        plot.Axes.Add(up);
        var bars = new RectangleBarSeries { FillColor = PlotPalette.Series(0), StrokeThickness = 0 };
        for (int bin = 0; bin < histogram.Examples.Count; bin++)
        {
            bars.Items.Add(new RectangleBarItem(
                PlotFrame.Plottable(histogram.EdgesSeconds[bin] / unit.Factor), 0,
                PlotFrame.Plottable(histogram.EdgesSeconds[bin + 1] / unit.Factor), histogram.Examples[bin]));
        }

        plot.Series.Add(bars);
        return plot;
    }
}
