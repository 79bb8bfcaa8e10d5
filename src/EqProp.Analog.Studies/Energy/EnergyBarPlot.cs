using EqProp.Analog.Energy;
using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Energy;

/// <summary>Draws where the joules of a figure go: a bar a phase or a layer, stacked by category.</summary>
internal static class EnergyBarPlot
{
    private const int Width = 940;
    private const int RowHeight = 34;
    private const int Frame = 78;
    private const int MostGroups = 12;
    private const double HalfBar = 0.34;
    private const int LongestName = 30;
    private const double LetterWidth = 7.2;
    private const double LeastMargin = 56;

    /// <summary>One bar a phase, and one for all of them.</summary>
    public static string Phases(EnergyFigure figure, string? id)
    {
        var breakdown = new EnergyBreakdown(figure.Items);
        (string, Func<EnergyCategory, double>)[] bars =
        [
            ("all", category => breakdown.Of(category, null)),
            .. breakdown.Phases.Select(phase => (Name(phase), (Func<EnergyCategory, double>)(category => breakdown.Of(category, phase)))),
        ];
        return Draw(bars, breakdown, id, $"Joules of {figure.Scope} by phase and category");
    }

    /// <summary>One bar a layer, the worst first.</summary>
    public static string Groups(EnergyFigure figure, string? id)
    {
        var breakdown = new EnergyBreakdown(figure.Items);
        (string, Func<EnergyCategory, double>)[] bars =
        [
            .. breakdown.Groups.Take(MostGroups).Select(group => (group.Group, (Func<EnergyCategory, double>)(category => figure.Items
                .Where(item => item.Category == category && (item.Group.Length > 0 ? item.Group : EnergyBreakdown.WholeChip) == group.Group).Sum(item => item.Joules)))),
        ];
        return Draw(bars, breakdown, id, $"Joules of {figure.Scope} by layer, the worst first");
    }

    /// <summary>A phase or category as pages say it.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Draw(IReadOnlyList<(string Name, Func<EnergyCategory, double> Of)> bars, EnergyBreakdown breakdown, string? id, string label)
    {
        double largest = bars.Max(bar => breakdown.Categories.Sum(category => Math.Abs(bar.Of(category))));
        SiPrefix unit = SiPrefix.For(largest, "J");
        PlotModel plot = PlotFrame.Empty();
        plot.PlotMargins = new OxyThickness(Math.Max(LeastMargin, LetterWidth * bars.Max(bar => Short(bar.Name).Length) + 2 * LetterWidth), double.NaN, double.NaN, double.NaN);
        LinearAxis along = PlotFrame.Axis(AxisPosition.Bottom, $"energy ({unit.Unit})");
        along.MaximumPadding = 0.12;
        along.MajorGridlineStyle = LineStyle.Solid;
        along.MajorGridlineColor = PlotPalette.Grid;
        plot.Axes.Add(along);
        LinearAxis down = PlotFrame.Axis(AxisPosition.Left, "");
        (down.Minimum, down.Maximum, down.MajorStep, down.MajorGridlineStyle) = (-bars.Count + 0.5, 0.5, 1, LineStyle.None);
        down.LabelFormatter = place => Math.Abs(place - Math.Round(place)) < 1e-6 && -(int)Math.Round(place) is var row && row >= 0 && row < bars.Count
            ? SvgPlot.Printable(Short(bars[row].Name)) : "";
        plot.Axes.Add(down);
        foreach (EnergyCategory category in breakdown.Categories)
        {
            var series = new RectangleBarSeries { Title = Name(category), FillColor = PlotPalette.Series((int)category), StrokeThickness = 0 };
            for (int row = 0; row < bars.Count; row++)
            {
                double from = Before(bars[row].Of, breakdown.Categories, category), width = bars[row].Of(category);
                if (width != 0)
                {
                    series.Items.Add(new RectangleBarItem(from / unit.Factor, -row - HalfBar, (from + width) / unit.Factor, -row + HalfBar));
                }
            }

            plot.Series.Add(series);
        }

        for (int row = 0; row < bars.Count; row++)
        {
            plot.Annotations.Add(Total(breakdown.Categories.Select(bars[row].Of), row, unit.Factor));
        }

        (int, int) size = (Width, Frame + RowHeight * bars.Count);
        return id is null ? SvgPlot.Standalone(plot, size, label) : SvgPlot.Inline(plot, size, id, label);
    }

    private static TextAnnotation Total(IEnumerable<double> shares, int row, double factor)
    {
        double[] all = [.. shares];
        return new()
        {
            Text = SiPrefix.Text(all.Sum(), "J"),
            TextPosition = new DataPoint(all.Where(joules => joules > 0).Sum() / factor, -row),
            TextColor = PlotPalette.Text,
            StrokeThickness = 0,
            TextHorizontalAlignment = HorizontalAlignment.Left,
            TextVerticalAlignment = VerticalAlignment.Middle,
            Offset = new ScreenVector(6, 0),
        };
    }

    // What is given back stands to the left of zero.
    private static double Before(Func<EnergyCategory, double> of, IReadOnlyList<EnergyCategory> categories, EnergyCategory category)
    {
        bool isNegative = of(category) < 0;
        return categories.TakeWhile(one => one != category).Select(of).Where(joules => joules < 0 == isNegative).Sum();
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "\u2026";
}
