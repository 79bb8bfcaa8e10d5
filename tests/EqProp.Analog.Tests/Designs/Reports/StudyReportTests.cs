using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Designs.Reports;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Statistics;
using EqProp.Analog.Studies.Tables;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Designs.Reports;

/// <summary>Pages about studies, and their numbers.</summary>
public partial class StudyReportTests
{
    public static TheoryData<string> Studies => [.. Made.Keys];

    private static readonly Dictionary<string, Func<(StudyPlan Plan, StudyTable Table)>> Made = new()
    {
        ["one point"] = MadeUpStudies.OnePoint,
        ["names"] = MadeUpStudies.Origins,
        ["grid"] = MadeUpStudies.Capacitances,
        ["saltelli"] = MadeUpStudies.Saltelli,
        ["one at a time"] = MadeUpStudies.OneAtATime,
        ["hypercube"] = () => MadeUpStudies.Hypercube(300),
        ["no yield"] = MadeUpStudies.TimeConstants,
    };

    [Theory]
    [MemberData(nameof(Studies))]
    public void Pages_are_XML_with_own_ids_and_the_colours_of_the_page(string study)
    {
        (StudyPlan plan, StudyTable table) = Made[study]();
        string html = StudyReport.Of(plan, table).ToHtml();
        XDocument page = XDocument.Parse(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal).Replace("content=\"light dark\">", "content=\"light dark\"/>", StringComparison.Ordinal));
        string[] ids = [.. page.Descendants().Select(element => (string?)element.Attribute("id")).OfType<string>()];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        XElement[] pictures = [.. page.Descendants().Where(element => element.Name.LocalName == "svg")];
        Assert.NotEmpty(pictures);
        Assert.All(pictures, picture => Assert.DoesNotMatch(@"rgb\(|black|#[0-9a-f]{6}|NaN", picture.ToString()));

        // Nothing is drawn without its numbers and the command that repeats it.
        Assert.All(pictures, picture => Assert.Equal("details", picture.Parent!.ElementsAfterSelf().First().Name.LocalName));
        Assert.DoesNotContain("http", NotNamespaces().Replace(html, ""));
    }

    [Fact]
    public void Of_one_table_are_the_same()
    {
        (StudyPlan plan, StudyTable table) = MadeUpStudies.Origins();
        Assert.Equal(StudyReport.Of(plan, table).ToHtml(), StudyReport.Of(plan, table).ToHtml());
    }

    [Fact]
    public void Of_one_point_say_how_many_chips_are_good_and_how_well_that_is_known()
    {
        (StudyPlan plan, StudyTable table) = MadeUpStudies.OnePoint();
        double[] accuracies = (double[])table.Find("accuracyPercent")!.Values;
        int good = accuracies.Count(accuracy => accuracy >= 95), failed = accuracies.Count(double.IsNaN);
        Assert.Equal(5, failed);
        StudyReport report = StudyReport.Of(plan, table);
        ReportedPoint point = Assert.Single(report.Summary.Points);
        Assert.Equal((good, 256, failed), (point.Good, point.Trials, point.Failures));
        Assert.Equal(WilsonInterval.Of(good, 256, 0.95), (point.WilsonLow, point.WilsonHigh));
        Assert.Equal(ExactInterval.Of(good, 256, 0.95), (point.ExactLow, point.ExactHigh));
        Assert.Equal(SampleSummary.Of(accuracies).Mean, point.Measures[0].Mean);
        Assert.StartsWith($"{good} of 256 chips are good: a yield of {100 * good / 256.0:0.0} % (95 % interval", report.Summary.Sentence);
        Assert.Contains(WebUtility.HtmlEncode(report.Summary.Sentence), report.ToHtml().Replace("&#160;", " ", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_grid_have_each_yield_with_both_intervals()
    {
        (StudyPlan plan, StudyTable table) = MadeUpStudies.Capacitances();
        StudyReport report = StudyReport.Of(plan, table);
        double[] accuracies = (double[])table.Find("accuracyPercent")!.Values;
        int[] points = (int[])table.Find("point")!.Values;
        string html = report.ToHtml();
        foreach (ReportedPoint point in report.Summary.Points)
        {
            int good = points.Zip(accuracies).Count(pair => pair.First == point.Point && pair.Second >= 95);
            (double low, double high) = ExactInterval.Of(good, 24, 0.95);
            Assert.Equal((good, low, high), (point.Good, point.ExactLow, point.ExactHigh));
            Assert.Contains($"<td>{good}</td>\n<td>24</td>\n", html);
            Assert.Contains($"<td>{100 * low:0.0} to {100 * high:0.0}", html);
        }

        Assert.Contains("What it costs", html);
        Assert.Contains("Over two axes", html);
    }

    [Fact]
    public void A_grid_ranks_axes_by_their_share_of_the_variance()
    {
        // a + 2 b over the same values: a has one part of five, b four.
        (StudyPlan plan, StudyTable table) = MadeUpStudies.Make(
            """{ "name": "sum", "axes": [{ "path": "learning.beta", "values": [0.1, 0.2, 0.3] }, { "path": "simulation.epsilon", "values": [0.1, 0.2, 0.3] }] }""",
            [new("sum", "", "a + 2 b")], (point, _, _) => [point.Numbers[0] + 2 * point.Numbers[1]]);
        ReportedRanking ranking = Assert.Single(StudyReport.Of(plan, table).Summary.Rankings);
        Assert.Equal(RankingKind.VarianceShare, ranking.Kind);
        Assert.Equal(["epsilon", "beta"], ranking.Axes.Select(axis => axis.Name));
        Assert.Equal(0.8, ranking.Axes[0].Weight, 9);
        Assert.Equal(0.2, ranking.Axes[1].Weight, 9);
    }

    [Fact]
    public void Saltellis_scheme_ranks_axes_by_indices()
    {
        (StudyPlan plan, StudyTable table) = MadeUpStudies.Saltelli();
        double[] results = (double[])table.Find("accuracyPercent")!.Values;
        ReportedRanking ranking = Assert.Single(StudyReport.Of(plan, table).Summary.Rankings);
        Assert.Equal(RankingKind.Sobol, ranking.Kind);
        Assert.Equal(["capacitance", "beta", "temperature", "step"], ranking.Axes.Select(axis => axis.Name));
        Assert.All(ranking.Axes, axis => Assert.Equal(SobolIndices.Of(results, 4).Axes.Single(index => index == axis.Sobol), axis.Sobol));

        // Capacitance and beta act together, temperature by itself, the step not at all.
        Assert.True(ranking.Axes[1].Sobol!.TotalLow > ranking.Axes[2].Sobol!.TotalHigh);
        Assert.InRange(ranking.Axes[3].Sobol!.Total, 0, 0.02);
    }

    [Fact]
    public void One_axis_at_a_time_ranks_axes_by_how_far_they_move_the_response()
    {
        (StudyPlan plan, StudyTable table) = MadeUpStudies.Make(
            """{ "name": "steps", "axes": [{ "path": "learning.beta", "values": [0.1, 0.4] }, { "path": "simulation.epsilon", "values": [0.1, 0.4] }], "design": { "kind": "oneAtATime" } }""",
            [new("sum", "", "a - 3 b")], (point, _, _) => [point.Numbers[0] - 3 * point.Numbers[1]]);
        ReportedRanking ranking = Assert.Single(StudyReport.Of(plan, table).Summary.Rankings);

        // The circuit has beta 0.2 and epsilon 0.25.
        Assert.Equal(["epsilon", "beta"], ranking.Axes.Select(axis => axis.Name));
        Assert.Equal(("0.4", "0.1"), (ranking.Axes[0].LowAt, ranking.Axes[0].HighAt));
        Assert.Equal(0.2 - 1.2, ranking.Axes[0].Low!.Value, 9);
        Assert.Equal(0.2 - 0.3, ranking.Axes[0].High!.Value, 9);
        Assert.Equal(0.4 - 0.75, ranking.Axes[1].High!.Value, 9);
    }

    [Fact]
    public void Chips_that_failed_are_listed_with_the_command_that_makes_them_again()
    {
        (StudyPlan plan, StudyTable table) = MadeUpStudies.Origins();
        string text = WebUtility.HtmlDecode(StudyReport.Of(plan, table).ToHtml());
        Assert.Contains("10 of 640 trials ended without a working chip.", text);
        Assert.Contains("<td>voltages ran away in epoch 3, \"hidden\" <1></td>", text);
        Assert.Contains("<td>eqprop train ideal-chip --set learning.beta=0.05 --die-seed 13</td>", text);
        Assert.Contains("settings that begin with trial.", text);
        Assert.DoesNotContain("<1></td>", StudyReport.Of(plan, table).ToHtml());
    }

    [Fact]
    public void Without_a_yield_means_have_students_intervals()
    {
        (StudyPlan plan, StudyTable table) = MadeUpStudies.TimeConstants();
        StudyReport report = StudyReport.Of(plan, table);
        ReportedPoint first = report.Summary.Points[0];
        double[] values = [.. ((double[])table.Find("accuracyPercent")!.Values).Take(5)];
        (double low, double high) = SampleSummary.Of(values).MeanInterval(0.95);
        Assert.Null(first.Good);
        Assert.Equal(low, first.Measures[0].Low, 9);
        Assert.Equal(high, first.Measures[0].High, 9);
        Assert.DoesNotContain("yield", report.ToHtml());
    }

    [Fact]
    public void The_same_dies_at_many_points_are_no_more_dies()
    {
        (StudyPlan plan, StudyTable table) = MadeUpStudies.Make(
            """{ "name": "twins", "axes": [{ "path": "learning.beta", "values": [0.1, 0.2] }, { "path": "simulation.epsilon", "values": [0.1, 0.2, 0.3] }], "samples": { "dies": 20 }, "yield": { "measure": "m", "atLeast": 0.5 } }""",
            [new("m", "", "one value a die", true)], (_, seeds, _) => [seeds.Die % 4 == 0 ? 0 : 1]);
        (double low, double high) = WilsonInterval.Of(15, 20, 0.95);
        var trials = new StudyTrials(plan, table);
        IReadOnlyList<string> numbers = new YieldResponse(trials, 0.95).NumbersOf(trials.RowsOf([0, 1, 2]));
        Assert.Equal(["45", "60", "75.00\u00a0%", $"{100 * low:0.0} to {100 * high:0.0}\u00a0%"], numbers.Take(4));
    }

    [Fact]
    public void Large_studies_make_small_pages()
    {
        (StudyPlan plan, StudyTable table) = MadeUpStudies.Hypercube(3000);
        Assert.InRange(StudyReport.Of(plan, table).ToHtml().Length, 50_000, 1_500_000);
    }

    [Fact]
    public void A_table_of_another_plan_is_refused()
    {
        (StudyPlan plan, StudyTable table) = MadeUpStudies.OnePoint();
        Assert.Contains("is of the plan", Refused(plan with { Hash = "another" }, table));
        Assert.Contains("is missing", Refused(plan, new StudyTable([.. table.Columns.Where(column => column.Name != "joulesPerInference")])));
        Assert.Contains("another kind", Refused(plan, new StudyTable([.. table.Columns.Select(column => column.Name == "die" ? column with { Values = new double[table.Rows] } : column)])));

        static string Refused(StudyPlan plan, StudyTable table) => Assert.Throws<InputException>(() => StudyReport.Of(plan, table)).Message;
    }

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public bool The_curve_of_a_measure_is_the_yield_at_every_threshold(byte[] numbers, bool lowIsGood, byte threshold)
    {
        double[] values = [.. numbers.Select(number => number < 20 ? double.NaN : number)];
        (double Value, double Share)[] steps = [.. SpreadPlot.Steps(values, lowIsGood)];
        int reached = values.Count(value => lowIsGood ? value <= threshold : value >= threshold);

        // Just past a value the chips up to it are counted, or no longer counted.
        double share = lowIsGood
            ? steps.Where(step => step.Value <= threshold).Select(step => step.Share).DefaultIfEmpty().Max()
            : steps.Where(step => step.Value >= threshold).Select(step => step.Share).DefaultIfEmpty().Max();
        return numbers.Length == 0 || Math.Abs(share - (double)reached / numbers.Length) < 1e-12;
    }

    [GeneratedRegex("xmlns(:\\w+)?=\"[^\"]*\"")]
    private static partial Regex NotNamespaces();
}
