using System.Globalization;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Statistics;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>The part of all chips that is good, in percent.</summary>
internal sealed class YieldResponse(StudyTrials trials, double confidence) : IStudyResponse
{
    private const double Percent = 100;

    public string Name => "yield";

    public string Unit => "%";

    public bool? HigherIsBetter => true;

    public string Interval => string.Create(CultureInfo.InvariantCulture, $"Wilson's interval, {Percent * confidence:0.##}\u00a0%");

    public IReadOnlyList<string> Heads => ["good", "chips tried", "yield", "Wilson", "exact"];

    public ResponseEstimate Of(IReadOnlyList<int> rows)
    {
        YieldEstimate estimate = Count(rows);
        (double low, double high) = estimate.Wilson(confidence);
        return new ResponseEstimate(Percent * estimate.Share, Percent * low, Percent * high, estimate.Trials);
    }

    public IReadOnlyList<string> NumbersOf(IReadOnlyList<int> rows)
    {
        YieldEstimate estimate = Count(rows);
        return
        [
            HtmlPage.Whole(estimate.Good), HtmlPage.Whole(estimate.Trials), double.IsNaN(estimate.Share) ? "\u2013" : HtmlPage.Percent(Percent * estimate.Share),
            Ends(estimate.Wilson(confidence)), Ends(estimate.Exact(confidence)),
        ];
    }

    /// <summary>Good chips among some trials.</summary>
    public YieldEstimate Count(IReadOnlyList<int> rows) =>
        YieldEstimate.Of([.. rows.Select(row => trials.IsGood![row])], [.. rows.Select(row => trials.Chips[row])]);

    /// <summary>Both ends of an interval, as text in percent.</summary>
    public static string Ends((double Low, double High) interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{Percent * interval.Low:0.0} to {Percent * interval.High:0.0}\u00a0%");
}
