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
        return Draw(settling, point => point.Joules / unit.Factor, PlotFrame.Axis(AxisPosition.Left, $"energy of an inference ({unit.Unit})"), 0, choice, id);
    }

    public static string Accuracy(IReadOnlyList<SettlingPoint> settling, SettlingChoice? choice, string id) =>
        Draw(settling, point => point.AccuracyPercent, AccuracyAxis(settling.Select(point => point.AccuracyPercent)), 2, choice, id);

    /// <summary>An axis of shares that stays between 0 and 100 %, also where all shares are the same.</summary>
    public static LinearAxis AccuracyAxis(IEnumerable<double> percents)
    {
        double[] known = [.. percents.Where(double.IsFinite)];
        LinearAxis axis = PlotFrame.Axis(AxisPosition.Left, "accuracy (%)");
        double low = known.DefaultIfEmpty(0).Min(), high = known.DefaultIfEmpty(100).Max(), room = Math.Max(2, (high - low) / 10);
        (axis.Minimum, axis.Maximum) = (Math.Max(-1, low - room), Math.Min(101, high + room));
        return axis;
    }

    private static string Draw(IReadOnlyList<SettlingPoint> settling, Func<SettlingPoint, double> value, LinearAxis axis, int colour, SettlingChoice? choice, string id)
    {
        SiPrefix time = Seconds(settling);
        PlotModel plot = PlotFrame.Empty();
        LinearAxis along = PlotFrame.Axis(AxisPosition.Bottom, $"end of the free phase ({time.Unit})");
        along.Minimum = 0;
        along.MaximumPadding = 0.04;
        plot.Axes.Add(along);
        plot.Axes.Add(axis);
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

        return SvgPlot.Inline(plot, Size, id, $"{axis.Title} against the end of the free phase");
    }
}
