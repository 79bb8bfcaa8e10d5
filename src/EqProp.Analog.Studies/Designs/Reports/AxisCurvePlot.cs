using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Draws a response along an axis, a line a group, each value with its interval as a whisker.</summary>
internal static class AxisCurvePlot
{
    private const double Spread = 0.5;
    private const double TitleDistance = 26;

    private static readonly (int Width, int Height) Half = (470, 300);
    private static readonly (int Width, int Height) Wide = (940, 280);

    public static string Draw(AxisPanel panel, IStudyResponse response, IReadOnlyList<double> marks, bool isWide, string id)
    {
        ResponseEstimate[][] values = [.. panel.Curves.Select(curve => curve.Rows.Select(response.Of).ToArray())];
        SiPrefix unit = PlotUnit.For(values.SelectMany(line => line).Select(one => one.Value), response.Unit);
        PlotModel plot = PlotFrame.Empty();
        (Axis along, double factor) = PlotAxis.Along(panel.Axis, AxisPosition.Bottom);
        plot.Axes.Add(along);
        plot.Axes.Add(Upwards(response, values, unit));
        for (int line = 0; line < values.Length; line++)
        {
            double shift = panel.Axis.Axis.IsNumeric ? 0 : Spread * ((line + 0.5) / values.Length - 0.5);
            double[] places = [.. panel.Curves[line].Levels.Select(level => panel.Axis.Places[level] / factor + shift)];
            Add(plot, values[line], places, panel.Curves[line].Name, line, unit.Factor, panel.Axis.Axis.IsNumeric);
        }

        foreach (double mark in marks)
        {
            plot.Annotations.Add(PlotFrame.Mark(LineAnnotationType.Horizontal, mark / unit.Factor));
        }

        return SvgPlot.Inline(plot, isWide ? Wide : Half, id, $"{response.Name} along {panel.Axis.Axis.Name}{(panel.Title.Length > 0 ? $", {panel.Title}" : "")}");
    }

    private static LinearAxis Upwards(IStudyResponse response, ResponseEstimate[][] values, SiPrefix unit)
    {
        LinearAxis axis = PlotFrame.Axis(AxisPosition.Left, SvgPlot.Printable(PlotUnit.Title(response.Name, unit.Unit)));
        axis.AxisTitleDistance = TitleDistance;
        if (response is YieldResponse)
        {
            (axis.Minimum, axis.Maximum, axis.MajorStep) = (-3, 103, 20);
            return axis;
        }

        double[] known = [.. values.SelectMany(line => line).Select(one => one.Value / unit.Factor).Where(double.IsFinite)];
        if (known.Length > 0 && known.Max() == known.Min() && values.SelectMany(line => line).All(one => !(one.High > one.Low)))
        {
            double half = known[0] == 0 ? 1 : Math.Abs(known[0]) / 10;
            (axis.Minimum, axis.Maximum) = (known[0] - half, known[0] + half);
        }

        return axis;
    }

    private static void Add(PlotModel plot, ResponseEstimate[] values, double[] places, string name, int line, double factor, bool connected)
    {
        OxyColor colour = PlotPalette.Series(line);
        var whiskers = new LineSeries { Color = OxyColor.FromAColor(150, colour), StrokeThickness = 1.6 };
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i].Low) && double.IsFinite(values[i].High))
            {
                whiskers.Points.AddRange([new DataPoint(places[i], values[i].Low / factor), new DataPoint(places[i], values[i].High / factor), DataPoint.Undefined]);
            }
        }

        plot.Series.Add(whiskers);
        var points = new LineSeries
        {
            Title = name.Length > 0 ? SvgPlot.Printable(name) : null,
            Color = connected ? colour : OxyColors.Transparent,
            StrokeThickness = 2,
            LineStyle = PlotPalette.Dash(line),
            MarkerType = MarkerType.Circle,
            MarkerSize = 3.2,
            MarkerFill = colour,
        };
        points.Points.AddRange(values.Select((one, i) => new DataPoint(places[i], PlotFrame.Plottable(one.Value / factor))));
        plot.Series.Add(points);
    }
}
