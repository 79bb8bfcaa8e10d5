using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Energy;

/// <summary>
/// The uncertain number that the energy of an entry is in proportion to: joules of an action or step, or a factor. Low and high are the 5 and 95 % points.
/// </summary>
/// <param name="Value">Median or peak.</param>
/// <param name="Low">5 % point.</param>
/// <param name="High">95 % point.</param>
/// <param name="Distribution">How it is distributed.</param>
public readonly record struct UncertainBasis(double Value, double Low, double High, ValueDistribution Distribution)
{
    // 95 % point of the standard normal distribution.
    private const double Normal95 = 1.6448536269514722;
    private const int TriangleRounds = 100;

    /// <summary>The number of an entry.</summary>
    /// <param name="entry">A valid entry.</param>
    /// <returns>Joules, or a factor on what the formula gives.</returns>
    /// <remarks>
    /// Schreier: FOM = SNDR + 10 log10((f_s / 2) / P) with P = f_s E gives E = 10^((SNDR - FOM) / 10) / 2, so that E is in proportion to 10^(-FOM / 10) and
    /// a better figure is a lower energy.
    /// </remarks>
    public static UncertainBasis Of(ComponentEntry entry)
    {
        if (entry.Energy is { } energy)
        {
            return new(energy.Value, energy.Low ?? energy.Value, energy.High ?? energy.Value, energy.Distribution);
        }

        if (entry.FigureOfMerit is { } merit)
        {
            return new(Joules(merit.Value), Joules(merit.High ?? merit.Value), Joules(merit.Low ?? merit.Value), merit.Distribution);
        }

        return entry.Factor is { } factor
            ? new(factor.Value, factor.Low ?? factor.Value, factor.High ?? factor.Value, factor.Distribution)
            : new(1, 1, 1, ValueDistribution.Exact);
    }

    /// <summary>Draws the number.</summary>
    /// <param name="stream">Where random numbers come from; one is taken of each draw, exact or not.</param>
    /// <returns>A number of the distribution.</returns>
    public double Draw(RandomStream stream) => Distribution switch
    {
        ValueDistribution.LogNormal => LogNormal(stream.NextGaussian()),
        ValueDistribution.Triangular => Triangular(stream.NextDouble()),
        _ => Value,
    };

    /// <summary>Ends of the triangle with a peak and 5 and 95 % points.</summary>
    /// <param name="peak">The peak.</param>
    /// <param name="low">5 % point.</param>
    /// <param name="high">95 % point.</param>
    /// <returns>Where the density is zero.</returns>
    /// <remarks>
    /// With u and v from the peak to the ends, (u - (peak - low))^2 = 0.05 (u + v) u and the same of v. Iterated to the last bit: each round brings it nearer
    /// by a factor of at least three. A side without width has none, as there is no mass beyond it.
    /// </remarks>
    internal static (double Low, double High) TriangleEnds(double peak, double low, double high)
    {
        double left = peak - low, right = high - peak, u = left, v = right;
        for (int round = 0; round < TriangleRounds; round++)
        {
            double width = u + v;
            (u, v) = (left == 0 ? 0 : left + Math.Sqrt(0.05 * width * u), right == 0 ? 0 : right + Math.Sqrt(0.05 * width * v));
        }

        return (peak - u, peak + v);
    }

    private static double Joules(double decibels) => Math.Pow(10, -decibels / 10);

    private double LogNormal(double normal)
    {
        double slope = normal < 0 ? Math.Log(Value / Low) : Math.Log(High / Value);
        return Value * Math.Exp(slope * normal / Normal95);
    }

    private double Triangular(double uniform)
    {
        (double low, double high) = TriangleEnds(Value, Low, High);
        double width = high - low;
        return width == 0 ? Value
            : uniform * width < Value - low ? low + Math.Sqrt(uniform * width * (Value - low))
            : high - Math.Sqrt((1 - uniform) * width * (high - Value));
    }
}
