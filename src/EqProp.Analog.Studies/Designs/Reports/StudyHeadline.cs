using System.Globalization;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Statistics;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>The top of the report: the answer, what it counts, and what was done with each chip.</summary>
internal static class StudyHeadline
{
    private const int ShortHash = 12;

    public static void Write(StudyPage page, StudyTrials trials, StudyReportSummary summary)
    {
        StudyPlan plan = trials.Plan;
        page.Html.Element("h1", plan.Description.Name);
        if (plan.Description.Description is { } question)
        {
            page.Html.Element("p", question);
        }

        page.Html.Raw("<p class=\"lead\">").Text(Sentence(summary)).Raw("</p>");
        page.Html.Element(
            "p", $"Circuit {ReplayCommand.CircuitOf(plan)} {plan.CircuitHash[..Math.Min(ShortHash, plan.CircuitHash.Length)]} \u00b7 plan {plan.Hash[..Math.Min(ShortHash, plan.Hash.Length)]} \u00b7 {plan.Tool.Name} {plan.Tool.Version}", "meta");
        WriteTiles(page, trials, summary);
        page.Html.Element("p", $"{string.Join(" ", ProtocolText.Of(plan))} {Counts(plan)}{Bound(summary)}", "note");
    }

    /// <summary>The answer in one sentence, as page and terminal give it.</summary>
    public static string Sentence(StudyReportSummary summary)
    {
        ReportedPoint[] known = [.. summary.Points.Where(point => point.Trials > 0)];
        if (known.Length == 0)
        {
            return "No trials.";
        }

        if (summary.Yield is not null)
        {
            ReportedPoint[] order = [.. known.OrderBy(point => (double)point.Good!.Value / point.Trials)];
            bool isOne = order[0].Good * (long)order[^1].Trials == order[^1].Good * (long)order[0].Trials;
            return known.Length > 1 && isOne ? $"The yield is {Yield(order[0], summary)} at each of {HtmlPage.Whole(known.Length)} points." : known.Length == 1
                ? $"{HtmlPage.Whole(order[0].Good!.Value)} of {HtmlPage.Whole(order[0].Trials)} chips are good: a yield of {Yield(order[0], summary)}."
                : $"The yield goes from {Yield(order[0], summary)} at {order[0].Name} to {Yield(order[^1], summary)} at {order[^1].Name}.";
        }

        string name = summary.Measures[0].Name;
        ReportedPoint[] byMean = [.. known.Where(point => double.IsFinite(point.Measures[0].Mean)).OrderBy(point => point.Measures[0].Mean)];
        return byMean.Length == 0 ? $"No chip has a value of {name}."
            : known.Length == 1 ? $"Mean {name} {Mean(byMean[0], summary)}."
            : $"Mean {name} goes from {Mean(byMean[0], summary)} at {byMean[0].Name} to {Mean(byMean[^1], summary)} at {byMean[^1].Name}.";
    }

    private static string Yield(ReportedPoint point, StudyReportSummary summary) => string.Create(
        CultureInfo.InvariantCulture,
        $"{100.0 * point.Good!.Value / point.Trials:0.0}\u00a0% ({100 * summary.Confidence:0.##}\u00a0% interval {100 * point.WilsonLow!.Value:0.0} to {100 * point.WilsonHigh!.Value:0.0}\u00a0%)");

    private static string Mean(ReportedPoint point, StudyReportSummary summary)
    {
        ReportedMean mean = point.Measures[0];
        TrialMeasure measure = summary.Measures[0];
        string unit = measure.Unit.Length > 0 ? $"\u00a0{measure.Unit}" : "";
        return double.IsNaN(mean.Low)
            ? $"{HtmlPage.Number(mean.Mean)}{unit}"
            : string.Create(CultureInfo.InvariantCulture, $"{HtmlPage.Number(mean.Mean)}{unit} ({100 * summary.Confidence:0.##}\u00a0% interval {HtmlPage.Number(mean.Low)} to {HtmlPage.Number(mean.High)})");
    }

    private static void WriteTiles(StudyPage page, StudyTrials trials, StudyReportSummary summary)
    {
        List<(string Value, string Name)> tiles = [];
        if (summary.Yield is { } yield && summary.Points.Count == 1 && summary.Points[0].Trials > 0)
        {
            tiles.Add((HtmlPage.Percent(100.0 * summary.Points[0].Good!.Value / summary.Points[0].Trials), $"yield: {BoundText(yield)}"));
        }

        tiles.Add((HtmlPage.Whole(summary.Points.Count), summary.Points.Count == 1 ? "point" : "points"));
        tiles.Add((HtmlPage.Whole(summary.Trials), "trials"));
        tiles.Add((HtmlPage.Whole(trials.Seeds.Select(seeds => seeds.Die).Distinct().Count()), "different dies"));
        tiles.Add((HtmlPage.Whole(summary.Failures), "failed"));
        page.Html.Raw("<div class=\"tiles\">");
        for (int i = 0; i < tiles.Count; i++)
        {
            page.Html.Raw(i == 0 ? "<div class=\"tile first\">" : "<div class=\"tile\">").Element("b", tiles[i].Value).Element("span", tiles[i].Name).Raw("</div>");
        }

        page.Html.Raw("</div>\n");
    }

    private static string Counts(StudyPlan plan)
    {
        SampleBlock samples = plan.Description.Samples;
        (int Count, string Name)[] all = [(samples.Dies, "dies"), (samples.NoiseSeeds, "noise seeds"), (samples.DataSeeds, "data seeds"), (samples.LearningSeeds, "learning seeds")];
        string[] kinds = [.. all.Where(kind => kind.Count > 1).Select(kind => $"{HtmlPage.Whole(kind.Count)} {kind.Name}")];
        string stop = plan.Description.Stop is { } rule
            ? string.Create(CultureInfo.InvariantCulture, $", fewer where the yield was known to \u00b1{100 * rule.HalfWidth:0.##} points before")
            : "";
        string each = kinds.Length == 0 ? "One trial" : string.Join(samples.Paired ? ", paired with " : " times ", kinds);
        string same = plan.Points.Count > 1 && samples.Dies > 1 ? " The same dies are tried at every point." : "";
        return $"{each} a point{stop}.{same}";
    }

    private static string Bound(StudyReportSummary summary) => summary.Yield is { } yield
        ? $" Good is a chip with {BoundText(yield)}; chips that failed are tried and not good. Dies that are tried several times count for less than as many dies in intervals."
        : " Chips that failed are in no mean. A die that is tried several times counts once in intervals.";

    private static string BoundText(YieldBlock yield) => string.Create(
        CultureInfo.InvariantCulture,
        $"{yield.Measure} {(yield.AtLeast is { } least ? $"at least {least:R}" : "")}{(yield is { AtLeast: not null, AtMost: not null } ? " and " : "")}{(yield.AtMost is { } most ? $"at most {most:R}" : "")}");
}
