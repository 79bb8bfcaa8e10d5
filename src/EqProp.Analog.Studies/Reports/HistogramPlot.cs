using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Draws how one quantity is spread, with its value in the drawing as a dashed line.</summary>
internal static class HistogramPlot
{
    private static readonly (int Width, int Height) Size = (470, 240);

    public static string Inline(ValueHistogram histogram, string id) => SvgPlot.Inline(Plot(histogram), Size, id, Label(histogram));

    public static string Standalone(ValueHistogram histogram) => SvgPlot.Standalone(Plot(histogram), Size, Label(histogram));

    public static SiPrefix Prefix(ValueHistogram histogram) => histogram.Unit.Length == 0
        ? new SiPrefix(1, "")
        : SiPrefix.For(histogram.Edges.Append(histogram.Nominal ?? 0).Max(Math.Abs), histogram.Unit);

    /// <summary>The quantity with its unit, as an axis or a column says it.</summary>
    public static string Title(ValueHistogram histogram) =>
        histogram.Unit.Length == 0 ? histogram.Name : $"{histogram.Name} ({Prefix(histogram).Unit})";

    private static string Label(ValueHistogram histogram) => $"How many {histogram.Counted} have which {histogram.Name}";

    private static PlotModel Plot(ValueHistogram histogram)
    {
        double factor = Prefix(histogram).Factor;
        PlotModel plot = PlotFrame.Empty();
        LinearAxis along = PlotFrame.Axis(AxisPosition.Bottom, SvgPlot.Printable(Title(histogram)));
        along.MinimumPadding = 0.03;
        along.MaximumPadding = 0.03;
        plot.Axes.Add(along);
        LinearAxis up = PlotFrame.Axis(AxisPosition.Left, histogram.Counted);
        up.Minimum = 0;
        up.MinimumMajorStep = 1;
        plot.Axes.Add(up);
        var bars = new RectangleBarSeries { FillColor = PlotPalette.Series(0), StrokeThickness = 0 };
        for (int bin = 0; bin < histogram.Counts.Count; bin++)
        {
            bars.Items.Add(new RectangleBarItem(
                PlotFrame.Plottable(histogram.Edges[bin] / factor), 0, PlotFrame.Plottable(histogram.Edges[bin + 1] / factor), histogram.Counts[bin]));
        }

        plot.Series.Add(bars);
        if (histogram.Nominal is { } nominal)
        {
            plot.Annotations.Add(new LineAnnotation
            {
                Type = LineAnnotationType.Vertical,
                X = PlotFrame.Plottable(nominal / factor),
                Color = PlotPalette.Series(1),
                LineStyle = LineStyle.Dash,
                StrokeThickness = 1.6,
            });
        }

        return plot;
    }
}
