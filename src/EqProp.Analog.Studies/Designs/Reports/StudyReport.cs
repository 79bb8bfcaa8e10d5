using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Statistics;
using EqProp.Analog.Studies.Tables;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>
/// The report of a study as one HTML page that needs nothing else: yields with confidence intervals along each axis, the spread from chip to chip, which axes matter, maps of
/// two axes, what it costs, and the chips that failed with the commands that make them again.
/// </summary>
public sealed class StudyReport
{
    /// <summary>Name of the page in the folder of a study.</summary>
    public const string FileName = "report.html";

    private const int MostResponses = 8;
    private const int MostRankings = 4;
    private const int MostPoints = 200;

    private readonly StudyTrials _trials;
    private readonly StudyReportOptions _options;
    private readonly AxisPanels _panels;
    private readonly YieldResponse? _yield;
    private readonly MeanResponse[] _means;
    private readonly AxisRanking[] _rankings;

    private StudyReport(StudyPlan plan, StudyTable table, StudyReportOptions options)
    {
        _options = options;
        _trials = new StudyTrials(plan, table);
        _panels = new AxisPanels(_trials);
        _yield = plan.Description.Yield is null ? null : new YieldResponse(_trials, options.Confidence);

        // The measure that decides comes first, then those of which more or less is better.
        _means = [.. plan.Measures.OrderBy(measure => measure.Name == plan.Description.Yield?.Measure ? 0 : measure.HigherIsBetter is null ? 2 : 1).Select(measure => new MeanResponse(_trials, measure, options.Confidence))];
        _rankings = [.. Responses.Take(MostRankings).Select(response => AxisRanking.Of(_trials, _panels, response, options.Confidence)).OfType<AxisRanking>()];
        Summary = Summarise();
    }

    /// <summary>The numbers of the report.</summary>
    public StudyReportSummary Summary { get; }

    /// <summary>Prepares the report of a table.</summary>
    /// <param name="plan">The plan of the study.</param>
    /// <param name="table">The table that came of it.</param>
    /// <param name="options">Confidence, command; the usual ones if left out.</param>
    /// <returns>The report.</returns>
    /// <exception cref="InputException">The table is not one of this plan.</exception>
    public static StudyReport Of(StudyPlan plan, StudyTable table, StudyReportOptions? options = null) => new(plan, table, options ?? new StudyReportOptions());

    /// <summary>Draws the page.</summary>
    /// <returns>The content of an HTML file.</returns>
    public string ToHtml()
    {
        StudyPlan plan = _trials.Plan;
        var page = new StudyPage(new HtmlPage($"{plan.Description.Name} \u2013 study report"), _options.Command);
        IReadOnlyList<IStudyResponse> responses = Responses;
        StudyHeadline.Write(page, _trials, Summary);
        AxisSection.Write(page, _trials, _panels, responses, _yield is null ? 1 : 2);
        RankingSection.Write(page, _rankings);
        if (_means.Length > 0)
        {
            SpreadSection.Write(page, _trials, _means[0]);
            HeatSection.Write(page, _trials, _panels, [.. responses.Take(2)], _rankings.FirstOrDefault());
            ParallelSection.Write(page, _trials, _panels, _means[0]);
            TradeSection.Write(page, _trials, [.. responses.Take(_yield is null ? 1 : 2)], [.. _means.Skip(1)]);
        }

        FailureSection.Write(page, _trials);
        WritePoints(page);
        WriteRepeat(page);
        return page.Html.ToString();
    }

    /// <summary>Draws the page into a folder, and beside it the circuit where the study wrote it itself: commands that make a chip again name it.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The page's file.</returns>
    /// <exception cref="InputException">The page cannot be written.</exception>
    public string Write(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (ReplayCommand.OwnCircuit(_trials.Plan) is { } circuit)
        {
            AtomicFile.WriteText(Path.Combine(folder, ReplayCommand.CircuitFile), circuit.ToJsonString(RecordJson.FileOptions) + "\n");
        }

        AtomicFile.WriteText(path, ToHtml());
        return path;
    }

    private IReadOnlyList<IStudyResponse> Responses => [.. _yield is null ? (IStudyResponse[])[] : [_yield], .. _means.Take(MostResponses)];

    private StudyReportSummary Summarise() => new()
    {
        Name = _trials.Plan.Description.Name,
        PlanHash = _trials.Plan.Hash,
        Confidence = _options.Confidence,
        Trials = _trials.Count,
        Failures = _trials.Failures.Count(failure => failure.Length > 0),
        Yield = _trials.Plan.Description.Yield,
        Axes = [.. _trials.Plan.Axes.Select(axis => axis.Name)],
        Measures = [.. _means.Select(mean => mean.Measure)],
        Points = [.. Enumerable.Range(0, _trials.Plan.Points.Count).Select(PointOf)],
        Rankings = [.. _rankings.Select(ranking => new ReportedRanking(ranking.Response.Name, ranking.Kind, ranking.Axes))],
    };

    private ReportedPoint PointOf(int point)
    {
        IReadOnlyList<int> rows = _trials.RowsOf(point);
        YieldEstimate? good = _yield?.Count(rows);
        (double Low, double High)? wilson = good?.Wilson(_options.Confidence), exact = good is null ? null : _yield!.Exact(good);
        return new ReportedPoint
        {
            Point = point,
            Name = PointName.Of(_trials.Plan, point),
            Values = _trials.Plan.Points[point].Values,
            Trials = rows.Count,
            Failures = rows.Count(row => _trials.Failures[row].Length > 0),
            Good = good?.Good,
            WilsonLow = wilson?.Low,
            WilsonHigh = wilson?.High,
            ExactLow = exact?.Low,
            ExactHigh = exact?.High,
            Measures = [.. _means.Select(mean => MeanOf(mean, rows))],
        };
    }

    private static ReportedMean MeanOf(MeanResponse mean, IReadOnlyList<int> rows)
    {
        SampleSummary summary = mean.Summary(rows);
        ResponseEstimate estimate = mean.Of(rows);
        return new ReportedMean(mean.Measure.Name, summary.Count, summary.Mean, estimate.Low, estimate.High, summary.Deviation, summary.Median);
    }

    private void WritePoints(StudyPage page)
    {
        StudyPlan plan = _trials.Plan;
        string shown = plan.Points.Count > MostPoints ? $"The first {MostPoints} of {HtmlPage.Whole(plan.Points.Count)} points; all are in {TableFiles.CsvName}" : "Every point";
        page.Html.Element("h2", "Numbers of the points");
        page.Numbers(
            shown, ["point", .. plan.Axes.Select(axis => axis.Name), "failed", .. _yield?.Heads ?? [], .. _means.Take(MostResponses).SelectMany(mean => (string[])[PlotUnit.Title(mean.Name, mean.Unit), "interval"])],
            Summary.Points.Take(MostPoints).Select(point => (string[])
            [
                HtmlPage.Whole(point.Point), .. PointName.Values(plan, point.Point), HtmlPage.Whole(point.Failures), .. _yield?.NumbersOf(_trials.RowsOf(point.Point)) ?? [],
                .. point.Measures.Take(MostResponses).SelectMany(mean => (string[])[Number(mean.Mean), double.IsFinite(mean.Low) ? $"{Number(mean.Low)} to {Number(mean.High)}" : "\u2013"]),
            ]));
        page.Html.Raw("<div class=\"left\">").Table(["measure", "unit", "what it is"], plan.Measures.Select(measure => (string[])[measure.Name, measure.Unit, measure.Meaning])).Raw("</div>");
    }

    private void WriteRepeat(StudyPage page) => page.Html.Element("h2", "Repeat this study")
        .Element("p", "This draws the page again; with the same plan, eqprop study run and eqprop study resume make the same table to the bit.", "note")
        .Raw("<pre>").Text(_options.Command).Raw("</pre><div class=\"left\">").Table(["file", "what it holds"], (IEnumerable<string[]>)
        [
            [TableFiles.CsvName, "one row a trial, everything that was measured"],
            [TableFiles.ParquetName, "the same for data frames"],
            ["plan.json", "points, seeds, hashes, and the study as it was read"],
        ]).Raw("</div>");

    private static string Number(double value) => double.IsFinite(value) ? HtmlPage.Number(value) : "\u2013";
}
