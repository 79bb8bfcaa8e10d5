using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Draws two responses against each other, a dot a point of the study, the front as a line.</summary>
internal static class TradePlot
{
    private const int MostNamed = 8;
    private const int Cells = 120;
    private const double ManyTimes = 30;
    private const double PlotWidth = 800;
    private const double LetterWidth = 6.5;
    private const double Edge = 20;

    private static readonly (int Width, int Height) Size = (940, 380);

    public static string Draw(Trade trade, Func<int, string> name, string id)
    {
        SiPrefix across = PlotUnit.For(trade.Points.Select(point => point.Across), trade.Across.Unit), up = PlotUnit.For(trade.Points.Select(point => point.Up), trade.Up.Unit);
        PlotModel plot = PlotFrame.Empty();
        plot.Axes.Add(Along(AxisPosition.Bottom, PlotUnit.Title(trade.Across.Name, across.Unit), trade.Points.Select(point => point.Across)));
        plot.Axes.Add(Along(AxisPosition.Left, PlotUnit.Title(trade.Up.Name, up.Unit), trade.Points.Select(point => point.Up)));
        var others = new LineSeries { Title = "points", Color = OxyColors.Transparent, MarkerType = MarkerType.Circle, MarkerSize = 3, MarkerFill = PlotPalette.Axis };
        others.Points.AddRange(Thinned(trade).Select(Place));
        TradePoint[] best = [.. trade.Points.Where(point => point.IsOnFront).OrderBy(point => point.Across)];
        var front = new LineSeries { Title = "front", Color = PlotPalette.Series(2), StrokeThickness = 2, MarkerType = MarkerType.Circle, MarkerSize = 4, MarkerFill = PlotPalette.Series(2) };
        front.Points.AddRange(best.Select(Place));
        plot.Series.Add(others);
        plot.Series.Add(front);
        int stride = Math.Max(1, (best.Length + MostNamed - 1) / MostNamed);
        (double first, double last) = (trade.Points.Min(point => point.Across), trade.Points.Max(point => point.Across));
        foreach (TradePoint point in best.Where((_, i) => i % stride == 0))
        {
            string text = name(point.Point);
            bool left = trade.Across.HigherIsBetter == false && PlotWidth * Way(point.Across) > LetterWidth * text.Length + Edge;
            plot.Annotations.Add(new TextAnnotation
            {
                Text = SvgPlot.Printable(text),
                TextPosition = Place(point),
                TextColor = PlotPalette.Text,
                StrokeThickness = 0,
                FontSize = 11,
                TextHorizontalAlignment = left ? HorizontalAlignment.Right : HorizontalAlignment.Left,
                TextVerticalAlignment = VerticalAlignment.Bottom,
                Offset = new ScreenVector(left ? -5 : 5, -5),
            });
        }

        return SvgPlot.Inline(plot, Size, id, $"{trade.Up.Name} against {trade.Across.Name}, the front as a line");

        double Way(double value) => first > 0 && last / first >= ManyTimes ? Math.Log(value / first) / Math.Log(last / first) : (value - first) / Math.Max(last - first, double.Epsilon);
        DataPoint Place(TradePoint point) => new(point.Across / across.Factor, point.Up / up.Factor);
    }

    // Of dots that would lie on each other one is drawn.
    private static IEnumerable<TradePoint> Thinned(Trade trade)
    {
        double lowAcross = trade.Points.Min(point => point.Across), wide = trade.Points.Max(point => point.Across) - lowAcross;
        double lowUp = trade.Points.Min(point => point.Up), high = trade.Points.Max(point => point.Up) - lowUp;
        return trade.Points.Where(point => !point.IsOnFront).DistinctBy(point => ((int)(Cells * (point.Across - lowAcross) / (wide > 0 ? wide : 1)), (int)(Cells * (point.Up - lowUp) / (high > 0 ? high : 1))));
    }

    private static Axis Along(AxisPosition position, string title, IEnumerable<double> values)
    {
        double low = values.Min(), high = values.Max();
        Axis axis = low > 0 && high / low >= ManyTimes ? PlotFrame.Logarithmic(position, SvgPlot.Printable(title)) : PlotFrame.Axis(position, SvgPlot.Printable(title));
        (axis.MinimumPadding, axis.MaximumPadding) = (0.06, 0.12);
        return axis;
    }
}
