using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>f = u - u^3 / 3: h = -u^3 / 3.</summary>
internal readonly struct CubicConductance<V, T> : INonlinearity<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _minusThird = V.Constant(-1.0 / 3);

    public CubicConductance()
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Current(V state) => _minusThird * state * (state * state);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V state) => V.Constant(0) - state * state;
}

/// <summary>f = u (1 - u) (u - alpha), whose slope at zero is -alpha: h = (1 + alpha) u^2 - u^3.</summary>
internal readonly struct AlphaCubicConductance<V, T>(double alpha) : INonlinearity<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _square = V.Constant(1 + alpha);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Current(V state) => state * state * (_square - state);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V state) => state * (V.Constant(2) * _square - V.Constant(3) * state);
}

/// <summary>f = (1 + s) tanh(u) - s u: h = (1 + s) (tanh(u) - u).</summary>
internal readonly struct TanhConductance<V, T>(double outerSlope) : INonlinearity<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _gain = V.Constant(1 + outerSlope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Current(V state) => _gain * (Elementary<V, T>.Tanh(state) - state);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V state)
    {
        V tanh = Elementary<V, T>.Tanh(state);
        return V.Constant(0) - _gain * tanh * tanh;
    }
}

/// <summary>f = u between -1 and 1, of slope -s outside: h = -(1 + s) (u - min(max(u, -1), 1)).</summary>
internal readonly struct PiecewiseLinearConductance<V, T>(double outerSlope) : INonlinearity<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _gain = V.Constant(1 + outerSlope);
    private readonly V _one = V.Constant(1);
    private readonly V _minusOne = V.Constant(-1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Current(V state) => _gain * (V.Max(_minusOne, V.Min(_one, state)) - state);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V state) => V.SelectLess(_one, V.Abs(state), V.Constant(0) - _gain, V.Constant(0));
}
