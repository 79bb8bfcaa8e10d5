using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Chips that failed, and the command that makes each of them again.</summary>
internal static class FailureSection
{
    private const int MostFailed = 40;
    private const int MostBad = 10;
    private const int MostReasons = 12;

    public static void Write(StudyPage page, StudyTrials trials)
    {
        int[] failed = [.. Enumerable.Range(0, trials.Count).Where(row => trials.Failures[row].Length > 0)];
        int[] bad = Bad(trials);
        if (failed.Length == 0 && bad.Length == 0)
        {
            return;
        }

        page.Html.Element("h2", "Chips that failed");
        if (ReplayCommand.OwnCircuit(trials.Plan) is not null)
        {
            page.Html.Element("p", $"{ReplayCommand.CircuitFile} is beside this page: give the commands in its folder.", "note");
        }

        if (ReplayCommand.IsIncomplete(trials.Plan))
        {
            page.Html.Element("p", "The commands below make the same chip and let it learn by itself; what else this study does with a chip (settings that begin with trial.) is not in them.", "note");
        }

        if (failed.Length > 0)
        {
            page.Html.Element("p", $"{HtmlPage.Whole(failed.Length)} of {HtmlPage.Whole(trials.Count)} trials ended without a working chip.");
            page.Html.Raw("<div class=\"left\">").Table(["reason", "trials"], failed.GroupBy(row => trials.Failures[row]).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Take(MostReasons).Select(group => (string[])[group.Key, HtmlPage.Whole(group.Count())])).Raw("</div>");
            WriteList(page, trials, Spread(failed), "failed", failed.Length, row => trials.Failures[row]);
        }

        if (bad.Length > 0)
        {
            TrialMeasure measure = trials.Plan.Measures.First(one => one.Name == trials.Plan.Description.Yield!.Measure);
            IReadOnlyList<double> values = trials.ValuesOf(measure);
            page.Html.Element("p", $"{HtmlPage.Whole(bad.Length)} chips work and are not good; those farthest from it:");
            WriteList(page, trials, [.. bad.Take(MostBad)], PlotUnit.Title(measure.Name, measure.Unit), bad.Length, row => double.IsNaN(values[row]) ? "\u2013" : HtmlPage.Number(values[row]));
        }
    }

    private static int[] Bad(StudyTrials trials)
    {
        if (trials.IsGood is not { } good || trials.Plan.Description.Yield is not { } yield)
        {
            return [];
        }

        IReadOnlyList<double> values = trials.ValuesOf(trials.Plan.Measures.First(one => one.Name == yield.Measure));
        return
        [
            .. Enumerable.Range(0, trials.Count).Where(row => !good[row] && trials.Failures[row].Length == 0)
                .OrderByDescending(row => Math.Max(yield.AtLeast - values[row] ?? double.NegativeInfinity, values[row] - yield.AtMost ?? double.NegativeInfinity)),
        ];
    }

    // Of many, some from every part of the study.
    private static IReadOnlyList<int> Spread(int[] rows) => rows.Length <= MostFailed ? rows
        : [.. Enumerable.Range(0, MostFailed).Select(i => rows[(int)((long)i * rows.Length / MostFailed)])];

    private static void WriteList(StudyPage page, StudyTrials trials, IReadOnlyList<int> rows, string what, int all, Func<int, string> value)
    {
        StudyPlan plan = trials.Plan;
        string some = rows.Count < all ? $"{rows.Count} of {HtmlPage.Whole(all)}; all are in table.csv" : "all";
        page.Html.Raw("<details open=\"open\">").Element("summary", $"Die, point and command ({some})").Raw("<div class=\"left\">").Table(
            ["die", .. plan.Axes.Select(axis => axis.Name), what, "the same chip again"],
            rows.Select(row => (string[])
            [
                HtmlPage.Whole(trials.Seeds[row].Die), .. PointName.Values(plan, trials.PointOf(row)), value(row), ReplayCommand.Of(plan, trials.PointOf(row), trials.Seeds[row]),
            ])).Raw("</div></details>\n");
    }
}
