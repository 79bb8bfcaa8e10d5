using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.NonIdealities;

/// <summary>Draws values of a spread. What truncation or a positive parameter forbids is drawn anew from the same stream.</summary>
internal static class SpreadSampler
{
    private const int MostDraws = 10_000;

    /// <summary>The value of one device.</summary>
    /// <param name="spread">The spread.</param>
    /// <param name="nominal">Nominal value, in the unit of the spread; for a relative one 1 gives the factor.</param>
    /// <param name="stream">Numbers of the device.</param>
    public static double Draw(ParameterSpread spread, double nominal, RandomStream stream)
    {
        for (int draw = 0; draw < MostDraws; draw++)
        {
            if (Accepts(spread, nominal, Standard(spread, stream), out double value))
            {
                return value;
            }
        }

        throw new InvalidOperationException($"{spread.Path}: no value within the limits in {MostDraws} draws; the description is not validated.");
    }

    /// <summary>Whether values of a spread come from the first normal number of the device's stream, unless that is forbidden.</summary>
    public static bool IsOfNormals(ParameterSpread spread) => spread.Distribution is DistributionKind.Normal or DistributionKind.LogNormal;

    /// <summary>The value that a number of mean 0 and variance 1 gives.</summary>
    /// <returns>Whether it is allowed.</returns>
    public static bool Accepts(ParameterSpread spread, double nominal, double z, out double value)
    {
        double limit = spread.TruncateSigmas ?? double.PositiveInfinity;
        (double low, double high) = spread.TruncateFactors is { } ends ? (ends[0] * nominal, ends[1] * nominal) : (double.NegativeInfinity, double.PositiveInfinity);
        value = spread.ValueOf(nominal, z);
        return Math.Abs(z) <= limit && value >= low && value <= high && (value > 0 || !spread.MustBePositive);
    }

    /// <summary>A number of mean 0 and variance 1 (log-normal: of the logarithm).</summary>
    private static double Standard(ParameterSpread spread, RandomStream stream) => spread.Distribution switch
    {
        DistributionKind.Uniform => Math.Sqrt(3) * stream.NextUniform(-1, 1),
        DistributionKind.Gamma => spread.Sigma == 0 ? 0 : (spread.Sigma * spread.Sigma * Gamma(1 / (spread.Sigma * spread.Sigma), stream) - 1) / spread.Sigma,
        DistributionKind.StudentT => StudentT(spread.DegreesOfFreedom, stream),
        _ => stream.NextGaussian(),
    };

    private static double StudentT(double freedom, RandomStream stream)
    {
        double normal = stream.NextGaussian();
        double chiSquared = 2 * Gamma(freedom / 2, stream);
        return normal * Math.Sqrt((freedom - 2) / chiSquared);
    }

    /// <summary>A gamma number of unit scale (Marsaglia and Tsang, ACM Transactions on Mathematical Software 26, 363, 2000).</summary>
    private static double Gamma(double shape, RandomStream stream)
    {
        if (shape < 1)
        {
            double root = Math.Pow(1 - stream.NextDouble(), 1 / shape);
            return root * Gamma(shape + 1, stream);
        }

        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = stream.NextGaussian();
            double cube = Math.Pow(1 + c * x, 3), u = 1 - stream.NextDouble();
            if (cube > 0 && Math.Log(u) < x * x / 2 + d - d * cube + d * Math.Log(cube))
            {
                return d * cube;
            }
        }
    }
}
