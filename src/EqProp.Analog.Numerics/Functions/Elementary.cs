using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Functions;

/// <summary>
/// Elementary functions from add, multiply, divide and fused multiply-add alone, so that every lane width gives the
/// same bits.
/// </summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public static class Elementary<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Hyperbolic tangent: expm1(2x) / (expm1(2x) + 2), which keeps its relative accuracy near zero.</summary>
    /// <param name="x">Any finite number; infinities give +-1, NaN stays NaN.</param>
    /// <returns>tanh x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        V limit = V.Constant(typeof(T) == typeof(float) ? 10 : 22);
        V bounded = V.Max(V.Constant(0) - limit, V.Min(limit, x));
        V e = ExpMinusOne(bounded + bounded);
        return e / (e + V.Constant(2));
    }

    /// <summary>Logistic function 1 / (1 + exp(-x)).</summary>
    /// <param name="x">Any number; below -80 (float) or -700 (double) it counts as that bound, NaN stays NaN.</param>
    /// <returns>A number above 0 (at least 1.8e-35 in float, 9.8e-305 in double) and at most 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Logistic(V x)
    {
        V limit = V.Constant(typeof(T) == typeof(float) ? 80 : 700);
        V bounded = V.Max(V.Constant(0) - limit, V.Min(limit, x));
        V e = ExpMinusOne(V.Constant(0) - bounded);
        return V.Constant(1) / (e + V.Constant(2));
    }

    /// <summary>Exponential of a number that is not positive.</summary>
    /// <param name="x">At most 0; below about -80 (float) or -700 (double) the result is that of the bound.</param>
    /// <returns>exp x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        V limit = V.Constant(typeof(T) == typeof(float) ? -80 : -700);
        return ExpMinusOne(V.Max(limit, x)) + V.Constant(1);
    }

    /// <summary>
    /// exp(x) - 1 for x within the range of the exponential: x = n ln 2 + r, exp(x) - 1 = 2^n expm1(r) + (2^n - 1).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpMinusOne(V x)
    {
        V shifted = V.MultiplyAdd(x, V.Constant(1.4426950408889634), V.RoundingShift);
        V n = shifted - V.RoundingShift;
        V r = typeof(T) == typeof(float)
            ? V.MultiplyAdd(n, V.Constant(-1.42860682030941723212e-6), V.MultiplyAdd(n, V.Constant(-0.693145751953125), x))
            : V.MultiplyAdd(n, V.Constant(-1.90821492927058770002e-10), V.MultiplyAdd(n, V.Constant(-6.93147180369123816490e-1), x));
        V scale = V.PowerOfTwo(shifted);
        V small = V.MultiplyAdd(r * r, Tail(r), r);
        return V.MultiplyAdd(scale, small, scale - V.Constant(1));
    }

    /// <summary>(exp(r) - 1 - r) / r^2 for |r| at most ln(2) / 2, by its Taylor series.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Tail(V r)
    {
        if (typeof(T) == typeof(float))
        {
            V q = V.Constant(1.0 / 40320);
            q = V.MultiplyAdd(q, r, V.Constant(1.0 / 5040));
            q = V.MultiplyAdd(q, r, V.Constant(1.0 / 720));
            q = V.MultiplyAdd(q, r, V.Constant(1.0 / 120));
            q = V.MultiplyAdd(q, r, V.Constant(1.0 / 24));
            q = V.MultiplyAdd(q, r, V.Constant(1.0 / 6));
            return V.MultiplyAdd(q, r, V.Constant(0.5));
        }

        V p = V.Constant(1.0 / 87178291200);
        p = V.MultiplyAdd(p, r, V.Constant(1.0 / 6227020800));
        p = V.MultiplyAdd(p, r, V.Constant(1.0 / 479001600));
        p = V.MultiplyAdd(p, r, V.Constant(1.0 / 39916800));
        p = V.MultiplyAdd(p, r, V.Constant(1.0 / 3628800));
        p = V.MultiplyAdd(p, r, V.Constant(1.0 / 362880));
        p = V.MultiplyAdd(p, r, V.Constant(1.0 / 40320));
        p = V.MultiplyAdd(p, r, V.Constant(1.0 / 5040));
        p = V.MultiplyAdd(p, r, V.Constant(1.0 / 720));
        p = V.MultiplyAdd(p, r, V.Constant(1.0 / 120));
        p = V.MultiplyAdd(p, r, V.Constant(1.0 / 24));
        p = V.MultiplyAdd(p, r, V.Constant(1.0 / 6));
        return V.MultiplyAdd(p, r, V.Constant(0.5));
    }
}
