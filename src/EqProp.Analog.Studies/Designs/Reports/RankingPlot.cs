using System.Globalization;
using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Draws a ranking: a bar an axis, the one that matters most on top.</summary>
internal static class RankingPlot
{
    private const int Width = 940;
    private const int RowHeight = 36;
    private const int Frame = 76;
    private const double HalfBar = 0.3;
    private const double LetterWidth = 7.2;
    private const double LeastMargin = 56;

    public static string Draw(AxisRanking ranking, string id)
    {
        PlotModel plot = PlotFrame.Empty();
        string[] names = [.. ranking.Axes.Select(axis => PlotAxis.Short(axis.Name))];
        plot.PlotMargins = new OxyThickness(Math.Max(LeastMargin, LetterWidth * (names.Max(name => name.Length) + 2)), double.NaN, double.NaN, double.NaN);
        LinearAxis along = PlotFrame.Axis(AxisPosition.Bottom, Title(ranking));
        (along.MajorGridlineStyle, along.MajorGridlineColor, along.MaximumPadding, along.MinimumPadding) = (LineStyle.Solid, PlotPalette.Grid, 0.1, 0.04);
        plot.Axes.Add(along);
        LinearAxis down = PlotFrame.Axis(AxisPosition.Left, "");
        (down.Minimum, down.Maximum, down.MajorStep, down.MajorGridlineStyle) = (-names.Length + 0.5, 0.5, 1, LineStyle.None);
        down.LabelFormatter = place => Math.Abs(place - Math.Round(place)) < 1e-6 && -(int)Math.Round(place) is var row && row >= 0 && row < names.Length ? names[row] : "";
        plot.Axes.Add(down);
        switch (ranking.Kind)
        {
            case RankingKind.OneAtATime:
                AddRanges(plot, ranking);
                break;
            case RankingKind.Sobol:
                AddIndices(plot, ranking);
                break;
            default:
                AddShares(plot, ranking);
                break;
        }

        return SvgPlot.Inline(plot, (Width, Frame + RowHeight * names.Length), id, $"{Title(ranking)}, an axis a bar");
    }

    private static string Title(AxisRanking ranking) => ranking.Kind switch
    {
        RankingKind.OneAtATime => SvgPlot.Printable(PlotUnit.Title(ranking.Response.Name, Unit(ranking).Unit)),
        RankingKind.Sobol => SvgPlot.Printable($"Sobol index of the {ranking.Response.Name}"),
        _ => SvgPlot.Printable($"share of the variance of the {ranking.Response.Name} (%)"),
    };

    private static SiPrefix Unit(AxisRanking ranking) => PlotUnit.For(ranking.Axes.SelectMany(axis => (double[])[axis.Low ?? 0, axis.High ?? 0]), ranking.Response.Unit);

    private static void AddRanges(PlotModel plot, AxisRanking ranking)
    {
        double factor = Unit(ranking).Factor;
        var bars = new RectangleBarSeries { FillColor = PlotPalette.Series(0), StrokeThickness = 0 };
        for (int row = 0; row < ranking.Axes.Count; row++)
        {
            if (ranking.Axes[row] is { Low: { } low, High: { } high } axis)
            {
                bars.Items.Add(new RectangleBarItem(low / factor, -row - HalfBar, high / factor, -row + HalfBar));
                plot.Annotations.Add(Text(axis.LowAt!, low / factor, row, HorizontalAlignment.Right));
                plot.Annotations.Add(Text(axis.HighAt!, high / factor, row, HorizontalAlignment.Left));
            }
        }

        plot.Series.Add(bars);
        (plot.Axes[0].MinimumPadding, plot.Axes[0].MaximumPadding) = (0.16, 0.16);
        if (double.IsFinite(ranking.Usual))
        {
            plot.Annotations.Add(PlotFrame.Mark(LineAnnotationType.Vertical, ranking.Usual / factor));
        }
    }

    private static void AddShares(PlotModel plot, AxisRanking ranking)
    {
        plot.Axes[0].Minimum = 0;
        var bars = new RectangleBarSeries { FillColor = PlotPalette.Series(0), StrokeThickness = 0 };
        for (int row = 0; row < ranking.Axes.Count; row++)
        {
            double share = 100 * ranking.Axes[row].Weight;
            if (double.IsFinite(share))
            {
                bars.Items.Add(new RectangleBarItem(0, -row - HalfBar, share, -row + HalfBar));
                plot.Annotations.Add(Text(string.Create(CultureInfo.InvariantCulture, $"{share:0.0}\u00a0%"), share, row, HorizontalAlignment.Left));
            }
        }

        plot.Series.Add(bars);
    }

    private static void AddIndices(PlotModel plot, AxisRanking ranking)
    {
        var first = new RectangleBarSeries { Title = "first: the axis alone", FillColor = PlotPalette.Series(0), StrokeThickness = 0 };
        var total = new RectangleBarSeries { Title = "total: with interactions", FillColor = PlotPalette.Series(1), StrokeThickness = 0 };
        var whiskers = new LineSeries { Color = PlotPalette.Text, StrokeThickness = 1.4 };
        for (int row = 0; row < ranking.Axes.Count; row++)
        {
            if (ranking.Axes[row].Sobol is { } index && double.IsFinite(index.Total))
            {
                Add(first, index.First, index.FirstLow, index.FirstHigh, -row + HalfBar / 2);
                Add(total, index.Total, index.TotalLow, index.TotalHigh, -row - HalfBar / 2);
            }
        }

        plot.Series.Add(first);
        plot.Series.Add(total);
        plot.Series.Add(whiskers);
        plot.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = 0, Color = PlotPalette.Axis, LineStyle = LineStyle.Solid, StrokeThickness = 1 });

        void Add(RectangleBarSeries bars, double value, double low, double high, double middle)
        {
            bars.Items.Add(new RectangleBarItem(Math.Min(0, value), middle - HalfBar / 2, Math.Max(0, value), middle + HalfBar / 2));
            if (double.IsFinite(low) && double.IsFinite(high))
            {
                whiskers.Points.AddRange([new DataPoint(low, middle), new DataPoint(high, middle), DataPoint.Undefined]);
            }
        }
    }

    private static TextAnnotation Text(string text, double place, int row, HorizontalAlignment side) => new()
    {
        Text = PlotAxis.Short(text),
        TextPosition = new DataPoint(place, -row),
        TextColor = PlotPalette.Text,
        StrokeThickness = 0,
        FontSize = 11.5,
        TextHorizontalAlignment = side,
        TextVerticalAlignment = VerticalAlignment.Middle,
        Offset = new ScreenVector(side == HorizontalAlignment.Left ? 6 : -6, 0),
    };
}
