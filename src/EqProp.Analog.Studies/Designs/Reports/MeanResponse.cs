using System.Globalization;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Statistics;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>The mean of a measure over chips. Trials that are alike count once, with their mean, in the interval.</summary>
internal sealed class MeanResponse(StudyTrials trials, TrialMeasure measure, double confidence) : IStudyResponse
{
    private readonly IReadOnlyList<double> _values = trials.ValuesOf(measure);

    // Quantiles take a search for a root, and most points of a study have as many values.
    private readonly Dictionary<int, double> _widths = [];

    public TrialMeasure Measure => measure;

    public string Name => $"mean {measure.Name}";

    public string Unit => measure.Unit;

    public bool? HigherIsBetter => measure.HigherIsBetter;

    public string Interval => string.Create(CultureInfo.InvariantCulture, $"Student's interval, {100 * confidence:0.##}\u00a0%");

    public IReadOnlyList<string> Heads => ["values", "mean", "interval", "deviation", "median", "smallest", "largest"];

    public ResponseEstimate Of(IReadOnlyList<int> rows)
    {
        SampleSummary all = Summary(rows);
        (double low, double high) = IntervalOf(rows, all);
        return new ResponseEstimate(all.Mean, low, high, all.Count);
    }

    public IReadOnlyList<string> NumbersOf(IReadOnlyList<int> rows)
    {
        SampleSummary all = Summary(rows);
        (double low, double high) = IntervalOf(rows, all);
        return
        [
            HtmlPage.Whole(all.Count), Number(all.Mean), double.IsNaN(low) ? "\u2013" : $"{Number(low)} to {Number(high)}", Number(all.Deviation),
            Number(all.Median), Number(all.Minimum), Number(all.Maximum),
        ];
    }

    /// <summary>How the measure is spread over some trials.</summary>
    public SampleSummary Summary(IReadOnlyList<int> rows) => SampleSummary.Of(rows.Select(row => _values[row]));

    private static string Number(double value) => double.IsNaN(value) ? "\u2013" : HtmlPage.Number(value);

    private (double Low, double High) IntervalOf(IReadOnlyList<int> rows, SampleSummary all)
    {
        double[] alike =
        [
            .. rows.Zip(trials.ClustersOf(rows)).Where(pair => double.IsFinite(_values[pair.First])).GroupBy(pair => pair.Second, pair => pair.First)
                .Select(cluster => cluster.Average(row => _values[row])),
        ];
        SampleSummary clusters = alike.Length == all.Count ? all : SampleSummary.Of(alike);
        if (!_widths.TryGetValue(clusters.Count, out double widths))
        {
            _widths[clusters.Count] = widths = StudentInterval.Widths(clusters.Count, confidence);
        }

        return (all.Mean - widths * clusters.Deviation, all.Mean + widths * clusters.Deviation);
    }
}
