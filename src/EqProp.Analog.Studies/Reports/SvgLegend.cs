using System.Globalization;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Reports;

/// <summary>
/// The legend above a plot. OxyPlot clips legends to widths that it estimates for a font other than the reader's; this one
/// leaves room and clips nothing.
/// </summary>
internal static class SvgLegend
{
    private const double FontSize = 12.5;
    private const double CharacterWidth = 7.6;
    private const double SwatchWidth = 18;
    private const double Gap = 6;
    private const double RowHeight = 19;
    private const double Left = 14;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Draws the legend above y = 0.</summary>
    /// <returns>The picture and its height; nothing for fewer than two series.</returns>
    public static (XElement? Legend, double Height) Draw(PlotModel plot, double width)
    {
        Series[] series = [.. plot.Series.Where(one => !string.IsNullOrEmpty(one.Title))];
        if (series.Length < 2)
        {
            return (null, 0);
        }

        double x = Left;
        int row = 0;
        var legend = new XElement(Svg + "g", new XAttribute("class", "legend"), new XAttribute("font-size", Number(FontSize)));
        foreach (Series one in series)
        {
            double room = SwatchWidth + Gap + CharacterWidth * one.Title.Length + 2 * Gap;
            if (x > Left && x + room > width)
            {
                (x, row) = (Left, row + 1);
            }

            double middle = row * RowHeight + RowHeight / 2;
            legend.Add(Swatch(one, x, middle), new XElement(
                Svg + "text", new XAttribute("x", Number(x + SwatchWidth + Gap)), new XAttribute("y", Number(middle)),
                new XAttribute("dominant-baseline", "central"), new XAttribute("fill", "var(--muted)"), one.Title));
            x += room;
        }

        double height = (row + 1) * RowHeight + Gap;
        legend.SetAttributeValue("transform", $"translate(0,{Number(-height)})");
        return (legend, height);
    }

    private static XElement Swatch(Series series, double x, double middle)
    {
        if (series is RectangleBarSeries bars)
        {
            return new XElement(
                Svg + "rect", new XAttribute("x", Number(x + 3)), new XAttribute("y", Number(middle - 5)), new XAttribute("width", "12"),
                new XAttribute("height", "10"), new XAttribute("fill", PlotPalette.ToCss(bars.FillColor)));
        }

        var line = (LineSeries)series;
        if (line.Color.IsInvisible())
        {
            return new XElement(
                Svg + "circle", new XAttribute("cx", Number(x + SwatchWidth / 2)), new XAttribute("cy", Number(middle)), new XAttribute("r", "4"),
                new XAttribute("fill", PlotPalette.ToCss(line.MarkerFill)));
        }

        return new XElement(
            Svg + "line", new XAttribute("x1", Number(x)), new XAttribute("x2", Number(x + SwatchWidth)), new XAttribute("y1", Number(middle)),
            new XAttribute("y2", Number(middle)), new XAttribute("stroke", PlotPalette.ToCss(line.Color)), new XAttribute("stroke-width", "2.4"),
            new XAttribute("stroke-dasharray", line.LineStyle switch
            {
                LineStyle.Dash => "6 3",
                LineStyle.Dot => "2 3",
                LineStyle.DashDot => "6 3 2 3",
                _ => "none",
            }));
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
