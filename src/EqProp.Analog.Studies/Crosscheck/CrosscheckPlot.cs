using System.Globalization;
using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>Draws our voltages (thin, coloured) on those of ngspice (thick), and their difference below, of the nodes that differ most.</summary>
internal static class CrosscheckPlot
{
    private const int MostNodes = 6;
    private const int MostPoints = 500;
    private const double Microsecond = 1e-6;

    /// <summary>Part of the voltages' span above them, where the name of a phase stands.</summary>
    private const double RoomForLabel = 0.16;
    private const string VoltsAxis = "volts";
    private const string DifferenceAxis = "difference";

    private static readonly (int Width, int Height) Size = (940, 560);
    private static readonly (double Factor, string Name)[] Units =
        [(1e-12, "pV"), (1e-9, "nV"), (1e-6, "\u00b5V"), (1e-3, "mV"), (1, "V")];

    public static string ToSvg(CrosscheckResult result) => SvgPlot.Standalone(Plot(result), Size, Label(result));

    public static string ToInlineSvg(CrosscheckResult result, string id) => SvgPlot.Inline(Plot(result), Size, id, Label(result));

    private static string Label(CrosscheckResult result) => $"Voltages of {result.Circuit} in two simulators against time, and their difference.";

    private static PlotModel Plot(CrosscheckResult result)
    {
        PlotModel plot = PlotFrame.Empty();
        plot.Axes.Add(PlotFrame.Axis(AxisPosition.Bottom, "time (\u00b5s)"));
        (double factor, string unit) = Units.LastOrDefault(u => u.Factor <= result.WorstVolts, Units[0]);
        LinearAxis volts = Tier("membrane voltage (V)", VoltsAxis, 0.42, 1);
        volts.MaximumPadding = result.Phases.Count > 1 ? RoomForLabel : volts.MaximumPadding;
        plot.Axes.Add(volts);
        plot.Axes.Add(Tier($"ours \u2212 ngspice ({unit})", DifferenceAxis, 0, 0.34));
        foreach (ComparedPhase phase in result.Phases.Skip(1))
        {
            plot.Annotations.Add(Boundary(phase.StartSeconds / Microsecond));
        }

        string[] names = [.. Enumerable.Range(0, result.Phases[0].Nodes.Count)
            .OrderByDescending(i => result.Phases.Max(phase => Math.Abs(phase.Nodes[i].Largest)))
            .Take(MostNodes).Order().Select(i => result.Phases[0].Nodes[i].Name)];
        for (int k = 0; k < names.Length; k++)
        {
            AddNode(plot, result, names[k], k, factor);
        }

        return plot;
    }

    private static LinearAxis Tier(string title, string key, double start, double end)
    {
        LinearAxis axis = PlotFrame.Axis(AxisPosition.Left, title);
        axis.Key = key;
        axis.StartPosition = start;
        axis.EndPosition = end;
        return axis;
    }

    private static LineAnnotation Boundary(double time) => new()
    {
        Type = LineAnnotationType.Vertical,
        X = time,
        YAxisKey = VoltsAxis,
        Color = PlotPalette.Axis,
        LineStyle = LineStyle.Dash,
        StrokeThickness = 1,
        Text = "nudged phase",
        TextColor = PlotPalette.Text,
        TextOrientation = AnnotationTextOrientation.Horizontal,
        TextLinePosition = 0.97,
        TextHorizontalAlignment = HorizontalAlignment.Left,
        Layer = AnnotationLayer.BelowSeries,
    };

    private static void AddNode(PlotModel plot, CrosscheckResult result, string name, int index, double factor)
    {
        LineSeries theirs = Line(VoltsAxis, index == 0 ? "ngspice" : null, PlotPalette.Axis, 6);
        LineSeries ours = Line(VoltsAxis, SvgPlot.Printable(name), PlotPalette.Series(index), 1.4);
        LineSeries difference = Line(DifferenceAxis, null, PlotPalette.Series(index), 1.4);
        foreach (ComparedPhase phase in result.Phases)
        {
            ComparedNode node = phase.Nodes.First(one => one.Name == name);
            foreach (int i in Thinned(node))
            {
                double time = (phase.StartSeconds + phase.TimesSeconds[i]) / Microsecond;
                theirs.Points.Add(new DataPoint(time, node.Ngspice[i]));
                ours.Points.Add(new DataPoint(time, node.Ours[i]));
                difference.Points.Add(new DataPoint(time, (node.Ours[i] - node.Ngspice[i]) / factor));
            }
        }

        plot.Series.Add(theirs);
        plot.Series.Add(ours);
        plot.Series.Add(difference);
    }

    /// <summary>Of each run of points the one of the largest difference, so that no peak is lost.</summary>
    private static IEnumerable<int> Thinned(ComparedNode node)
    {
        int stride = (node.Ours.Count + MostPoints - 1) / MostPoints;
        for (int start = 0; start < node.Ours.Count; start += stride)
        {
            yield return Enumerable.Range(start, Math.Min(stride, node.Ours.Count - start)).MaxBy(i => Math.Abs(node.Ours[i] - node.Ngspice[i]));
        }

        yield return node.Ours.Count - 1;
    }

    private static LineSeries Line(string axis, string? title, OxyColor colour, double width) => new()
    {
        YAxisKey = axis,
        Title = title,
        Color = colour,
        StrokeThickness = width,
    };

    /// <summary>A voltage with a unit that suits it.</summary>
    public static string Volts(double value)
    {
        (double factor, string unit) = Units.LastOrDefault(u => u.Factor <= Math.Abs(value), Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{value / factor:G4} {unit}");
    }
}
