using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>
/// Bell-shaped noise out of sums of uniform numbers. Unlike Box-Muller it needs no logarithm or sine, whose last bits
/// differ between machines.
/// </summary>
internal static class PortableNoise
{
    private const int Terms = 12;

    // Four bytes: mean 4 * 127.5, variance 4 * (256^2 - 1) / 12.
    private const double ByteSumMean = 510;
    private static readonly double ByteSumDeviation = Math.Sqrt(21845);

    /// <summary>Mean 0, variance 1, within +-6: the sum of twelve uniform numbers.</summary>
    public static double Draw(RandomStream stream)
    {
        double sum = 0;
        for (int i = 0; i < Terms; i++)
        {
            sum += stream.NextUInt32() * (1.0 / 4294967296.0);
        }

        return sum - Terms / 2.0;
    }

    /// <summary>Mean 0, variance 1, within +-3.5: the sum of the four bytes of one word, for noise wanted by the million.</summary>
    public static double DrawCoarse(RandomStream stream)
    {
        uint word = stream.NextUInt32();
        uint sum = (word & 255) + (word >> 8 & 255) + (word >> 16 & 255) + (word >> 24);
        return (sum - ByteSumMean) / ByteSumDeviation;
    }
}
