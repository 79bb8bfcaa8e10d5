using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>ds/dt = net - leak s between the rails 0 and 1: leak and hard sigmoid.</summary>
internal readonly struct LeakHardSigmoid<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => true;

    public static bool RateIsLinear => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Observed(V x, V y) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Project(V x) => V.Max(V.Constant(0), V.Min(V.Constant(1), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Restrain(V x, V rate) => V.SelectLess(V.Constant(0), V.Abs(Project(x + rate) - x), rate, V.Constant(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V OutputSlope(V x, V y) => V.Constant(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V ObservedSlope(V x, V y) => V.Constant(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByNet(V x, V y) => V.Constant(1);
}

/// <summary>dV/dt = net - leak V with the output tanh V.</summary>
internal readonly struct LeakTanh<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => false;

    public static bool RateIsLinear => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x) => Elementary<V, T>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Observed(V x, V y) => y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Project(V x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Restrain(V x, V rate) => rate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V OutputSlope(V x, V y) => V.Constant(1) - y * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V ObservedSlope(V x, V y) => OutputSlope(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByNet(V x, V y) => V.Constant(1);
}
