using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>An activation circuit continued to complex states.</summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal interface IComplexActivation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>rho(s): real part, and imaginary part.</summary>
    V Activity(V state, V stateAcross, out V across);

    /// <summary>rho'(s), from y = rho(s): real part, and imaginary part.</summary>
    V Slope(V activity, V activityAcross, out V across);
}

/// <summary>rho(s) = s.</summary>
internal readonly struct ComplexLinear<V, T> : IComplexActivation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Activity(V state, V stateAcross, out V across)
    {
        across = stateAcross;
        return state;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V activity, V activityAcross, out V across)
    {
        across = V.Constant(0);
        return V.Constant(1);
    }
}

/// <summary>rho(s) = tanh(gain (s - threshold)), rho' = gain (1 - y^2).</summary>
internal readonly struct ComplexTanh<V, T>(double gain, double threshold) : IComplexActivation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _gain = V.Constant(gain);
    private readonly V _threshold = V.Constant(threshold);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Activity(V state, V stateAcross, out V across) =>
        Elementary<V, T>.Tanh(_gain * (state - _threshold), _gain * stateAcross, out across);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V activity, V activityAcross, out V across)
    {
        across = V.Constant(-2) * _gain * activity * activityAcross;
        return _gain * (V.Constant(1) - (activity * activity - activityAcross * activityAcross));
    }
}

/// <summary>rho(s) = 1 / (1 + exp(-gain (s - threshold))), rho' = gain y (1 - y).</summary>
internal readonly struct ComplexLogistic<V, T>(double gain, double threshold) : IComplexActivation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _gain = V.Constant(gain);
    private readonly V _threshold = V.Constant(threshold);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Activity(V state, V stateAcross, out V across) =>
        Elementary<V, T>.Logistic(_gain * (state - _threshold), _gain * stateAcross, out across);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Slope(V activity, V activityAcross, out V across)
    {
        V rest = V.Constant(1) - activity;
        across = _gain * (activityAcross * (rest - activity));
        return _gain * (activity * rest + activityAcross * activityAcross);
    }
}
