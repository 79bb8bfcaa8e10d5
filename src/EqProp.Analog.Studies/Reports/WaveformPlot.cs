using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Cells;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Draws voltages of a few neurons against time, with the phases marked.</summary>
public static class WaveformPlot
{
    private const double Microsecond = 1e-6;

    private static readonly (int Width, int Height) Size = (940, 360);

    /// <summary>Draws a picture that stands alone and follows the light or dark setting of who looks at it.</summary>
    /// <param name="waveforms">The voltages.</param>
    /// <returns>The content of an SVG file.</returns>
    /// <exception cref="InputException">A trace has not one voltage for each time.</exception>
    public static string ToSvg(WaveformSet waveforms) => SvgPlot.Standalone(Plot(waveforms), Size, Label(waveforms));

    /// <summary>Draws a page that stands alone, with the numbers behind the picture.</summary>
    /// <param name="title">Heading of the page.</param>
    /// <param name="waveforms">The voltages, one picture a set.</param>
    /// <param name="cells">The rhythm of cells, shown below; none if left out.</param>
    /// <returns>The content of an HTML file.</returns>
    /// <exception cref="InputException">A trace has not one voltage for each time.</exception>
    public static string ToHtml(string title, IReadOnlyList<WaveformSet> waveforms, CellStudy? cells = null)
    {
        var page = new HtmlPage(title);
        page.Element("h1", title);
        WaveformSection.Write(page, waveforms);
        if (cells is not null)
        {
            CellSection.Write(page, cells);
        }

        return page.ToString();
    }

    internal static string ToInlineSvg(WaveformSet waveforms, string id) => SvgPlot.Inline(Plot(waveforms), Size, id, Label(waveforms));

    private static string Label(WaveformSet waveforms) => $"Voltage against time. {waveforms.Title}".TrimEnd();

    private static PlotModel Plot(WaveformSet waveforms)
    {
        PlotModel plot = PlotFrame.Empty();
        LinearAxis time = PlotFrame.Axis(AxisPosition.Bottom, "time (\u00b5s)");
        plot.Axes.Add(time);
        LinearAxis volts = PlotFrame.Axis(AxisPosition.Left, "membrane voltage (V)");
        plot.Axes.Add(volts);
        double top = LeaveRoomForLabels(volts, waveforms.Traces.SelectMany(trace => trace.Volts), waveforms.Phases.Count > 0);
        foreach (WaveformPhase phase in waveforms.Phases)
        {
            Mark(plot, phase, top, Microsecond);
        }

        for (int i = 0; i < waveforms.Traces.Count; i++)
        {
            plot.Series.Add(Line(waveforms, i));
        }

        return plot;
    }

    /// <summary>Sets the axis so that the names of the phases stand above the traces.</summary>
    /// <returns>The top of the axis in volts.</returns>
    internal static double LeaveRoomForLabels(LinearAxis volts, IEnumerable<double> values, bool hasPhases)
    {
        double[] finite = [.. values.Where(double.IsFinite).DefaultIfEmpty()];
        double span = Math.Max(finite.Max() - finite.Min(), 1e-6);
        volts.Minimum = finite.Min() - 0.05 * span;
        volts.Maximum = finite.Max() + (hasPhases ? 0.16 : 0.05) * span;
        return volts.Maximum - 0.02 * span;
    }

    /// <summary>Shades a phase and names it.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="top">Where its name stands, in volts.</param>
    /// <param name="unit">Seconds of one unit of the time axis.</param>
    internal static void Mark(PlotModel plot, WaveformPhase phase, double top, double unit)
    {
        double start = phase.StartSeconds / unit;
        double end = phase.EndSeconds / unit;
        plot.Annotations.Add(new RectangleAnnotation
        {
            MinimumX = start,
            MaximumX = end,
            Fill = phase.Nudged ? PlotPalette.Band : OxyColors.Transparent,
            StrokeThickness = 0,
            Layer = AnnotationLayer.BelowSeries,
            Text = SvgPlot.Printable(phase.Name),
            TextColor = PlotPalette.Text,
            TextVerticalAlignment = VerticalAlignment.Top,
            TextPosition = new DataPoint((start + end) / 2, top),
            TextHorizontalAlignment = HorizontalAlignment.Center,
        });
        plot.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Vertical,
            X = start,
            Color = PlotPalette.Axis,
            LineStyle = LineStyle.Dash,
            StrokeThickness = 1,
            Layer = AnnotationLayer.BelowSeries,
        });
    }

    private static LineSeries Line(WaveformSet waveforms, int index)
    {
        WaveformTrace trace = waveforms.Traces[index];
        if (trace.Volts.Count != waveforms.TimesSeconds.Count)
        {
            throw new InputException(
                "waveform.length", trace.Name, $"The trace has {trace.Volts.Count} voltages for {waveforms.TimesSeconds.Count} times.",
                "Give one voltage for each time.");
        }

        var line = new LineSeries
        {
            Title = SvgPlot.Printable(trace.Name),
            Color = PlotPalette.Series(trace.Beside ?? index),
            LineStyle = trace.Beside is null ? PlotPalette.Dash(index) : LineStyle.Dash,
            StrokeThickness = 1.8,
        };
        line.Points.AddRange(waveforms.TimesSeconds.Zip(
            trace.Volts, (seconds, volts) => new DataPoint(PlotFrame.Plottable(seconds / Microsecond), PlotFrame.Plottable(volts))));
        return line;
    }
}
