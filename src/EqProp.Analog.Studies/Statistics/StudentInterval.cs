using MathNet.Numerics.Distributions;

namespace EqProp.Analog.Studies.Statistics;

/// <summary>Where the mean of a measure lies, by Student's t.</summary>
public static class StudentInterval
{
    /// <summary>The interval of a mean.</summary>
    /// <param name="mean">Mean of the sample.</param>
    /// <param name="deviation">Its standard deviation, over one less than its size.</param>
    /// <param name="size">Its size.</param>
    /// <param name="confidence">How often such intervals hold the mean of a normal measure, such as 0.95.</param>
    /// <returns>Both ends; not numbers below two values.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A confidence that is not between 0 and 1.</exception>
    public static (double Low, double High) Of(double mean, double deviation, int size, double confidence)
    {
        SampleChecks.Confidence(confidence);
        double half = Widths(size, confidence) * deviation;
        return (mean - half, mean + half);
    }

    /// <summary>Half the width of the interval in standard deviations; not a number below two values.</summary>
    internal static double Widths(int size, double confidence) =>
        size < 2 ? double.NaN : StudentT.InvCDF(0, 1, size - 1, 0.5 + confidence / 2) / Math.Sqrt(size);
}
