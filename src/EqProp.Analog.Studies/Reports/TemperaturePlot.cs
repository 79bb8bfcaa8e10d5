using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Draws operating points against temperature.</summary>
internal static class TemperaturePlot
{
    private static readonly (int Width, int Height) Size = (940, 360);

    public static string Inline(IReadOnlyList<double> kelvins, IReadOnlyList<WaveformTrace> traces, string id) =>
        SvgPlot.Inline(Plot(kelvins, traces), Size, id, Label);

    public static string Standalone(IReadOnlyList<double> kelvins, IReadOnlyList<WaveformTrace> traces) =>
        SvgPlot.Standalone(Plot(kelvins, traces), Size, Label);

    private const string Label = "Operating points against temperature";

    private static PlotModel Plot(IReadOnlyList<double> kelvins, IReadOnlyList<WaveformTrace> traces)
    {
        PlotModel plot = PlotFrame.Empty();
        LinearAxis along = PlotFrame.Axis(AxisPosition.Bottom, "temperature (K)");
        along.MinimumPadding = 0.03;
        along.MaximumPadding = 0.03;
        plot.Axes.Add(along);
        plot.Axes.Add(PlotFrame.Axis(AxisPosition.Left, "membrane voltage (V)"));
        for (int k = 0; k < traces.Count; k++)
        {
            var line = new LineSeries
            {
                Title = SvgPlot.Printable(traces[k].Name),
                Color = PlotPalette.Series(k),
                LineStyle = PlotPalette.Dash(k),
                StrokeThickness = 1.8,
                MarkerType = MarkerType.Circle,
                MarkerSize = 3,
                MarkerFill = PlotPalette.Series(k),
            };
            line.Points.AddRange(kelvins.Zip(traces[k].Volts, (kelvin, volts) => new DataPoint(kelvin, PlotFrame.Plottable(volts))));
            plot.Series.Add(line);
        }

        return plot;
    }
}
