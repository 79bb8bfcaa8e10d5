using System.Globalization;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Statistics;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>The part of all chips that is good, in percent.</summary>
internal sealed class YieldResponse(StudyTrials trials, double confidence) : IStudyResponse
{
    private const double Percent = 100;

    // Exact intervals take a search for a root, and many points of a large study have the same counts.
    private readonly Dictionary<YieldEstimate, (double Low, double High)> _exact = [];

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
            Ends(estimate.Wilson(confidence)), Ends(Exact(estimate)),
        ];
    }

    /// <summary>Good chips among some trials.</summary>
    public YieldEstimate Count(IReadOnlyList<int> rows) =>
        YieldEstimate.Of([.. rows.Select(row => trials.IsGood![row])], trials.ClustersOf(rows));

    /// <summary>The interval of Clopper and Pearson.</summary>
    public (double Low, double High) Exact(YieldEstimate estimate)
    {
        if (!_exact.TryGetValue(estimate, out (double Low, double High) interval))
        {
            _exact[estimate] = interval = estimate.Exact(confidence);
        }

        return interval;
    }

    private static string Ends((double Low, double High) interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{Percent * interval.Low:0.0} to {Percent * interval.High:0.0}\u00a0%");
}
