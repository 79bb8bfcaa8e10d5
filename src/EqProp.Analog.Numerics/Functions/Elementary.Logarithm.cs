using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.Functions;

public static partial class Elementary<V, T>
{
    /// <summary>Natural logarithm.</summary>
    /// <param name="x">Any number, subnormal ones included.</param>
    /// <returns>ln x within 2 ulp; -infinity for zero of either sign, NaN for what is negative, infinity for infinity.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log(V x)
    {
        // x = 2^k (1 + t) with 1 + t between the square roots of 1/2 and 2; subnormal numbers are made normal first.
        V smallestNormal = V.Constant(typeof(T) == typeof(float) ? 1.17549435082228751e-38 : 2.2250738585072014e-308);
        V normal = V.SelectLess(x, smallestNormal, x * V.Constant(typeof(T) == typeof(float) ? 8388608.0 : 4503599627370496.0), x);
        V halfRoot = V.Constant(0.70710678118654752);
        V above = V.AddBits(normal, V.SubtractBits(V.Constant(1), halfRoot));
        V exponent = FromExponent(above);
        V t = V.AddBits(V.SubtractBits(above, ToExponent(exponent)), halfRoot) - V.Constant(1);
        double shift = typeof(T) == typeof(float) ? 12582912.0 : 6755399441055744.0;
        int bias = typeof(T) == typeof(float) ? 127 : 1023;
        int bits = typeof(T) == typeof(float) ? 23 : 52;
        V k = V.AddBits(exponent, V.RoundingShift)
            - V.SelectLess(x, smallestNormal, V.Constant(shift + bias + bits), V.Constant(shift + bias));

        V infinity = V.Constant(double.PositiveInfinity);
        V y = V.SelectLess(x, infinity, LogOnePlus(t, k), x);
        return V.SelectLess(V.Constant(0), x, y, V.SelectLess(x, V.Constant(0), V.Constant(double.NaN), x - infinity));
    }

    /// <summary>Softplus ln(1 + exp x), the antiderivative of the logistic function: max(0, x) + ln(1 + exp(-|x|)).</summary>
    /// <param name="x">Any number.</param>
    /// <returns>
    /// Within 2 ulp; zero below -87.3365402 (float) or -708.396418532264 (double), where the result would be subnormal; NaN
    /// for NaN.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Softplus(V x)
    {
        // The bound, far below underflow, stands in for NaN, which then enters the result once, by the last term.
        V u = ExpOfNonPositive(V.Max(V.Constant(0) - V.Abs(x), V.Constant(-1500)));

        // 1 + u = 2^k (1 + t), and both t are exact.
        V limit = V.Constant(0.41421356237309505);
        V t = V.SelectLess(limit, u, V.MultiplyAdd(u, V.Constant(0.5), V.Constant(-0.5)), u);
        V k = V.SelectLess(limit, u, V.Constant(1), V.Constant(0));
        return LogOnePlus(t, k) + V.Max(V.Constant(0), x);
    }

    /// <summary>k ln 2 + ln(1 + t) for 1 + t between the square roots of 1/2 and 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOnePlus(V t, V k)
    {
        V square = t * t;
        if (typeof(T) == typeof(float))
        {
            V q = V.Constant(-7.86089466742302817e-02);
            q = V.MultiplyAdd(q, t, V.Constant(1.28834124496422758e-01));
            q = V.MultiplyAdd(q, t, V.Constant(-1.31290845246713389e-01));
            q = V.MultiplyAdd(q, t, V.Constant(1.41809713002862908e-01));
            q = V.MultiplyAdd(q, t, V.Constant(-1.66245020904566693e-01));
            q = V.MultiplyAdd(q, t, V.Constant(2.00022941978715979e-01));
            q = V.MultiplyAdd(q, t, V.Constant(-2.50008118879093355e-01));
            q = V.MultiplyAdd(q, t, V.Constant(3.33333166500461797e-01));
            V small = V.MultiplyAdd(k, V.Constant(-1.9046542121259336e-09), q * (t * square));
            small = V.MultiplyAdd(square, V.Constant(-0.5), small);
            return V.MultiplyAdd(k, V.Constant(0.69314718246459961), t + small);
        }

        // ln(1 + t) = 2 artanh(s) with s = t / (2 + t), arranged so that t itself is the leading term (as FreeBSD's log).
        V s = t / (t + V.Constant(2));
        V z = s * s;
        V p = V.Constant(1.47975079922224390e-01);
        p = V.MultiplyAdd(p, z, V.Constant(1.53139032392606095e-01));
        p = V.MultiplyAdd(p, z, V.Constant(1.81835697395675150e-01));
        p = V.MultiplyAdd(p, z, V.Constant(2.22221984759914976e-01));
        p = V.MultiplyAdd(p, z, V.Constant(2.85714287432627834e-01));
        p = V.MultiplyAdd(p, z, V.Constant(3.99999999994110900e-01));
        p = V.MultiplyAdd(p, z, V.Constant(6.66666666666673513e-01));
        V half = square * V.Constant(0.5);
        V correction = V.MultiplyAdd(s, V.MultiplyAdd(p, z, half), k * V.Constant(2.3190468138462996e-17));
        return V.MultiplyAdd(k, V.Constant(0.69314718055994529), t - (half - correction));
    }
}
