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
internal static unsafe class BoxMuller<W, N, V, T>
    where W : unmanaged, IWordLane<W>
    where N : struct, IWordNumbers<W, V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Float32 = 1.0 / 4294967296.0;
    private const double Float64 = Float32 * Float32;

    /// <summary>
    /// The numbers of one part of the words. One method that is not inlined and calls nothing large: only so does everything
    /// in it fit the compiler's budget for inlining.
    /// </summary>
    /// <param name="radiusHigh">Bits of u, high words.</param>
    /// <param name="radiusLow">Bits of u, low words; in float not read.</param>
    /// <param name="angleHigh">Bits of v, high words.</param>
    /// <param name="angleLow">Bits of v, low words; in float not read.</param>
    /// <param name="cosine">Where the first numbers go.</param>
    /// <param name="sine">Where the second numbers go.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Write<TPart>(in W radiusHigh, in W radiusLow, in W angleHigh, in W angleLow, T* cosine, T* sine)
        where TPart : struct, IPart
    {
        // The nearest quarter turn, its number in the top two bits, and what is left of the angle, an eighth turn at most.
        W one = W.Broadcast(1), angle = angleHigh, quarter = angle + W.Broadcast(1u << 29), odd = quarter << 1;
        V t, rest;
        if (typeof(T) == typeof(float))
        {
            t = N.FromSigned(radiusHigh | one, one, TPart.Index) * V.Constant(Float32);
            rest = N.FromSigned(angle << 2, one, TPart.Index) * V.Constant(Math.PI / 2 * Float32);
        }
        else
        {
            W low = angleLow;
            t = N.FromSigned(radiusHigh, radiusLow | one, TPart.Index) * V.Constant(Float64);
            rest = N.FromSigned((angle << 2) | (low >> 30), low << 2, TPart.Index) * V.Constant(Math.PI / 2 * Float64);
        }

        // ln u = e ln 2 + ln(1 + g) with u = 2^e (1 + g) and g in [-1/2, 0]; for u above a half e is 0 and g is t.
        V zero = V.Constant(0), square = rest * rest;
        V g = V.SelectLess(t, zero, t, N.Fraction(t) - V.Constant(1));
        V whole = V.SelectLess(t, zero, zero, N.Exponent(t) * V.Constant(-1.3862943611198906));

        // -2 ln(1 + g) / g, (sin x - x) / x^3 and (cos x - 1) / x^2.
        V logarithm, sineTail, cosineTail;
        if (typeof(T) == typeof(float))
        {
            logarithm = V.Constant(-2.8159134057271005);
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-3.260423380796713));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-2.4100277928945886));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-0.3631432955246867));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-0.5290951676774908));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(0.4868748801972408));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-0.6673239835130792));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(0.9999874935459608));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-2.0000000387110908));

            sineTail = V.Constant(-0.0001958789085523406);
            sineTail = V.MultiplyAdd(sineTail, square, V.Constant(0.00833274827051321));
            sineTail = V.MultiplyAdd(sineTail, square, V.Constant(-0.1666666466231378));

            cosineTail = V.Constant(2.4463788259702553e-05);
            cosineTail = V.MultiplyAdd(cosineTail, square, V.Constant(-0.001388758915534172));
            cosineTail = V.MultiplyAdd(cosineTail, square, V.Constant(0.04166665064451224));
            cosineTail = V.MultiplyAdd(cosineTail, square, V.Constant(-0.49999999969119296));
        }
        else
        {
            logarithm = V.Constant(-52.91997598790024);
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-223.003216601659));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-446.24872651805373));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-555.1714199022501));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-479.276364811205));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-302.9310564069048));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-145.1675991529353));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-53.36119805272198));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-15.521256867070035));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-3.282237687176606));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-0.7856005935862982));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(0.1181057987008111));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-0.2307240586972068));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(0.24933685548370782));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-0.28575212237323105));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(0.33333181358819974));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-0.4000000406274105));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(0.4999999993368222));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-0.6666666666723862));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(0.9999999999999805));
            logarithm = V.MultiplyAdd(logarithm, g, V.Constant(-2));

            sineTail = V.Constant(1.5918129280835e-10);
            sineTail = V.MultiplyAdd(sineTail, square, V.Constant(-2.5051131844808866e-08));
            sineTail = V.MultiplyAdd(sineTail, square, V.Constant(2.7557316102551507e-06));
            sineTail = V.MultiplyAdd(sineTail, square, V.Constant(-0.00019841269836758574));
            sineTail = V.MultiplyAdd(sineTail, square, V.Constant(0.008333333333330948));
            sineTail = V.MultiplyAdd(sineTail, square, V.Constant(-0.16666666666666666));

            cosineTail = V.Constant(-1.1367998643791762e-11);
            cosineTail = V.MultiplyAdd(cosineTail, square, V.Constant(2.0875886737873497e-09));
            cosineTail = V.MultiplyAdd(cosineTail, square, V.Constant(-2.7557315566340804e-07));
            cosineTail = V.MultiplyAdd(cosineTail, square, V.Constant(2.4801587293693456e-05));
            cosineTail = V.MultiplyAdd(cosineTail, square, V.Constant(-0.0013888888888880775));
            cosineTail = V.MultiplyAdd(cosineTail, square, V.Constant(0.04166666666666664));
            cosineTail = V.MultiplyAdd(cosineTail, square, V.Constant(-0.5));
        }

        V length = N.Sqrt(V.MultiplyAdd(g, logarithm, whole));
        V s = V.MultiplyAdd(rest * square, sineTail, rest);
        V c = V.MultiplyAdd(square, cosineTail, V.Constant(1));
        V.Store(cosine, length * N.FlipSign(N.Choose(odd, TPart.Index, s, c), quarter ^ odd, TPart.Index));
        V.Store(sine, length * N.FlipSign(N.Choose(odd, TPart.Index, c, s), quarter, TPart.Index));
    }
}
