using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Axes;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Axes of plots of studies: numbers in readable units, or names.</summary>
internal static class PlotAxis
{
    private const double LetterWidth = 7;
    private const int LongestName = 22;
    private const double Room = 370;
    private const double Slant = -28;

    /// <summary>An axis along an axis of a study, and the factor that its places are divided by.</summary>
    public static (Axis Axis, double Factor) Along(AxisLevels levels, AxisPosition position)
    {
        if (!levels.Axis.IsNumeric)
        {
            return (Names(levels.Names, position, levels.Axis.Name), 1);
        }

        SiPrefix unit = PlotUnit.For(levels.Places, levels.Axis.Unit);
        string title = SvgPlot.Printable(PlotUnit.Title(levels.Axis.Name, unit.Unit));
        Axis axis = levels.IsLogarithmic ? PlotFrame.Logarithmic(position, title) : PlotFrame.Axis(position, title);
        double[] places = [.. levels.Places.Select(place => place / unit.Factor)];
        axis.MinimumPadding = axis.MaximumPadding = 0.05;
        if (places.Length == 1)
        {
            double half = places[0] == 0 ? 1 : Math.Abs(places[0]) / 2;
            (axis.Minimum, axis.Maximum) = (places[0] - half, places[0] + half);
        }

        return (axis, unit.Factor);
    }

    /// <summary>An axis of names at 0, 1, 2, ...</summary>
    public static Axis Names(IReadOnlyList<string> names, AxisPosition position, string title)
    {
        string[] shown = [.. names.Select(Short)];
        LinearAxis axis = PlotFrame.Axis(position, SvgPlot.Printable(title));
        (axis.Minimum, axis.Maximum, axis.MajorStep, axis.MajorGridlineStyle) = (-0.6, names.Count - 0.4, 1, LineStyle.None);
        axis.LabelFormatter = place => Math.Abs(place - Math.Round(place)) < 1e-6 && (int)Math.Round(place) is var i && i >= 0 && i < shown.Length ? shown[i] : "";
        if (position == AxisPosition.Bottom && shown.Max(name => name.Length) * LetterWidth > Room / shown.Length)
        {
            axis.Angle = Slant;
            axis.AxisTitleDistance = 12;
        }

        return axis;
    }

    /// <summary>A name that fits beside a picture.</summary>
    public static string Short(string name) => SvgPlot.Printable(name.Length <= LongestName ? name : name[..(LongestName - 1)] + "\u2026");
}
