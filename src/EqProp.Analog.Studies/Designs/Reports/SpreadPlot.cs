using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Trials;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Draws how a measure is spread over chips: for each value, how many chips reach it. Where a threshold stands, the curve is the yield.</summary>
internal static class SpreadPlot
{
    private const int MostSteps = 300;

    private static readonly (int Width, int Height) Size = (940, 340);

    /// <summary>Draws curves.</summary>
    /// <param name="curves">A name and all trials of each; values that are no number reach nothing.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="lowIsGood">Whether a chip reaches what it is below.</param>
    /// <param name="marks">Thresholds.</param>
    /// <param name="id">Begins every id in the picture.</param>
    public static string Draw(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> curves, TrialMeasure measure, bool lowIsGood, IReadOnlyList<double> marks, string id)
    {
        SiPrefix unit = PlotUnit.For(curves.SelectMany(curve => curve.Values), measure.Unit);
        PlotModel plot = PlotFrame.Empty();
        LinearAxis along = PlotFrame.Axis(AxisPosition.Bottom, SvgPlot.Printable(PlotUnit.Title(measure.Name, unit.Unit)));
        along.MinimumPadding = along.MaximumPadding = 0.03;
        LinearAxis up = PlotFrame.Axis(AxisPosition.Left, lowIsGood ? "chips that are at most there (%)" : "chips that are at least there (%)");
        (up.Minimum, up.Maximum, up.MajorStep) = (-3, 103, 20);
        plot.Axes.Add(along);
        plot.Axes.Add(up);
        for (int i = 0; i < curves.Count; i++)
        {
            var line = new LineSeries
            {
                Title = curves.Count > 1 ? SvgPlot.Printable(curves[i].Name) : null,
                Color = PlotPalette.Series(i),
                LineStyle = PlotPalette.Dash(i),
                StrokeThickness = 2,
            };
            line.Points.AddRange(Steps(curves[i].Values, lowIsGood).Select(step => new DataPoint(step.Value / unit.Factor, 100 * step.Share)));
            plot.Series.Add(line);
        }

        foreach (double mark in marks)
        {
            plot.Annotations.Add(PlotFrame.Mark(LineAnnotationType.Vertical, mark / unit.Factor));
        }

        return SvgPlot.Inline(plot, Size, id, $"How many chips reach which {measure.Name}");
    }

    /// <summary>Corners of the curve: the share of all values that reach each value, both before and after it.</summary>
    public static IEnumerable<(double Value, double Share)> Steps(IReadOnlyList<double> values, bool lowIsGood)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (!lowIsGood)
        {
            Array.Reverse(sorted);
        }

        int stride = (sorted.Length + MostSteps - 1) / MostSteps;
        int passed = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == sorted.Length - 1 || (i + 1 - passed >= stride && sorted[i] != sorted[i + 1]))
            {
                yield return (sorted[i], (double)passed / values.Count);
                passed = i + 1;
                yield return (sorted[i], (double)passed / values.Count);
            }
        }
    }
}
