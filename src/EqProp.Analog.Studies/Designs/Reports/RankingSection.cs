using System.Globalization;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Which axes matter.</summary>
internal static class RankingSection
{
    public static void Write(StudyPage page, IReadOnlyList<AxisRanking> rankings)
    {
        if (rankings.Count == 0)
        {
            return;
        }

        page.Html.Element("h2", "Which axes matter").Element("p", Explain(rankings[0]), "note");
        foreach (AxisRanking ranking in rankings)
        {
            page.Html.Element("h3", char.ToUpperInvariant(ranking.Response.Name[0]) + ranking.Response.Name[1..]);
            if (ranking.Dropped > 0)
            {
                page.Html.Element("p", $"{HtmlPage.Whole(ranking.Dropped)} base rows are left out: at one of their points no chip has a value.", "warning");
            }

            page.Figure(RankingPlot.Draw(ranking, page.Html.NextId()), "Numbers behind the bars", Heads(ranking), ranking.Axes.Select(axis => Row(ranking, axis)));
        }
    }

    private static string Explain(AxisRanking ranking) => ranking.Kind switch
    {
        RankingKind.OneAtATime =>
            "One axis at a time: how far each moves the response while all others stay as the circuit has them, with the values at the ends; the dashed line is the circuit as it is. Interactions are not seen.",
        RankingKind.Sobol =>
            "Sobol's indices of the response of a point. First: the share of the variance that would go if the axis alone were fixed. Total: the share that would stay if all others were fixed; what exceeds the first is interactions. Whiskers: bootstrap, 95\u00a0%. The scatter of a few chips a point counts as interaction of all axes.",
        _ =>
            "The share of the variance between points that goes with each axis alone. What is missing to 100\u00a0% is interactions and the chance of few chips a point.",
    };

    private static IReadOnlyList<string> Heads(AxisRanking ranking) => ranking.Kind switch
    {
        RankingKind.OneAtATime => ["axis", "range", "smallest", "at", "largest", "at"],
        RankingKind.Sobol => ["axis", "first", "interval", "total", "interval"],
        _ => ["axis", "share of the variance"],
    };

    private static IReadOnlyList<string> Row(AxisRanking ranking, RankedAxis axis) => ranking.Kind switch
    {
        RankingKind.OneAtATime => [axis.Name, Number(axis.Weight), Number(axis.Low), axis.LowAt ?? "\u2013", Number(axis.High), axis.HighAt ?? "\u2013"],
        RankingKind.Sobol when axis.Sobol is { } index => [axis.Name, Index(index.First), Ends(index.FirstLow, index.FirstHigh), Index(index.Total), Ends(index.TotalLow, index.TotalHigh)],
        _ => [axis.Name, double.IsFinite(axis.Weight) ? HtmlPage.Percent(100 * axis.Weight) : "\u2013"],
    };

    private static string Number(double? value) => value is { } number && double.IsFinite(number) ? HtmlPage.Number(number) : "\u2013";

    private static string Index(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "\u2013";

    private static string Ends(double low, double high) => double.IsFinite(low) ? $"{Index(low)} to {Index(high)}" : "\u2013";
}
