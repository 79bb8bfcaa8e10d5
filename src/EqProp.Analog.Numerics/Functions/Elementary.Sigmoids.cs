using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.Functions;

public static partial class Elementary<V, T>
{
    /// <summary>Hyperbolic tangent: e / (e + 1) with e = (exp(2|x|) - 1) / 2, which keeps its relative accuracy near zero.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>tanh x within 4 ulp, odd to the bit (zero keeps its sign), never beyond +-1; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        V bounded = V.Min(V.Constant(typeof(T) == typeof(float) ? 10 : 22), V.Abs(x));

        // |x| = n ln(2) / 2 + h.
        V shifted = V.MultiplyAdd(bounded, V.Constant(2.8853900817779268), V.RoundingShift);
        V n = shifted - V.RoundingShift;
        V h = typeof(T) == typeof(float)
            ? V.MultiplyAdd(n, V.Constant(9.5232710606296678e-10), V.MultiplyAdd(n, V.Constant(-0.3465735912322998), bounded))
            : V.MultiplyAdd(n, V.Constant(-1.1595234069231498e-17), V.MultiplyAdd(n, V.Constant(-0.34657359027997264), bounded));
        V small = V.MultiplyAdd(h * h, HalfExpMinusOneRemainder(h), h);
        V scale = V.PowerOfTwo(shifted);
        V e = V.MultiplyAdd(scale, small, V.MultiplyAdd(scale, V.Constant(0.5), V.Constant(-0.5)));
        return V.Or(e / (e + V.Constant(1)), V.And(x, V.Constant(-0.0)));
    }

    /// <summary>Logistic function 1 / (1 + exp(-x)).</summary>
    /// <param name="x">Any number.</param>
    /// <returns>
    /// Within 4 ulp, at most 1; zero below -87.3365402 (float) or -708.396418532264 (double), where the result would be
    /// subnormal; NaN for NaN.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Logistic(V x)
    {
        V bounded = V.Max(ExpUnderflow, V.Min(V.Constant(0) - ExpUnderflow, V.Constant(0) - x));
        V significand = ReducedExp(bounded, out V shifted);
        V y = V.Constant(1) / V.MultiplyAdd(significand, V.PowerOfTwo(shifted), V.Constant(1));
        return V.SelectLess(x, ExpUnderflow, V.Constant(0), y);
    }

    /// <summary>((exp(2h) - 1) / 2 - h) / h^2 for |h| at most ln(2) / 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfExpMinusOneRemainder(V h)
    {
        if (typeof(T) == typeof(float))
        {
            V q = V.Constant(4.46286742925799118e-02);
            q = V.MultiplyAdd(q, h, V.Constant(1.33865372818601558e-01));
            q = V.MultiplyAdd(q, h, V.Constant(3.33330256549526471e-01));
            q = V.MultiplyAdd(q, h, V.Constant(6.66661722088358832e-01));
            return V.MultiplyAdd(q, h, V.Constant(1.00000001236124914e+00));
        }

        V p = V.Constant(2.57172603986006124e-05);
        p = V.MultiplyAdd(p, h, V.Constant(1.41446637505466020e-04));
        p = V.MultiplyAdd(p, h, V.Constant(7.05465032959683332e-04));
        p = V.MultiplyAdd(p, h, V.Constant(3.17459258377067021e-03));
        p = V.MultiplyAdd(p, h, V.Constant(1.26984127379957800e-02));
        p = V.MultiplyAdd(p, h, V.Constant(4.44444445831594787e-02));
        p = V.MultiplyAdd(p, h, V.Constant(1.33333333333033127e-01));
        p = V.MultiplyAdd(p, h, V.Constant(3.33333333332594239e-01));
        p = V.MultiplyAdd(p, h, V.Constant(6.66666666666667407e-01));
        return V.MultiplyAdd(p, h, V.Constant(1.00000000000000111e+00));
    }
}
