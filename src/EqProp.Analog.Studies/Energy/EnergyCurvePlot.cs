using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Energy;

/// <summary>Draws what ending the free phase earlier costs and gets right, half a page wide each.</summary>
internal static class EnergyCurvePlot
{
    private static readonly (int Width, int Height) Size = (470, 280);

    public static SiPrefix Seconds(IReadOnlyList<SettlingPoint> settling) => SiPrefix.For(settling.Max(point => point.Seconds), "s");

    public static SiPrefix Joules(IReadOnlyList<SettlingPoint> settling) => SiPrefix.For(settling.Max(point => point.Joules), "J");

    public static string Energy(IReadOnlyList<SettlingPoint> settling, SettlingChoice? choice, string id)
    {
        SiPrefix unit = Joules(settling);
        return Draw(settling, point => point.Joules / unit.Factor, $"energy of an inference ({unit.Unit})", 0, choice, id);
    }

    public static string Accuracy(IReadOnlyList<SettlingPoint> settling, SettlingChoice? choice, string id) =>
        Draw(settling, point => point.AccuracyPercent, "accuracy (%)", 2, choice, id);

    private static string Draw(IReadOnlyList<SettlingPoint> settling, Func<SettlingPoint, double> value, string title, int colour, SettlingChoice? choice, string id)
    {
        SiPrefix time = Seconds(settling);
        PlotModel plot = PlotFrame.Empty();
        LinearAxis along = PlotFrame.Axis(AxisPosition.Bottom, $"end of the free phase ({time.Unit})");
        along.Minimum = 0;
        along.MaximumPadding = 0.04;
        plot.Axes.Add(along);
        plot.Axes.Add(PlotFrame.Axis(AxisPosition.Left, title));
        var line = new LineSeries
        {
            Color = PlotPalette.Series(colour),
            StrokeThickness = 2,
            MarkerType = MarkerType.Circle,
            MarkerSize = 3,
            MarkerFill = PlotPalette.Series(colour),
        };
        line.Points.AddRange(settling.Select(point => new DataPoint(point.Seconds / time.Factor, PlotFrame.Plottable(value(point)))));
        plot.Series.Add(line);
        if (choice is not null)
        {
            plot.Annotations.Add(new LineAnnotation
            {
                Type = LineAnnotationType.Vertical,
                X = choice.Point.Seconds / time.Factor,
                Color = PlotPalette.Series(1),
                LineStyle = LineStyle.Dash,
                StrokeThickness = 1.6,
            });
        }

        return SvgPlot.Inline(plot, Size, id, $"{title} against the end of the free phase");
    }
}
