using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Draws points as lines from axis to axis, the best and the worst in colours.</summary>
internal static class ParallelPlot
{
    private const byte FaintLine = 70;
    private const byte ClearLine = 190;

    private static readonly (int Width, int Height) Size = (940, 400);

    /// <summary>Draws points.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="axes">Groups along each axis, for the names of values that are no numbers.</param>
    /// <param name="groups">Points of each group with its name, those drawn first first; the first group stays grey.</param>
    /// <param name="id">Begins every id in the picture.</param>
    public static string Draw(StudyPlan plan, IReadOnlyList<AxisLevels> axes, IReadOnlyList<(string Name, IReadOnlyList<int> Points)> groups, string id)
    {
        PlotModel plot = PlotFrame.Empty();
        plot.Axes.Add(PlotAxis.Names([.. axes.Select(axis => axis.Axis.Name)], AxisPosition.Bottom, ""));
        LinearAxis up = PlotFrame.Axis(AxisPosition.Left, "");
        (up.Minimum, up.Maximum, up.MajorGridlineStyle) = (-0.09, 1.09, LineStyle.None);
        up.LabelFormatter = _ => "";
        plot.Axes.Add(up);
        plot.PlotMargins = new OxyThickness(20, double.NaN, 20, double.NaN);
        (double Low, double High)[] ranges =
            [.. axes.Select(axis => (plan.Points.Min(point => point.Numbers[axis.Index]), plan.Points.Max(point => point.Numbers[axis.Index])))];
        for (int group = 0; group < groups.Count; group++)
        {
            OxyColor colour = group == 0 ? PlotPalette.Axis : PlotPalette.Series(group == 1 ? 1 : 0);
            plot.Series.Add(new LineSeries { Title = SvgPlot.Printable(groups[group].Name), Color = colour, StrokeThickness = 2 });
            var lines = new LineSeries { Color = OxyColor.FromAColor(group == 0 ? FaintLine : ClearLine, colour), StrokeThickness = 1.1 };
            foreach (int point in groups[group].Points)
            {
                lines.Points.AddRange(axes.Select((axis, i) => new DataPoint(i, Place(plan, axis, ranges[i], point))));
                lines.Points.Add(DataPoint.Undefined);
            }

            plot.Series.Add(lines);
        }

        for (int i = 0; i < axes.Count; i++)
        {
            plot.Annotations.Add(new LineAnnotation
            {
                Type = LineAnnotationType.Vertical,
                X = i,
                MinimumY = 0,
                MaximumY = 1,
                Color = PlotPalette.Axis,
                LineStyle = LineStyle.Solid,
                StrokeThickness = 1,
            });
            Label(plot, axes[i], i);
        }

        return SvgPlot.Inline(plot, Size, id, "Values of the axes of single points, the best and the worst marked");
    }

    private static void Label(PlotModel plot, AxisLevels axis, int i)
    {
        if (axis.Axis.IsNumeric)
        {
            Add(axis.AreSlices ? axis.Names[0].Split(" to ")[0] : axis.Names[0], -0.015, VerticalAlignment.Top);
            Add(axis.AreSlices ? axis.Names[^1].Split(" to ")[^1] : axis.Names[^1], 1.015, VerticalAlignment.Bottom);
            return;
        }

        for (int level = 0; level < axis.Count; level++)
        {
            Add(axis.Names[level], axis.Count == 1 ? 0.5 : (double)level / (axis.Count - 1), VerticalAlignment.Bottom);
        }

        void Add(string text, double height, VerticalAlignment side) => plot.Annotations.Add(new TextAnnotation
        {
            Text = PlotAxis.Short(text),
            TextPosition = new DataPoint(i, height),
            TextColor = PlotPalette.Text,
            StrokeThickness = 0,
            FontSize = 11.5,
            TextHorizontalAlignment = HorizontalAlignment.Center,
            TextVerticalAlignment = side,
        });
    }

    private static double Place(StudyPlan plan, AxisLevels axis, (double Low, double High) range, int point)
    {
        if (!axis.Axis.IsNumeric)
        {
            return axis.Count == 1 ? 0.5 : (double)axis.OfPoint[point] / (axis.Count - 1);
        }

        (double low, double high) = range;
        double value = plan.Points[point].Numbers[axis.Index];
        return high <= low ? 0.5 : axis.IsLogarithmic ? Math.Log(value / low) / Math.Log(high / low) : (value - low) / (high - low);
    }
}
