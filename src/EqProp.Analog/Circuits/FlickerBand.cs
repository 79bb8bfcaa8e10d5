namespace EqProp.Analog.Circuits;

/// <summary>The Ornstein-Uhlenbeck sources whose sum has a spectrum A / f in a band.</summary>
/// <remarks>
/// Poles at logarithmic distances of ln 10 / n, from a decade below the band to a decade above it, each with the variance A ln 10 / n, give a
/// one-sided spectrum A / f; the band from f1 to f2 holds the power A ln(f2 / f1).
/// </remarks>
internal static class FlickerBand
{
    /// <summary>Decades of sources beyond either end of the band, without which the spectrum bends before it.</summary>
    private const int Padding = 1;

    /// <summary>Frequencies of the poles.</summary>
    /// <param name="flicker">The noise.</param>
    /// <returns>Hertz, rising.</returns>
    public static IReadOnlyList<double> Poles(FlickerNoiseBlock flicker) =>
    [
        .. Enumerable.Range(0, (int)SourceCount(flicker))
            .Select(k => flicker.LowestFrequency * Math.Pow(10, k / flicker.SourcesPerDecade - Padding)),
    ];

    /// <summary>Root mean square of each source's current.</summary>
    /// <param name="flicker">The noise.</param>
    /// <returns>Amperes.</returns>
    public static double SourceCurrent(FlickerNoiseBlock flicker) =>
        flicker.Current * Math.Sqrt(Math.Log(10) / flicker.SourcesPerDecade / Math.Log(flicker.HighestFrequency / flicker.LowestFrequency));

    /// <summary>How many poles there are.</summary>
    public static double SourceCount(FlickerNoiseBlock flicker) =>
        Math.Round((Math.Log10(flicker.HighestFrequency / flicker.LowestFrequency) + 2 * Padding) * flicker.SourcesPerDecade) + 1;
}
