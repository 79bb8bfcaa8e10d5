using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Cells;

/// <summary>Draws when each cell fires: one row of marks a cell.</summary>
internal static class RasterPlot
{
    private const int SmallestHeight = 180;
    private const int LargestHeight = 460;
    private const int RowHeight = 14;
    private const double LargestMark = 3.5;
    private const double SmallestMark = 1.2;

    public static string Inline(CellStudy study, string id) => SvgPlot.Inline(Plot(study), Size(study), id, Label);

    public static string Standalone(CellStudy study) => SvgPlot.Standalone(Plot(study), Size(study), Label);

    private const string Label = "When each cell rises through the middle between its knees";

    private static (int Width, int Height) Size(CellStudy study) =>
        (940, Math.Clamp(80 + RowHeight * study.Names.Count, SmallestHeight, LargestHeight));

    private static PlotModel Plot(CellStudy study)
    {
        SiPrefix unit = SiPrefix.For(study.Seconds, "s");
        PlotModel plot = PlotFrame.Empty();
        LinearAxis time = PlotFrame.Axis(AxisPosition.Bottom, $"time ({unit.Unit})");
        (time.Minimum, time.Maximum) = (0, study.Seconds / unit.Factor);
        plot.Axes.Add(time);
        LinearAxis cells = PlotFrame.Axis(AxisPosition.Left, "cell");
        (cells.Minimum, cells.Maximum, cells.MinimumMajorStep) = (-0.7, study.Names.Count - 0.3, 1);
        plot.Axes.Add(cells);
        double room = (double)(Size(study).Height - 80) / study.Names.Count;
        var marks = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerFill = PlotPalette.Series(0),
            MarkerSize = Math.Clamp(room / 3, SmallestMark, LargestMark),
        };
        marks.Points.AddRange(study.Crossings.SelectMany((times, cell) => times.Select(seconds => new ScatterPoint(seconds / unit.Factor, cell))));
        plot.Series.Add(marks);
        return plot;
    }
}
