using System.Globalization;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Statistics;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>The mean of a measure over chips. A chip that is tried several times counts once, with its own mean, in the interval.</summary>
internal sealed class MeanResponse(StudyTrials trials, TrialMeasure measure, double confidence) : IStudyResponse
{
    private readonly IReadOnlyList<double> _values = trials.ValuesOf(measure);

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
        double[] chips = [.. rows.Where(row => double.IsFinite(_values[row])).GroupBy(row => trials.Chips[row]).Select(chip => chip.Average(row => _values[row]))];
        return chips.Length == all.Count ? all.MeanInterval(confidence) : SampleSummary.Of(chips).MeanInterval(confidence);
    }
}
