using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.Functions;

public static partial class Elementary<V, T>
{
    /// <summary>Sine.</summary>
    /// <param name="x">Any number, in radians.</param>
    /// <returns>sin x within 2 ulp for every finite x, odd to the bit; NaN for infinities and NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin(V x)
    {
        V r = ReduceToQuarter(x, out V quadrant);
        V square = r * r;
        return SinOfQuadrant(x, quadrant, SinOfReduced(r, square), CosOfReduced(square));
    }

    /// <summary>Cosine.</summary>
    /// <param name="x">Any number, in radians.</param>
    /// <returns>cos x within 2 ulp for every finite x, even to the bit; NaN for infinities and NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos(V x)
    {
        V r = ReduceToQuarter(x, out V quadrant);
        V square = r * r;
        return CosOfQuadrant(quadrant, SinOfReduced(r, square), CosOfReduced(square));
    }

    /// <summary>Sine and cosine of one number, the same bits as <see cref="Sin"/> and <see cref="Cos"/>.</summary>
    /// <param name="x">Any number, in radians.</param>
    /// <param name="cos">cos x.</param>
    /// <returns>sin x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SinCos(V x, out V cos)
    {
        V r = ReduceToQuarter(x, out V quadrant);
        V square = r * r;
        V sinOfReduced = SinOfReduced(r, square);
        V cosOfReduced = CosOfReduced(square);
        cos = CosOfQuadrant(quadrant, sinOfReduced, cosOfReduced);
        return SinOfQuadrant(x, quadrant, sinOfReduced, cosOfReduced);
    }

    /// <summary>|x| = n pi/2 + r with n a whole number and |r| at most pi/4, a percent more in float.</summary>
    /// <param name="x">Any number.</param>
    /// <param name="quadrant">n in the low bits of the significand; exact modulo four.</param>
    /// <returns>r.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ReduceToQuarter(V x, out V quadrant)
    {
        V magnitude = V.Abs(x);
        quadrant = V.MultiplyAdd(magnitude, V.Constant(0.63661977236758138), V.RoundingShift);
        V n = quadrant - V.RoundingShift;

        // The first step is exact: both terms are whole multiples of the last bit of the first part of pi/2.
        V r = typeof(T) == typeof(float)
            ? V.MultiplyAdd(n, V.Constant(1.7151245100058819e-15), V.MultiplyAdd(
                n, V.Constant(4.3711388286737929e-08), V.MultiplyAdd(n, V.Constant(-1.5707963705062866), magnitude)))
            : V.MultiplyAdd(n, V.Constant(1.4973849048591698e-33), V.MultiplyAdd(
                n, V.Constant(-6.123233995736766e-17), V.MultiplyAdd(n, V.Constant(-1.5707963267948966), magnitude)));
        if (V.AnyLess(V.Constant(HalfPiReduction.Threshold<T>()), magnitude))
        {
            (r, quadrant) = HalfPiReduction.ReplaceLarge<V, T>(magnitude, r, quadrant);
        }

        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinOfQuadrant(V x, V quadrant, V sin, V cos) =>
        V.Xor(SelectOdd(quadrant, cos, sin), V.And(V.Xor(SecondBitToSign(quadrant), x), V.Constant(-0.0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosOfQuadrant(V quadrant, V sin, V cos) =>
        V.Xor(
            SelectOdd(quadrant, sin, cos),
            V.And(V.Xor(SecondBitToSign(quadrant), FirstBitToSign(quadrant)), V.Constant(-0.0)));

    /// <summary>One of two numbers by the lowest bit of a pattern.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SelectOdd(V quadrant, V odd, V even)
    {
        V mask = V.SubtractBits(V.Constant(0), SignToFirstBit(FirstBitToSign(quadrant)));
        return V.Xor(even, V.And(mask, V.Xor(even, odd)));
    }

    /// <summary>sin r for |r| up to pi/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinOfReduced(V r, V square)
    {
        V q;
        if (typeof(T) == typeof(float))
        {
            q = V.Constant(-1.95043176014527764e-04);
            q = V.MultiplyAdd(q, square, V.Constant(8.33208346235635167e-03));
            q = V.MultiplyAdd(q, square, V.Constant(-1.66666534713285380e-01));
        }
        else
        {
            q = V.Constant(1.58903070735975074e-10);
            q = V.MultiplyAdd(q, square, V.Constant(-2.50506477667415696e-08));
            q = V.MultiplyAdd(q, square, V.Constant(2.75573129994775053e-06));
            q = V.MultiplyAdd(q, square, V.Constant(-1.98412698278549183e-04));
            q = V.MultiplyAdd(q, square, V.Constant(8.33333333332004003e-03));
            q = V.MultiplyAdd(q, square, V.Constant(-1.66666666666666241e-01));
        }

        return V.MultiplyAdd(q, r * square, r);
    }

    /// <summary>cos r for |r| up to pi/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosOfReduced(V square)
    {
        V q;
        if (typeof(T) == typeof(float))
        {
            q = V.Constant(2.44238904718809955e-05);
            q = V.MultiplyAdd(q, square, V.Constant(-1.38872427603459431e-03));
            q = V.MultiplyAdd(q, square, V.Constant(4.16666443787948662e-02));
        }
        else
        {
            q = V.Constant(-1.13552052616686473e-11);
            q = V.MultiplyAdd(q, square, V.Constant(2.08756388137576151e-09));
            q = V.MultiplyAdd(q, square, V.Constant(-2.75573137427633870e-07));
            q = V.MultiplyAdd(q, square, V.Constant(2.48015872874207196e-05));
            q = V.MultiplyAdd(q, square, V.Constant(-1.38888888888709155e-03));
            q = V.MultiplyAdd(q, square, V.Constant(4.16666666666665811e-02));
        }

        // One minus half the square loses nothing that the last term, of the order of the fourth power, does not exceed.
        return V.MultiplyAdd(q, square * square, V.MultiplyAdd(square, V.Constant(-0.5), V.Constant(1)));
    }
}
