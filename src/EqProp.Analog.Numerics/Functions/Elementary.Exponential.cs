using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.Functions;

public static partial class Elementary<V, T>
{
    /// <summary>Smallest number whose exponential overflows.</summary>
    private static V ExpOverflow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Constant(typeof(T) == typeof(float) ? 88.72283935546875 : 709.78271289338409);
    }

    /// <summary>Smallest number whose exponential is normal: -126 ln 2 or -1022 ln 2, rounded upwards.</summary>
    private static V ExpUnderflow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Constant(typeof(T) == typeof(float) ? -87.336540222167969 : -708.39641853226408);
    }

    /// <summary>Exponential.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>
    /// exp x within 2 ulp; infinity from 88.7228394 (float) or 709.782712893385 (double) on; zero below -87.3365402 or
    /// -708.396418532264, where the result would be subnormal; NaN for NaN.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        V significand = ReducedExp(x, out V shifted);

        // Two to the largest exponent plus one is no number, but the product with a significand below one is.
        V y = V.AddBits(significand, ToExponent(shifted));
        y = V.SelectLess(x, ExpOverflow, y, x + V.Constant(double.PositiveInfinity));
        return V.SelectLess(x, ExpUnderflow, V.Constant(0), y);
    }

    /// <summary>Exponential of a number that is not positive: the same bits as <see cref="Exp"/>, for less work.</summary>
    /// <param name="x">At most 0.</param>
    /// <returns>exp x within 2 ulp; zero where that would be subnormal; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ExpOfNonPositive(V x)
    {
        V significand = ReducedExp(x, out V shifted);
        return V.SelectLess(x, ExpUnderflow, V.Constant(0), significand * V.PowerOfTwo(shifted));
    }

    /// <summary>exp x - 1, which keeps its relative accuracy near zero.</summary>
    /// <param name="x">Any number; it counts as at most 700 (float: 86) in magnitude.</param>
    /// <returns>exp x - 1 within 2 ulp; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ExpMinusOne(V x)
    {
        V limit = V.Constant(typeof(T) == typeof(float) ? 43 : 350);
        V half = V.Max(V.Constant(0) - limit, V.Min(limit, x * V.Constant(0.5)));

        // x / 2 = n ln(2) / 2 + h, as for the hyperbolic tangent.
        V shifted = V.MultiplyAdd(half, V.Constant(2.8853900817779268), V.RoundingShift);
        V n = shifted - V.RoundingShift;
        V h = typeof(T) == typeof(float)
            ? V.MultiplyAdd(n, V.Constant(9.5232710606296678e-10), V.MultiplyAdd(n, V.Constant(-0.3465735912322998), half))
            : V.MultiplyAdd(n, V.Constant(-1.1595234069231498e-17), V.MultiplyAdd(n, V.Constant(-0.34657359027997264), half));
        V small = V.MultiplyAdd(h * h, HalfExpMinusOneRemainder(h), h);
        V scale = V.PowerOfTwo(shifted);
        V e = V.MultiplyAdd(scale, small, V.MultiplyAdd(scale, V.Constant(0.5), V.Constant(-0.5)));
        return e + e;
    }

    /// <summary>x = n ln 2 + r with n a whole number and |r| at most ln(2) / 2 (Cody and Waite, two parts of ln 2).</summary>
    /// <param name="x">Any number of moderate size.</param>
    /// <param name="shifted">n in the low bits of the significand.</param>
    /// <returns>exp r.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ReducedExp(V x, out V shifted)
    {
        shifted = V.MultiplyAdd(x, V.Constant(1.4426950408889634), V.RoundingShift);
        V n = shifted - V.RoundingShift;
        V r = typeof(T) == typeof(float)
            ? V.MultiplyAdd(n, V.Constant(1.9046542121259336e-09), V.MultiplyAdd(n, V.Constant(-0.69314718246459961), x))
            : V.MultiplyAdd(n, V.Constant(-2.3190468138462996e-17), V.MultiplyAdd(n, V.Constant(-0.69314718055994529), x));
        return V.MultiplyAdd(r * r, ExpRemainder(r), r) + V.Constant(1);
    }

    /// <summary>(exp(r) - 1 - r) / r^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpRemainder(V r)
    {
        if (typeof(T) == typeof(float))
        {
            V q = V.Constant(1.38145296982076626e-03);
            q = V.MultiplyAdd(q, r, V.Constant(8.36874455189951134e-03));
            q = V.MultiplyAdd(q, r, V.Constant(4.16683908681471302e-02));
            q = V.MultiplyAdd(q, r, V.Constant(1.66665204067394934e-01));
            return V.MultiplyAdd(q, r, V.Constant(4.99999934327424900e-01));
        }

        V p = V.Constant(2.50000409151768091e-08);
        p = V.MultiplyAdd(p, r, V.Constant(2.76303062963432052e-07));
        p = V.MultiplyAdd(p, r, V.Constant(2.75575867217731274e-06));
        p = V.MultiplyAdd(p, r, V.Constant(2.48014929496932060e-05));
        p = V.MultiplyAdd(p, r, V.Constant(1.98412695058852484e-04));
        p = V.MultiplyAdd(p, r, V.Constant(1.38888889437597152e-03));
        p = V.MultiplyAdd(p, r, V.Constant(8.33333333349491230e-03));
        p = V.MultiplyAdd(p, r, V.Constant(4.16666666665297322e-02));
        p = V.MultiplyAdd(p, r, V.Constant(1.66666666666664104e-01));
        return V.MultiplyAdd(p, r, V.Constant(5.00000000000001110e-01));
    }
}
