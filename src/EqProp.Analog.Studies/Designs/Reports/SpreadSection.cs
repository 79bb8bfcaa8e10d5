using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Statistics;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>How a measure is spread over the chips of a few points.</summary>
internal static class SpreadSection
{
    private const int MostPoints = 6;
    private const int ShownOfMany = 5;
    private const int LeastChips = 4;

    public static void Write(StudyPage page, StudyTrials trials, MeanResponse response)
    {
        StudyPlan plan = trials.Plan;
        TrialMeasure measure = response.Measure;
        int[] points = [.. Enumerable.Range(0, plan.Points.Count).Where(point => trials.RowsOf(point).Count >= LeastChips)];
        int[] shown = Chosen(points, point => response.Summary(trials.RowsOf(point)).Median, lowIsGood: measure.HigherIsBetter == false);
        if (shown.Length == 0)
        {
            return;
        }

        bool lowIsGood = measure.HigherIsBetter == false;
        double[] marks = plan.Description.Yield is { } yield && yield.Measure == measure.Name ? [.. new[] { yield.AtLeast, yield.AtMost }.OfType<double>()] : [];
        page.Html.Element("h2", "From chip to chip").Element("p", Explain(measure, shown.Length < points.Length, marks.Length > 0), "note");
        (string Name, IReadOnlyList<double> Values)[] curves = [.. shown.Select(point => (PointName.Of(plan, point), (IReadOnlyList<double>)[.. trials.RowsOf(point).Select(row => trials.ValuesOf(measure)[row])]))];
        page.Figure(
            SpreadPlot.Draw(curves, measure, lowIsGood, marks, page.Html.NextId()), "Numbers behind the curves",
            ["point", "chips", "5\u00a0%", "25\u00a0%", "median", "75\u00a0%", "95\u00a0%", "mean", "deviation"], curves.Select(Row));
        if (plan.Points.Count > 1)
        {
            return;
        }

        ValueHistogram histogram = ValueHistogram.Of(measure.Name, "chips", PlotUnit.HasPrefixes(measure.Unit) ? measure.Unit : "", curves[0].Values, marks.Length > 0 ? marks[0] : null);
        HistogramSection.Write(page.Html, [histogram]);
    }

    private static string Explain(TrialMeasure measure, bool some, bool hasMarks) =>
        $"{measure.Meaning}. The curve says how many chips reach each value; chips without a value reach none."
        + (hasMarks ? " Where it crosses the dashed line is the yield; how it falls there is how much a stricter bound would cost." : "")
        + (some ? " Of all points those with the worst, the best, and quarters of the medians between." : "");

    // Worst, quarters and best by the median.
    private static int[] Chosen(int[] points, Func<int, double> median, bool lowIsGood)
    {
        if (points.Length <= MostPoints)
        {
            return points;
        }

        int[] order = [.. points.Select(point => (point, value: median(point))).Where(pair => double.IsFinite(pair.value)).OrderBy(pair => lowIsGood ? -pair.value : pair.value).Select(pair => pair.point)];
        return order.Length == 0 ? [] : [.. Enumerable.Range(0, ShownOfMany).Select(i => order[(int)Math.Round(i * (order.Length - 1) / (ShownOfMany - 1.0))]).Distinct()];
    }

    private static string[] Row((string Name, IReadOnlyList<double> Values) curve)
    {
        double[] sorted = [.. curve.Values.Where(double.IsFinite).Order()];
        SampleSummary summary = SampleSummary.Of(sorted);
        return [curve.Name, HtmlPage.Whole(curve.Values.Count), .. new[] { 0.05, 0.25, 0.5, 0.75, 0.95 }.Select(part => Number(Chips.SampleQuantile.Of(sorted, part))), Number(summary.Mean), Number(summary.Deviation)];
    }

    private static string Number(double value) => double.IsFinite(value) ? HtmlPage.Number(value) : "\u2013";
}
