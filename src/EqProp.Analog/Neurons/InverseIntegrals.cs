using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>H(y) = y^2 / 2 of the piecewise linear circuits, as <see cref="ActivationFunction.InverseIntegral"/>.</summary>
internal readonly struct LinearInverseIntegral<V, T> : IStateFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate(V y) => V.Constant(0.5) * y * y;
}

/// <summary>H(y) = threshold y + ((1 + y) ln(1 + y) + (1 - y) ln(1 - y)) / (2 gain) of the differential pair.</summary>
internal readonly struct TanhInverseIntegral<V, T>(double gain, double threshold) : IStateFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Terms = 12;
    private readonly V _scale = V.Constant(0.5 / gain);
    private readonly V _threshold = V.Constant(threshold);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate(V y)
    {
        V one = V.Constant(1);
        V logarithms = LogisticInverseIntegral<V, T>.TimesLog(one + y) + LogisticInverseIntegral<V, T>.TimesLog(one - y);
        V entropy = V.SelectLess(V.Abs(y), V.Constant(0.25), Series(y * y), logarithms);
        return V.MultiplyAdd(_scale, entropy, _threshold * y);
    }

    /// <summary>
    /// The sum over k of y^2k / (k (2k - 1)): near zero, where the logarithms nearly cancel; below 1/4 the rest is under 1e-17 of it.
    /// </summary>
    private static V Series(V square)
    {
        V sum = V.Constant(0);
        for (int k = Terms; k >= 1; k--)
        {
            sum = V.MultiplyAdd(sum, square, V.Constant(1.0 / (k * (2 * k - 1))));
        }

        return sum * square;
    }
}

/// <summary>H(y) = threshold y + (y ln y + (1 - y) ln(1 - y)) / gain of one side of the pair.</summary>
internal readonly struct LogisticInverseIntegral<V, T>(double gain, double threshold) : IStateFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _scale = V.Constant(1 / gain);
    private readonly V _threshold = V.Constant(threshold);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Evaluate(V y) => V.MultiplyAdd(_scale, TimesLog(y) + TimesLog(V.Constant(1) - y), _threshold * y);

    /// <summary>x ln x, zero at zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TimesLog(V x) => x * Elementary<V, T>.Log(V.Max(x, V.Constant(1.1754943508222875e-38)));
}
