using EqProp.Analog.Studies.Chips;

namespace EqProp.Analog.Studies.Statistics;

/// <summary>How a measure is spread over trials. All numbers are in the unit of the measure.</summary>
public sealed record SampleSummary
{
    private const double LowerQuarter = 0.25;
    private const double UpperQuarter = 0.75;

    /// <summary>Values that are numbers.</summary>
    public required int Count { get; init; }

    /// <summary>Mean; not a number without values, like all that follows.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation over one less than the number of values; not a number below two.</summary>
    public required double Deviation { get; init; }

    /// <summary>Smallest value.</summary>
    public required double Minimum { get; init; }

    /// <summary>A quarter of the values lies below.</summary>
    public required double LowerQuartile { get; init; }

    /// <summary>Half of the values lie below.</summary>
    public required double Median { get; init; }

    /// <summary>A quarter of the values lies above.</summary>
    public required double UpperQuartile { get; init; }

    /// <summary>Largest value.</summary>
    public required double Maximum { get; init; }

    /// <summary>Summarises a sample.</summary>
    /// <param name="values">In any order; those that are not finite are left out.</param>
    /// <returns>The summary, the same to the bit in every order.</returns>
    public static SampleSummary Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
        {
            return new SampleSummary
            {
                Count = 0,
                Mean = double.NaN,
                Deviation = double.NaN,
                Minimum = double.NaN,
                LowerQuartile = double.NaN,
                Median = double.NaN,
                UpperQuartile = double.NaN,
                Maximum = double.NaN,
            };
        }

        double mean = sorted.Average();
        double squares = sorted.Sum(value => (value - mean) * (value - mean));
        return new SampleSummary
        {
            Count = sorted.Length,
            Mean = mean,
            Deviation = sorted.Length > 1 ? Math.Sqrt(squares / (sorted.Length - 1)) : double.NaN,
            Minimum = sorted[0],
            LowerQuartile = SampleQuantile.Of(sorted, LowerQuarter),
            Median = SampleQuantile.Of(sorted, 0.5),
            UpperQuartile = SampleQuantile.Of(sorted, UpperQuarter),
            Maximum = sorted[^1],
        };
    }

    /// <summary>Where the mean lies, by Student's t.</summary>
    /// <param name="confidence">How often such intervals hold the mean, such as 0.95.</param>
    /// <returns>Both ends; not numbers below two values.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A confidence that is not between 0 and 1.</exception>
    public (double Low, double High) MeanInterval(double confidence) => StudentInterval.Of(Mean, Deviation, Count, confidence);
}
