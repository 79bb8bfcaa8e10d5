using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;

namespace EqProp.Analog.Studies.Reports;

/// <summary>What all plots have in common.</summary>
internal static class PlotFrame
{
    private const double LabelSize = 12.5;

    public static PlotModel Empty() => new()
    {
        TextColor = PlotPalette.Text,
        DefaultFontSize = LabelSize,
        PlotAreaBorderThickness = new OxyThickness(0),
        Background = OxyColors.Transparent,
        PlotAreaBackground = OxyColors.Transparent,
        Padding = new OxyThickness(4, 6, 14, 4),
    };

    public static LinearAxis Axis(AxisPosition position, string title)
    {
        bool vertical = position == AxisPosition.Left;
        return new LinearAxis
        {
            Position = position,
            Title = title,
            TitleColor = PlotPalette.Text,
            TextColor = PlotPalette.Text,
            AxisTitleDistance = vertical ? 18 : 8,
            IntervalLength = vertical ? 42 : 60,
            TickStyle = vertical ? TickStyle.None : TickStyle.Outside,
            TicklineColor = PlotPalette.Axis,
            MinorTickSize = 0,
            MajorTickSize = 4,
            AxislineStyle = vertical ? LineStyle.None : LineStyle.Solid,
            AxislineColor = PlotPalette.Axis,
            MajorGridlineStyle = vertical ? LineStyle.Solid : LineStyle.None,
            MajorGridlineColor = PlotPalette.Grid,
            MajorGridlineThickness = 1,
            MaximumPadding = vertical ? 0.06 : 0,
            MinimumPadding = vertical ? 0.06 : 0,
        };
    }

    /// <summary>An axis on which equal ratios are equally long.</summary>
    public static LogarithmicAxis Logarithmic(AxisPosition position, string title)
    {
        LinearAxis linear = Axis(position, title);
        return new LogarithmicAxis
        {
            Position = position,
            Title = title,
            TitleColor = linear.TitleColor,
            TextColor = linear.TextColor,
            AxisTitleDistance = linear.AxisTitleDistance,
            TickStyle = linear.TickStyle,
            TicklineColor = linear.TicklineColor,
            MinorTickSize = 0,
            AxislineStyle = linear.AxislineStyle,
            AxislineColor = linear.AxislineColor,
            MajorGridlineStyle = linear.MajorGridlineStyle,
            MajorGridlineColor = linear.MajorGridlineColor,
            MinimumPadding = 0.08,
            MaximumPadding = 0.16,
            UseSuperExponentialFormat = false,
        };
    }

    /// <summary>A dashed line at a value that was asked for or drawn.</summary>
    public static LineAnnotation Mark(LineAnnotationType type, double value) => new()
    {
        Type = type,
        X = value,
        Y = value,
        Color = PlotPalette.Series(1),
        LineStyle = LineStyle.Dash,
        StrokeThickness = 1.6,
    };

    /// <summary>A value that an axis can hold: what is not finite becomes a gap.</summary>
    public static double Plottable(double? value) => value is { } number && double.IsFinite(number) ? number : double.NaN;
}
