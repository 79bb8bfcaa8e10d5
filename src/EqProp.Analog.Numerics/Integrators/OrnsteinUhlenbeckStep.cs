using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// The exact step of an Ornstein-Uhlenbeck process q of unit variance together with its mean m over the step, from two independent
/// normal numbers: q' = q - Loss q + Spread n1 and m = Keep q + Shared n1 + Own n2.
/// </summary>
/// <remarks>
/// With x the step over the correlation time and a = e^-x, of dq = -q dt + sqrt(2) dW (time in correlation times): q' given q has the variance
/// 1 - a^2, m the mean (1 - a) q / x and the variance (2 x - 3 + 4 a - a^2) / x^2, and their covariance is (1 - a)^2 / x
/// (Gillespie, Physical Review E 54, 1996). The loss 1 - a and not a itself is kept, which has its relative accuracy where steps are short.
/// </remarks>
internal readonly record struct OrnsteinUhlenbeckStep
{
    private const double SeriesLimit = 0.5;
    private const int SeriesTerms = 20;

    /// <summary>Prepares the step.</summary>
    /// <param name="length">Step over correlation time, positive.</param>
    public OrnsteinUhlenbeckStep(double length)
    {
        Loss = -Elementary<ScalarLane<double>, double>.ExpMinusOne(new(-length)).Value;
        double variance = Loss * (2 - Loss);
        Spread = Math.Sqrt(variance);
        Keep = Loss / length;
        Shared = Loss * Keep / Spread;
        Own = Math.Sqrt(Math.Max(0, MeanVariance(length, Loss) - Shared * Shared));
    }

    /// <summary>1 - e^-x.</summary>
    public double Loss { get; }

    /// <summary>Deviation of the new value.</summary>
    public double Spread { get; }

    /// <summary>Mean over the step for each unit at its start.</summary>
    public double Keep { get; }

    /// <summary>Share of the new value's number in the mean.</summary>
    public double Shared { get; }

    /// <summary>Deviation of the mean that the new value does not know of.</summary>
    public double Own { get; }

    /// <summary>(2 x - 3 + 4 a - a^2) / x^2, as its power series where the difference would cancel.</summary>
    private static double MeanVariance(double x, double loss)
    {
        if (x > SeriesLimit)
        {
            double keep = 1 - loss;
            return (2 * x - 3 + (4 - keep) * keep) / (x * x);
        }

        // Terms n from 3 on of sum (4 - 2^n) (-x)^n / n!, those below cancel.
        double term = -x / 6, power = 8, sum = 0;
        for (int n = 3; n < SeriesTerms; n++, power *= 2, term *= -x / n)
        {
            sum += (4 - power) * term;
        }

        return sum;
    }
}
