using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>What more of one response costs in others.</summary>
internal static class TradeSection
{
    private const int MostTrades = 6;
    private const int MostRows = 60;

    /// <summary>Costs that are closer than this, over their size, are the same but for rounding.</summary>
    private const double Same = 1e-6;

    /// <summary>Writes trades of each of the first responses against each of the others.</summary>
    public static void Write(StudyPage page, StudyTrials trials, IReadOnlyList<IStudyResponse> first, IReadOnlyList<IStudyResponse> others)
    {
        Trade[] trades = [.. others.SelectMany(other => first.Select(main => Trade.Of(trials, other, main))).OfType<Trade>().Where(Matters).Take(MostTrades)];
        if (trades.Length == 0)
        {
            return;
        }

        page.Html.Element("h2", "What it costs").Element(
            "p", "On the front lies what no other point beats in both ways; grey points are beaten. Values of a point are over its chips, and chance alone can put one of two equal points on the front.", "note");
        foreach (Trade trade in trades)
        {
            TradePoint[] front = [.. trade.Points.Where(point => point.IsOnFront).OrderBy(point => point.Across)];
            page.Html.Element("h3", $"{char.ToUpperInvariant(trade.Up.Name[0])}{trade.Up.Name[1..]} against {trade.Across.Name}");
            page.Figure(
                TradePlot.Draw(trade, point => string.Join(", ", PointName.Values(trials.Plan, point)), page.Html.NextId()),
                front.Length > MostRows ? $"The first {MostRows} of {HtmlPage.Whole(front.Length)} points on the front" : "Points on the front",
                ["point", .. trials.Plan.Axes.Select(axis => axis.Name), PlotUnit.Title(trade.Across.Name, trade.Across.Unit), PlotUnit.Title(trade.Up.Name, trade.Up.Unit)],
                front.Take(MostRows).Select(point => (string[])
                    [HtmlPage.Whole(point.Point), .. PointName.Values(trials.Plan, point.Point), HtmlPage.Number(point.Across), HtmlPage.Number(point.Up)]));
        }
    }

    private static bool Matters(Trade trade)
    {
        double least = trade.Points.Min(point => point.Across), most = trade.Points.Max(point => point.Across);
        return most - least > Same * Math.Max(Math.Abs(least), Math.Abs(most));
    }
}
