using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>
/// The far end of a wire behind a buffered output: T dl/dt = y - l. The net input is the neuron's output y, the leak is one and T is
/// the capacity. Synapses see the state itself, in an array of its own, which stages of Runge-Kutta steps need.
/// </summary>
internal readonly struct LineEquation<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => false;

    public static bool RateIsLinear => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Observed(V x, V y) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Project(V x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Restrain(V x, V rate) => rate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V OutputSlope(V x, V y) => V.Constant(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V ObservedSlope(V x, V y) => V.Constant(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByNet(V x, V y) => V.Constant(1);
}
