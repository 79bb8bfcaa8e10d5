using OxyPlot;

namespace EqProp.Analog.Studies.Reports;

/// <summary>
/// Colours of plots by role. A plot is drawn in stand-in colours that <see cref="SvgPlot"/> replaces by CSS variables, so
/// that one picture serves light and dark pages.
/// </summary>
internal static class PlotPalette
{
    public const int SeriesColours = 8;

    private const byte RoleMark = 251;
    private const byte SeriesMark = 252;

    public static OxyColor Text { get; } = OxyColor.FromRgb(RoleMark, 0, 1);

    public static OxyColor Grid { get; } = OxyColor.FromRgb(RoleMark, 0, 2);

    public static OxyColor Axis { get; } = OxyColor.FromRgb(RoleMark, 0, 3);

    public static OxyColor Band { get; } = OxyColor.FromRgb(RoleMark, 0, 4);

    public static OxyColor Series(int index) => OxyColor.FromRgb(SeriesMark, 0, (byte)(index % SeriesColours));

    /// <summary>Dashes tell apart the series that share a colour.</summary>
    public static LineStyle Dash(int index) => (index / SeriesColours) switch
    {
        0 => LineStyle.Solid,
        1 => LineStyle.Dash,
        2 => LineStyle.Dot,
        _ => LineStyle.DashDot,
    };

    /// <summary>The CSS colour for a colour of a plot.</summary>
    public static string ToCss(OxyColor colour) => ToCss($"rgb({colour.R},{colour.G},{colour.B})");

    /// <summary>The CSS colour for what the exporter wrote.</summary>
    public static string ToCss(string written)
    {
        if (written is "black" or "rgb(0,0,0)")
        {
            return "currentColor";
        }

        string[] parts = written.Split('(', ',', ')');
        return parts is ["rgb", "251", "0", var role, _]
            ? role switch { "1" => "var(--muted)", "2" => "var(--grid)", "3" => "var(--axis)", _ => "var(--band)" }
            : parts is ["rgb", "252", "0", var series, _] ? $"var(--series-{series})" : written;
    }
}
