using EqProp.Analog.Studies.Reports;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Energy.Sweeps;

/// <summary>Draws the trades of a sweep: energy against noise or accuracy, the front as a line, its points named by their values.</summary>
internal static class SweepPlot
{
    private const int MostNamed = 12;
    private const double NearlyFlat = 0.5;

    /// <summary>Size of one trade.</summary>
    public static readonly (int Width, int Height) Size = (470, 330);

    public static bool HasAccuracy(SweepResult sweep) => sweep.Points.Any(point => point.AccuracyPercent is not null);

    public static bool HasNumbers(SweepResult sweep) => sweep.Points.Any(point => point.JoulesPerInference is not null);

    public static SiPrefix Joules(SweepResult sweep) => SiPrefix.For(sweep.Points.Max(point => point.JoulesPerInference ?? 0), "J");

    public static PlotModel Noise(SweepResult sweep) =>
        Plot(sweep, point => point.NoisePercent, point => point.IsOnNoiseFront, "sqrt(kT/C) of the swing (%)", 1, isLogarithmic: true);

    public static PlotModel Accuracy(SweepResult sweep) =>
        Plot(sweep, point => point.AccuracyPercent, point => point.IsOnAccuracyFront, "accuracy (%)", 2, isLogarithmic: false);

    private static PlotModel Plot(SweepResult sweep, Func<SweepPoint, double?> value, Func<SweepPoint, bool> onFront, string title, int colour, bool isLogarithmic)
    {
        SiPrefix unit = Joules(sweep);
        SweepPoint[] points = [.. sweep.Points.Where(point => point.JoulesPerInference > 0 && value(point) is { } number && double.IsFinite(number))];
        PlotModel plot = PlotFrame.Empty();
        plot.Axes.Add(Axis(AxisPosition.Bottom, $"energy of an inference ({unit.Unit})", points.Select(point => point.JoulesPerInference!.Value / unit.Factor)));
        plot.Axes.Add(isLogarithmic ? Axis(AxisPosition.Left, title, points.Select(point => value(point)!.Value)) : EnergyCurvePlot.AccuracyAxis(points.Select(point => value(point)!.Value)));
        var all = new LineSeries { Color = OxyColors.Transparent, MarkerType = MarkerType.Circle, MarkerSize = 3, MarkerFill = PlotPalette.Axis };
        all.Points.AddRange(points.Where(point => !onFront(point)).Select(Place));
        var front = new LineSeries
        {
            Color = PlotPalette.Series(colour),
            StrokeThickness = 2,
            MarkerType = MarkerType.Circle,
            MarkerSize = 4,
            MarkerFill = PlotPalette.Series(colour),
        };
        SweepPoint[] best = [.. points.Where(onFront).OrderBy(point => point.JoulesPerInference).ThenBy(value)];
        front.Points.AddRange(best.Select(Place));
        plot.Series.Add(all);
        plot.Series.Add(front);
        foreach (SweepPoint point in Named(best))
        {
            plot.Annotations.Add(new TextAnnotation
            {
                Text = SvgPlot.Printable(string.Join(", ", point.Values)),
                TextPosition = Place(point),
                TextColor = PlotPalette.Text,
                StrokeThickness = 0,
                FontSize = 11,
                TextHorizontalAlignment = HorizontalAlignment.Left,
                TextVerticalAlignment = VerticalAlignment.Bottom,
                Offset = new ScreenVector(4, -3),
            });
        }

        return plot;

        DataPoint Place(SweepPoint point) => new(point.JoulesPerInference!.Value / unit.Factor, value(point)!.Value);
    }

    private static IEnumerable<SweepPoint> Named(SweepPoint[] front)
    {
        int stride = (front.Length + MostNamed - 1) / MostNamed;
        return front.Where((_, i) => i % Math.Max(1, stride) == 0);
    }

    // Values over several powers of ten stand in equal ratios.
    private static Axis Axis(AxisPosition position, string title, IEnumerable<double> values)
    {
        double[] known = [.. values.Where(value => value > 0)];
        LinearAxis linear = PlotFrame.Axis(position, title);
        if (known.Length == 0 || Math.Log10(known.Max() / known.Min()) < NearlyFlat)
        {
            (linear.MinimumPadding, linear.MaximumPadding) = (0.08, 0.16);
            return linear;
        }

        return PlotFrame.Logarithmic(position, title);
    }
}
