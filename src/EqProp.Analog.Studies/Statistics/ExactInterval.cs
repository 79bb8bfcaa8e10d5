using MathNet.Numerics.Distributions;

namespace EqProp.Analog.Studies.Statistics;

/// <summary>Where a yield lies, by the interval of Clopper and Pearson: it holds the yield at least as often as stated, whatever the yield is, and is wider for that.</summary>
/// <remarks>C. J. Clopper and E. S. Pearson, Biometrika 26, 404 (1934). Quantiles of beta distributions.</remarks>
public static class ExactInterval
{
    /// <summary>The interval of a yield.</summary>
    /// <param name="successes">Good chips.</param>
    /// <param name="trials">All chips.</param>
    /// <param name="confidence">How often such intervals hold the yield at least, such as 0.95.</param>
    /// <returns>Both ends, from 0 to 1; 0 and 1 where nothing was tried.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More successes than trials, or a confidence that is not between 0 and 1.</exception>
    public static (double Low, double High) Of(int successes, int trials, double confidence)
    {
        SampleChecks.Counts(successes, trials, confidence);
        return trials == 0 ? (0, 1) : OfShare((double)successes / trials, trials, confidence);
    }

    /// <summary>The interval of a share that is known as well as from a number of independent trials, which need not be whole.</summary>
    /// <remarks>E. L. Korn and B. I. Graubard, Survey Methodology 24, 193 (1998).</remarks>
    internal static (double Low, double High) OfShare(double share, double trials, double confidence)
    {
        double good = share * trials, bad = (1 - share) * trials, tail = (1 - confidence) / 2;
        return (
            share <= 0 ? 0 : Beta.InvCDF(good, bad + 1, tail),
            share >= 1 ? 1 : Beta.InvCDF(good + 1, bad, 1 - tail));
    }
}
