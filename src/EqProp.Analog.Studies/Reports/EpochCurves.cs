using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Curves of one quantity against epochs, half a page wide.</summary>
internal static class EpochCurves
{
    private static readonly (int Width, int Height) Size = (470, 300);

    public static string Draw(string quantity, IReadOnlyList<int> epochs, IReadOnlyList<(string Title, IReadOnlyList<double> Values)> curves, string id)
    {
        PlotModel plot = PlotFrame.Empty();
        LinearAxis across = PlotFrame.Axis(AxisPosition.Bottom, "epoch");
        across.Minimum = epochs[0] - 0.5;
        across.Maximum = epochs[^1] + 0.5;
        across.MinimumMajorStep = 1;
        plot.Axes.Add(across);
        plot.Axes.Add(PlotFrame.Axis(AxisPosition.Left, quantity));
        for (int c = 0; c < curves.Count; c++)
        {
            var line = new LineSeries
            {
                Title = curves[c].Title,
                Color = PlotPalette.Series(c),
                StrokeThickness = 2,
                MarkerType = MarkerType.Circle,
                MarkerSize = 3,
                MarkerFill = PlotPalette.Series(c),
            };
            line.Points.AddRange(epochs.Zip(curves[c].Values, (epoch, value) => new DataPoint(epoch, PlotFrame.Plottable(value))));
            plot.Series.Add(line);
        }

        return SvgPlot.Inline(plot, Size, id, $"{quantity} against epochs");
    }
}
