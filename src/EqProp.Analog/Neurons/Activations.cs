using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>Linear between two rails: rho(s) = min(max(s, 0), 1).</summary>
internal readonly struct HardSigmoidActivation<V, T> : IActivation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _zero = V.Constant(0);
    private readonly V _one = V.Constant(1);

    public HardSigmoidActivation()
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Activity(V state) => V.Max(_zero, V.Min(_one, state));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V activity) => _one;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative(V state, V activity) => V.SelectLess(_zero, V.Abs(state - activity), _zero, _one);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V activity) => _zero;
}

/// <summary>One ideal diode: rho(s) = max(s, 0).</summary>
internal readonly struct ReluActivation<V, T> : IActivation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _zero = V.Constant(0);
    private readonly V _one = V.Constant(1);

    public ReluActivation()
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Activity(V state) => V.Max(_zero, state);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V activity) => _one;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative(V state, V activity) => V.SelectLess(_zero, V.Abs(state - activity), _zero, _one);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V activity) => _zero;
}

/// <summary>A unity buffer: rho(s) = s.</summary>
internal readonly struct LinearActivation<V, T> : IActivation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _one = V.Constant(1);

    public LinearActivation()
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Activity(V state) => state;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V activity) => _one;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative(V state, V activity) => _one;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V activity) => V.Constant(0);
}

/// <summary>A differential pair: rho(s) = tanh(gain (s - threshold)), rho' = gain (1 - y^2).</summary>
internal readonly struct TanhActivation<V, T>(double gain, double threshold) : IActivation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _gain = V.Constant(gain);
    private readonly V _threshold = V.Constant(threshold);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Activity(V state) => Elementary<V, T>.Tanh(_gain * (state - _threshold));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V activity) => _gain * (V.Constant(1) - activity * activity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative(V state, V activity) => Slope(activity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V activity) => V.Constant(-2) * _gain * activity * Slope(activity);
}

/// <summary>One side of a differential pair: rho(s) = 1 / (1 + exp(-gain (s - threshold))), rho' = gain y (1 - y).</summary>
internal readonly struct LogisticActivation<V, T>(double gain, double threshold) : IActivation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _gain = V.Constant(gain);
    private readonly V _threshold = V.Constant(threshold);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Activity(V state) => Elementary<V, T>.Logistic(_gain * (state - _threshold));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V activity) => _gain * activity * (V.Constant(1) - activity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative(V state, V activity) => Slope(activity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Curvature(V activity) => _gain * (V.Constant(1) - activity - activity) * Slope(activity);
}
