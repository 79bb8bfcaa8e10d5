using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>
/// Two independent standard normal numbers out of two uniform ones (Box and Muller 1958):
/// sqrt(-2 ln u) cos(2 pi v) and sqrt(-2 ln u) sin(2 pi v).
/// </summary>
/// <remarks>
/// With n bits, 32 in float and 64 in double, and the words read as signed integers: v = angle / 2^n, and u = t or 1 + t,
/// whichever lies in (0, 1), with t = (radius | 1) / 2^n. So u is the middle of a cell of width 2^(1-n), is never 0 or 1, and
/// keeps its relative accuracy at both ends. The largest magnitude is sqrt(2 n ln 2): 6.66 in float, 9.41 in double.
/// Polynomials interpolate at Chebyshev nodes, which is within a fraction of the minimax error: relative error of
/// ln u 4e-8 in float and 2e-17 in double before rounding, of sine and cosine 2e-8 and 2e-17.
/// </remarks>
internal static class BoxMuller<W, N, V, T>
    where W : unmanaged, IWordLane<W>
    where N : struct, IWordNumbers<W, V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Float32 = 1.0 / 4294967296.0;
    private const double Float64 = Float32 * Float32;

    /// <summary>The pair.</summary>
    /// <param name="radius">Bits of u: high and low words; in float the low ones are not read.</param>
    /// <param name="angle">Bits of v.</param>
    /// <param name="part">Which part of the words.</param>
    /// <param name="cosine">First number.</param>
    /// <param name="sine">Second number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pair((W High, W Low) radius, (W High, W Low) angle, int part, out V cosine, out V sine)
    {
        V length = N.Sqrt(MinusTwiceLogarithm(radius, part));

        // The nearest quarter turn, its number in the top two bits, and what is left of the angle, an eighth turn at most.
        W quarter = angle.High + W.Broadcast(1u << 29);
        W odd = quarter << 1;
        V rest = typeof(T) == typeof(float)
            ? N.FromSigned(angle.High << 2, angle.Low, part) * V.Constant(Math.PI / 2 * Float32)
            : N.FromSigned((angle.High << 2) | (angle.Low >> 30), angle.Low << 2, part) * V.Constant(Math.PI / 2 * Float64);
        V square = rest * rest;
        V s = V.MultiplyAdd(rest * square, SineTail(square), rest);
        V c = V.MultiplyAdd(square, CosineTail(square), V.Constant(1));
        cosine = length * N.FlipSign(N.Choose(odd, part, s, c), quarter ^ odd, part);
        sine = length * N.FlipSign(N.Choose(odd, part, c, s), quarter, part);
    }

    /// <summary>-2 ln u: -2 e ln 2 - 2 ln(1 + g) with u = 2^e (1 + g) and g in [-1/2, 0]; for u above a half e is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V MinusTwiceLogarithm((W High, W Low) radius, int part)
    {
        W one = W.Broadcast(1);
        V t = typeof(T) == typeof(float)
            ? N.FromSigned(radius.High | one, radius.Low, part) * V.Constant(Float32)
            : N.FromSigned(radius.High, radius.Low | one, part) * V.Constant(Float64);
        V zero = V.Constant(0);
        V g = V.SelectLess(t, zero, t, N.Fraction(t) - V.Constant(1));
        V whole = V.SelectLess(t, zero, zero, N.Exponent(t) * V.Constant(-1.3862943611198906));
        return V.MultiplyAdd(g, LogarithmOverArgument(g), whole);
    }

    /// <summary>-2 ln(1 + g) / g on [-1/2, 0].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogarithmOverArgument(V g)
    {
        if (typeof(T) == typeof(float))
        {
            V q = V.Constant(-2.8159134057271005);
            q = V.MultiplyAdd(q, g, V.Constant(-3.260423380796713));
            q = V.MultiplyAdd(q, g, V.Constant(-2.4100277928945886));
            q = V.MultiplyAdd(q, g, V.Constant(-0.3631432955246867));
            q = V.MultiplyAdd(q, g, V.Constant(-0.5290951676774908));
            q = V.MultiplyAdd(q, g, V.Constant(0.4868748801972408));
            q = V.MultiplyAdd(q, g, V.Constant(-0.6673239835130792));
            q = V.MultiplyAdd(q, g, V.Constant(0.9999874935459608));
            return V.MultiplyAdd(q, g, V.Constant(-2.0000000387110908));
        }

        V p = V.Constant(-52.91997598790024);
        p = V.MultiplyAdd(p, g, V.Constant(-223.003216601659));
        p = V.MultiplyAdd(p, g, V.Constant(-446.24872651805373));
        p = V.MultiplyAdd(p, g, V.Constant(-555.1714199022501));
        p = V.MultiplyAdd(p, g, V.Constant(-479.276364811205));
        p = V.MultiplyAdd(p, g, V.Constant(-302.9310564069048));
        p = V.MultiplyAdd(p, g, V.Constant(-145.1675991529353));
        p = V.MultiplyAdd(p, g, V.Constant(-53.36119805272198));
        p = V.MultiplyAdd(p, g, V.Constant(-15.521256867070035));
        p = V.MultiplyAdd(p, g, V.Constant(-3.282237687176606));
        p = V.MultiplyAdd(p, g, V.Constant(-0.7856005935862982));
        p = V.MultiplyAdd(p, g, V.Constant(0.1181057987008111));
        p = V.MultiplyAdd(p, g, V.Constant(-0.2307240586972068));
        p = V.MultiplyAdd(p, g, V.Constant(0.24933685548370782));
        p = V.MultiplyAdd(p, g, V.Constant(-0.28575212237323105));
        p = V.MultiplyAdd(p, g, V.Constant(0.33333181358819974));
        p = V.MultiplyAdd(p, g, V.Constant(-0.4000000406274105));
        p = V.MultiplyAdd(p, g, V.Constant(0.4999999993368222));
        p = V.MultiplyAdd(p, g, V.Constant(-0.6666666666723862));
        p = V.MultiplyAdd(p, g, V.Constant(0.9999999999999805));
        return V.MultiplyAdd(p, g, V.Constant(-2));
    }

    /// <summary>(sin x - x) / x^3 as a polynomial in x^2, |x| at most pi / 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SineTail(V square)
    {
        if (typeof(T) == typeof(float))
        {
            V q = V.Constant(-0.0001958789085523406);
            q = V.MultiplyAdd(q, square, V.Constant(0.00833274827051321));
            return V.MultiplyAdd(q, square, V.Constant(-0.1666666466231378));
        }

        V p = V.Constant(1.5918129280835e-10);
        p = V.MultiplyAdd(p, square, V.Constant(-2.5051131844808866e-08));
        p = V.MultiplyAdd(p, square, V.Constant(2.7557316102551507e-06));
        p = V.MultiplyAdd(p, square, V.Constant(-0.00019841269836758574));
        p = V.MultiplyAdd(p, square, V.Constant(0.008333333333330948));
        return V.MultiplyAdd(p, square, V.Constant(-0.16666666666666666));
    }

    /// <summary>(cos x - 1) / x^2 as a polynomial in x^2, |x| at most pi / 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosineTail(V square)
    {
        if (typeof(T) == typeof(float))
        {
            V q = V.Constant(2.4463788259702553e-05);
            q = V.MultiplyAdd(q, square, V.Constant(-0.001388758915534172));
            q = V.MultiplyAdd(q, square, V.Constant(0.04166665064451224));
            return V.MultiplyAdd(q, square, V.Constant(-0.49999999969119296));
        }

        V p = V.Constant(-1.1367998643791762e-11);
        p = V.MultiplyAdd(p, square, V.Constant(2.0875886737873497e-09));
        p = V.MultiplyAdd(p, square, V.Constant(-2.7557315566340804e-07));
        p = V.MultiplyAdd(p, square, V.Constant(2.4801587293693456e-05));
        p = V.MultiplyAdd(p, square, V.Constant(-0.0013888888888880775));
        p = V.MultiplyAdd(p, square, V.Constant(0.04166666666666664));
        return V.MultiplyAdd(p, square, V.Constant(-0.5));
    }
}
