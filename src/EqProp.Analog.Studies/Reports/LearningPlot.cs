using EqProp.Analog.Studies.Records;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Draws how error and cost fall over the epochs.</summary>
internal static class LearningPlot
{
    private const int MostMarkers = 40;

    private static readonly (int Width, int Height) Size = (470, 300);

    public static string Error(IReadOnlyList<EpochRecord> epochs, string id)
    {
        PlotModel plot = Frame(epochs, "error (%)");
        Add(plot, epochs, "training (running)", 0, epoch => epoch.TrainErrorPercent);
        Add(plot, epochs, "validation", 1, epoch => epoch.ValidationErrorPercent);
        Add(plot, epochs, "test", 2, epoch => epoch.TestErrorPercent);
        return SvgPlot.Inline(plot, Size, id, "Error in percent against epochs");
    }

    public static string Cost(IReadOnlyList<EpochRecord> epochs, string id)
    {
        PlotModel plot = Frame(epochs, "mean cost an example");
        Add(plot, epochs, "training (running)", 0, epoch => epoch.TrainCost);
        return SvgPlot.Inline(plot, Size, id, "Mean cost an example against epochs");
    }

    private static PlotModel Frame(IReadOnlyList<EpochRecord> epochs, string quantity)
    {
        PlotModel plot = PlotFrame.Empty();
        LinearAxis across = PlotFrame.Axis(AxisPosition.Bottom, "epoch");
        across.Minimum = Math.Min(1, epochs[0].Epoch) - 0.5;
        across.Maximum = epochs[^1].Epoch + 0.5;
        across.MinimumMajorStep = 1;
        LinearAxis up = PlotFrame.Axis(AxisPosition.Left, quantity);
        up.Minimum = 0;
        plot.Axes.Add(across);
        plot.Axes.Add(up);
        return plot;
    }

    private static void Add(
        PlotModel plot, IReadOnlyList<EpochRecord> epochs, string title, int colour, Func<EpochRecord, double?> value)
    {
        DataPoint[] points = [.. epochs.Where(epoch => value(epoch) is not null)
            .Select(epoch => new DataPoint(epoch.Epoch, PlotFrame.Plottable(value(epoch))))];
        if (points.Length == 0)
        {
            return;
        }

        var line = new LineSeries
        {
            Title = title,
            Color = PlotPalette.Series(colour),
            StrokeThickness = 2,
            MarkerType = points.Length <= MostMarkers ? MarkerType.Circle : MarkerType.None,
            MarkerSize = 3,
            MarkerFill = PlotPalette.Series(colour),
        };
        line.Points.AddRange(points);
        plot.Series.Add(line);
    }
}
