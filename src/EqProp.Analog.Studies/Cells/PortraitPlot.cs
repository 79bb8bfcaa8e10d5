using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Cells;

/// <summary>Draws the way of a cell through the plane of its states, over both nullclines.</summary>
internal static class PortraitPlot
{
    private const int MostPoints = 2000;
    private const double StartSize = 4;

    private static readonly (int Width, int Height) Size = (460, 380);

    public static string Inline(CellPortrait portrait, string id) => SvgPlot.Inline(Plot(portrait), Size, id, Label(portrait));

    public static string Standalone(CellPortrait portrait) => SvgPlot.Standalone(Plot(portrait), Size, Label(portrait));

    private static string Label(CellPortrait portrait) => $"Inhibitor against activator of {portrait.Name}, with nullclines";

    private static PlotModel Plot(CellPortrait portrait)
    {
        PlotModel plot = PlotFrame.Empty();
        LinearAxis across = PlotFrame.Axis(AxisPosition.Bottom, $"activator {SvgPlot.Printable(portrait.Name)} (V)");
        (across.Minimum, across.Maximum) = Padded(portrait.Activator.Concat(portrait.Nullclines?.Activator ?? []), 0.04);
        plot.Axes.Add(across);
        LinearAxis up = PlotFrame.Axis(AxisPosition.Left, "inhibitor (V)");
        (up.Minimum, up.Maximum) = Span(portrait);
        plot.Axes.Add(up);
        if (portrait.Nullclines is { } lines)
        {
            plot.Series.Add(Line("activator still", lines.Activator, lines.OfActivator, 1, LineStyle.Dash, 1.6));
            plot.Series.Add(Line("inhibitor still", lines.Activator, lines.OfInhibitor, 2, LineStyle.Dash, 1.6));
        }

        plot.Series.Add(Line("way", portrait.Activator, portrait.Inhibitor, 0, LineStyle.Solid, 1.8));
        plot.Series.Add(new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerFill = PlotPalette.Series(0),
            MarkerSize = StartSize,
            ItemsSource = new[] { new ScatterPoint(PlotFrame.Plottable(portrait.Activator[0]), PlotFrame.Plottable(portrait.Inhibitor[0])) },
        });
        return plot;
    }

    // Far from the way the cubic nullcline leaves the picture: what happens between the knees is to be seen.
    private static (double Low, double High) Span(CellPortrait portrait)
    {
        IReadOnlyList<double> line = portrait.Nullclines?.OfActivator ?? [];
        return Padded(portrait.Inhibitor.Concat(line.Skip(line.Count / 4).Take(line.Count / 2)), 0.15);
    }

    private static (double Low, double High) Padded(IEnumerable<double> values, double share)
    {
        double[] finite = [.. values.Where(double.IsFinite).DefaultIfEmpty()];
        double room = share * Math.Max(finite.Max() - finite.Min(), 1e-6);
        return (finite.Min() - room, finite.Max() + room);
    }

    private static LineSeries Line(string title, IReadOnlyList<double> x, IReadOnlyList<double> y, int colour, LineStyle style, double thickness)
    {
        int stride = Math.Max(1, x.Count / MostPoints);
        var line = new LineSeries { Title = title, Color = PlotPalette.Series(colour), LineStyle = style, StrokeThickness = thickness };
        line.Points.AddRange(Enumerable.Range(0, x.Count).Where(i => i % stride == 0 || i == x.Count - 1)
            .Select(i => new DataPoint(PlotFrame.Plottable(x[i]), PlotFrame.Plottable(y[i]))));
        return line;
    }
}
