using System.Text.Json.Nodes;
using EqProp.Analog.Studies.Designs.Reports;

namespace EqProp.Analog.Cli.Commands;

/// <summary>The numbers of a study's report as JSON; what is not known is null.</summary>
internal static class StudyReportJson
{
    public static JsonObject Describe(StudyReportSummary summary) => new()
    {
        ["schemaVersion"] = 1,
        ["name"] = summary.Name,
        ["planHash"] = summary.PlanHash,
        ["sentence"] = summary.Sentence,
        ["confidence"] = summary.Confidence,
        ["trials"] = summary.Trials,
        ["failed"] = summary.Failures,
        ["yield"] = summary.Yield is { } yield ? new JsonObject { ["measure"] = yield.Measure, ["atLeast"] = yield.AtLeast, ["atMost"] = yield.AtMost } : null,
        ["axes"] = new JsonArray([.. summary.Axes.Select(axis => JsonValue.Create(axis))]),
        ["measures"] = new JsonArray([.. summary.Measures.Select(measure => new JsonObject
        {
            ["name"] = measure.Name, ["unit"] = measure.Unit, ["meaning"] = measure.Meaning, ["higherIsBetter"] = measure.HigherIsBetter,
        })]),
        ["points"] = new JsonArray([.. summary.Points.Select(point => Point(summary, point))]),
        ["rankings"] = new JsonArray([.. summary.Rankings.Select(ranking => new JsonObject
        {
            ["response"] = ranking.Response, ["by"] = Name(ranking.Kind), ["axes"] = new JsonArray([.. ranking.Axes.Select(Axis)]),
        })]),
    };

    private static JsonObject Point(StudyReportSummary summary, ReportedPoint point) => new()
    {
        ["point"] = point.Point,
        ["values"] = new JsonObject(summary.Axes.Zip(point.Values, (axis, value) => KeyValuePair.Create(axis, (JsonNode?)JsonValue.Create(value)))),
        ["trials"] = point.Trials,
        ["failed"] = point.Failures,
        ["good"] = point.Good,
        ["yield"] = point.Good is { } good && point.Trials > 0 ? (double)good / point.Trials : null,
        ["wilson"] = Ends(point.WilsonLow, point.WilsonHigh),
        ["exact"] = Ends(point.ExactLow, point.ExactHigh),
        ["measures"] = new JsonObject(point.Measures.Select(mean => KeyValuePair.Create(mean.Name, (JsonNode?)new JsonObject
        {
            ["values"] = mean.Values,
            ["mean"] = Known(mean.Mean),
            ["interval"] = Ends(mean.Low, mean.High),
            ["deviation"] = Known(mean.Deviation),
            ["median"] = Known(mean.Median),
        }))),
    };

    private static JsonObject Axis(RankedAxis axis) => new()
    {
        ["axis"] = axis.Name,
        ["weight"] = Known(axis.Weight),
        ["low"] = axis.Low,
        ["lowAt"] = axis.LowAt,
        ["high"] = axis.High,
        ["highAt"] = axis.HighAt,
        ["first"] = axis.Sobol is { } first ? Index(first.First, first.FirstLow, first.FirstHigh) : null,
        ["total"] = axis.Sobol is { } total ? Index(total.Total, total.TotalLow, total.TotalHigh) : null,
    };

    private static JsonObject Index(double value, double low, double high) => new() { ["value"] = Known(value), ["interval"] = Ends(low, high) };

    private static JsonArray? Ends(double? low, double? high) => Known(low) is { } least && Known(high) is { } most ? [least, most] : null;

    private static double? Known(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static string Name(RankingKind kind) => kind switch
    {
        RankingKind.OneAtATime => "oneAtATime",
        RankingKind.Sobol => "sobolTotal",
        _ => "varianceShare",
    };
}
