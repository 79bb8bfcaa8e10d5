using MathNet.Numerics.Distributions;

namespace EqProp.Analog.Studies.Statistics;

/// <summary>Where a yield lies, by Wilson's score interval: short, never outside 0 to 1, and right on average also near the ends.</summary>
/// <remarks>E. B. Wilson, J. Am. Stat. Assoc. 22, 209 (1927). All yields that a score test does not reject.</remarks>
public static class WilsonInterval
{
    /// <summary>The interval of a yield.</summary>
    /// <param name="successes">Good chips.</param>
    /// <param name="trials">All chips.</param>
    /// <param name="confidence">How often such intervals hold the yield on average, such as 0.95.</param>
    /// <returns>Both ends, from 0 to 1; 0 and 1 where nothing was tried.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More successes than trials, or a confidence that is not between 0 and 1.</exception>
    public static (double Low, double High) Of(int successes, int trials, double confidence)
    {
        SampleChecks.Counts(successes, trials, confidence);
        (double low, double high) = trials == 0 ? (0, 1) : OfShare((double)successes / trials, trials, confidence);

        // Where no chip is good, or every one, the end is known and rounding must not move it.
        return (successes == 0 ? 0 : low, successes == trials ? 1 : high);
    }

    /// <summary>The interval of a share that is known as well as from a number of independent trials, which need not be whole.</summary>
    internal static (double Low, double High) OfShare(double share, double trials, double confidence)
    {
        double z = Normal.InvCDF(0, 1, 0.5 + confidence / 2), weight = z * z / trials;
        double middle = (share + weight / 2) / (1 + weight);
        double half = z / (1 + weight) * Math.Sqrt(share * (1 - share) / trials + weight / (4 * trials));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
