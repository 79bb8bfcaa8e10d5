namespace EqProp.Analog.Numerics.Tests.RandomStreams;

/// <summary>The normal distribution function by series and continued fraction, independent of the code under test.</summary>
internal static class NormalTail
{
    /// <summary>Probability of a number below x: a series in the middle (Marsaglia 2004), Laplace's continued fraction outside.</summary>
    public static double Below(double x)
    {
        if (Math.Abs(x) > 3)
        {
            double fraction = 0;
            for (int k = 60; k > 0; k--)
            {
                fraction = k / (Math.Abs(x) + fraction);
            }

            double tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) / (Math.Abs(x) + fraction);
            return x < 0 ? tail : 1 - tail;
        }

        double term = x, sum = x;
        for (int k = 3; Math.Abs(term) > 1e-17; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }
}
