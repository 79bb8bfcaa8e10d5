using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Draws how the conductances of a coupling are spread before and after learning.</summary>
internal static class WeightPlot
{
    private static readonly (int Width, int Height) Size = (470, 260);

    public static SiPrefix Unit(WeightHistogram histogram) =>
        SiPrefix.For(histogram.EdgesSiemens.Max(Math.Abs), "S");

    public static string Draw(WeightHistogram histogram, string id)
    {
        SiPrefix unit = Unit(histogram);
        double[] edges = [.. histogram.EdgesSiemens.Select(edge => PlotFrame.Plottable(edge / unit.Factor))];
        PlotModel plot = PlotFrame.Empty();
        plot.Axes.Add(PlotFrame.Axis(AxisPosition.Bottom, $"conductance ({unit.Unit})"));
        LinearAxis up = PlotFrame.Axis(AxisPosition.Left, "synapses");
        up.Minimum = 0;
        plot.Axes.Add(up);

        var after = new RectangleBarSeries { Title = "after", FillColor = PlotPalette.Series(0), StrokeThickness = 0 };
        var before = new LineSeries { Title = "before", Color = PlotPalette.Series(1), StrokeThickness = 1.6 };
        for (int bin = 0; bin < histogram.After.Count; bin++)
        {
            after.Items.Add(new RectangleBarItem(edges[bin], 0, edges[bin + 1], histogram.After[bin]));
            before.Points.Add(new DataPoint(edges[bin], histogram.Before[bin]));
            before.Points.Add(new DataPoint(edges[bin + 1], histogram.Before[bin]));
        }

        plot.Series.Add(after);
        plot.Series.Add(before);
        return SvgPlot.Inline(plot, Size, id, $"Conductances of {histogram.Coupling} before and after learning");
    }
}
