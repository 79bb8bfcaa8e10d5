using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Functions;

/// <summary>
/// Remainder of large numbers modulo pi/2 in integer arithmetic on the bits of 2/pi (Payne and Hanek, 1983), one number at a
/// time: it is rare, and the same at every lane width.
/// </summary>
internal static class HalfPiReduction
{
    /// <summary>64 zero bits, then the first 1280 bits of 2/pi behind the point.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
        0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4,
        0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
        0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d,
    ];

    /// <summary>Largest magnitude for which pi/2 in three parts is accurate enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Threshold<T>() => typeof(T) == typeof(float) ? 1 << 18 : 1 << 30;

    /// <summary>Replaces remainder and quadrant of the elements beyond the threshold.</summary>
    /// <param name="magnitude">Magnitudes of the arguments.</param>
    /// <param name="remainder">Remainders as they stand.</param>
    /// <param name="quadrant">Quadrants as they stand, in the low bits of the significand.</param>
    /// <returns>Remainders and quadrants; NaN for infinity.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe (V Remainder, V Quadrant) ReplaceLarge<V, T>(V magnitude, V remainder, V quadrant)
        where V : unmanaged, ILane<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* arguments = stackalloc T[V.Count], remainders = stackalloc T[V.Count], quadrants = stackalloc T[V.Count];
        V.Store(arguments, magnitude);
        V.Store(remainders, remainder);
        V.Store(quadrants, quadrant - V.RoundingShift);
        for (int i = 0; i < V.Count; i++)
        {
            if (arguments[i] > T.CreateTruncating(Threshold<T>()))
            {
                remainders[i] = T.CreateTruncating(Reduce(double.CreateTruncating(arguments[i]), out int whole));
                quadrants[i] = T.CreateTruncating(whole);
            }
        }

        return (V.Load(remainders), V.Load(quadrants) + V.RoundingShift);
    }

    /// <summary>x = n pi/2 + r with |r| at most pi/4.</summary>
    /// <param name="x">At least one; infinity is allowed.</param>
    /// <param name="quadrant">n modulo four.</param>
    /// <returns>r, to half an ulp; NaN for infinity.</returns>
    private static double Reduce(double x, out int quadrant)
    {
        quadrant = 0;
        if (!double.IsFinite(x))
        {
            return double.NaN;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        ulong significand = (ulong)(bits & 0xfffffffffffff) | 0x10000000000000;

        // x = significand 2^e. Bits of 2/pi with a weight of at least 2^(2-e) only add multiples of four: leave them out.
        int first = (int)(bits >> 52) - 1075 - 2 + 64;
        int word = first >> 6, offset = first & 63;
        ulong high = Window(word, offset), middle = Window(word + 1, offset), low = Window(word + 2, offset);

        // The product modulo four, its point behind the two highest of 192 bits.
        ulong carry = Math.BigMul(significand, low, out ulong low64);
        UInt128 upper = ((UInt128)(significand * high) << 64) + Math.BigMul(significand, middle) + carry;
        UInt128 fraction = (upper << 2) | (low64 >> 62);
        quadrant = (int)(upper >> 126);
        bool above = fraction >> 127 != 0;
        if (above)
        {
            quadrant = (quadrant + 1) & 3;
            fraction = -fraction;
        }

        // The fraction in two parts of 53 bits, times pi/2 in two parts.
        int zeros = (int)UInt128.LeadingZeroCount(fraction);
        fraction <<= zeros;
        double leading = (double)(ulong)(fraction >> 75);
        double trailing = (double)((ulong)(fraction >> 22) & 0x1fffffffffffff) * (1.0 / (1L << 53));
        double product = leading * 1.5707963267948966;
        double rest = Math.FusedMultiplyAdd(leading, 1.5707963267948966, -product);
        rest = Math.FusedMultiplyAdd(leading, 6.123233995736766e-17, Math.FusedMultiplyAdd(trailing, 1.5707963267948966, rest));
        double scale = BitConverter.Int64BitsToDouble((long)(1023 - 53 - zeros) << 52);
        double r = (product + rest) * scale;
        return above ? -r : r;
    }

    private static ulong Window(int word, int offset) =>
        offset == 0 ? TwoOverPi[word] : (TwoOverPi[word] << offset) | (TwoOverPi[word + 1] >> (64 - offset));
}
