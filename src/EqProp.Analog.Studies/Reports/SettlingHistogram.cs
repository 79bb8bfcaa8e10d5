namespace EqProp.Analog.Studies.Reports;

/// <summary>How long free phases take until no node moves faster than a limit, over many inputs.</summary>
public sealed record SettlingHistogram
{
    private const int MostBins = 40;

    /// <summary>Edges of the bins in seconds of the chip, rising; one more than there are bins.</summary>
    public required IReadOnlyList<double> EdgesSeconds { get; init; }

    /// <summary>Examples in each bin.</summary>
    public required IReadOnlyList<int> Examples { get; init; }

    /// <summary>Examples that did not settle in the longest time tried; they are in the last bin.</summary>
    public required int Unsettled { get; init; }

    /// <summary>Half of the examples settle within this time, in seconds; 0 without examples.</summary>
    public required double MedianSeconds { get; init; }

    /// <summary>95 % of the examples settle within this time, in seconds; 0 without examples.</summary>
    public required double Percentile95Seconds { get; init; }

    /// <summary>Counts examples; a bin is a whole number of steps, so that none is favoured.</summary>
    /// <param name="steps">Steps that each example took.</param>
    /// <param name="stepSeconds">Duration of a step in seconds.</param>
    /// <param name="unsettled">Examples that did not settle.</param>
    /// <returns>The histogram.</returns>
    public static SettlingHistogram Of(IReadOnlyList<int> steps, double stepSeconds, int unsettled)
    {
        int[] sorted = [.. steps.Order()];
        int low = sorted.Length > 0 ? sorted[0] : 0, high = sorted.Length > 0 ? sorted[^1] : 0;
        int width = Math.Max(1, (high - low) / MostBins + 1);
        int bins = (high - low) / width + 1;
        var counts = new int[bins];
        foreach (int taken in sorted)
        {
            counts[(taken - low) / width]++;
        }

        return new SettlingHistogram
        {
            EdgesSeconds = [.. Enumerable.Range(0, bins + 1).Select(i => (low + i * width - 0.5) * stepSeconds)],
            Examples = counts,
            Unsettled = unsettled,
            MedianSeconds = Quantile(sorted, 0.5) * stepSeconds,
            Percentile95Seconds = Quantile(sorted, 0.95) * stepSeconds,
        };
    }

    private static double Quantile(int[] sorted, double part) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(part * sorted.Length) - 1)];
}
