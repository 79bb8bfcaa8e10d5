using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Cells;

/// <summary>Draws how much cells fire together over time.</summary>
internal static class CoherencePlot
{
    private static readonly (int Width, int Height) Size = (940, 220);

    public static string Inline(CellStudy study, string id) => SvgPlot.Inline(Plot(study), Size, id, Label);

    public static string Standalone(CellStudy study) => SvgPlot.Standalone(Plot(study), Size, Label);

    private const string Label = "Order parameter of the phases of all cells against time";

    private static PlotModel Plot(CellStudy study)
    {
        SiPrefix unit = SiPrefix.For(study.Seconds, "s");
        PlotModel plot = PlotFrame.Empty();
        LinearAxis time = PlotFrame.Axis(AxisPosition.Bottom, $"time ({unit.Unit})");
        (time.Minimum, time.Maximum) = (0, study.Seconds / unit.Factor);
        plot.Axes.Add(time);
        LinearAxis order = PlotFrame.Axis(AxisPosition.Left, "order parameter");
        (order.Minimum, order.Maximum) = (0, 1.04);
        plot.Axes.Add(order);
        var line = new LineSeries { Color = PlotPalette.Series(0), StrokeThickness = 1.8 };
        line.Points.AddRange(study.OrderSeconds.Zip(study.Order, (seconds, value) => new DataPoint(seconds / unit.Factor, PlotFrame.Plottable(value))));
        plot.Series.Add(line);
        return plot;
    }
}
