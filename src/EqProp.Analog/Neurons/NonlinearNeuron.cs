using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>
/// A membrane that sums currents, with a nonlinear conductance on it: ds/dt = net - leak s + h(s). Others see the membrane itself, and the
/// nudge is a current in proportion to it. The leak may be negative: it holds the slope of the conductance at zero.
/// </summary>
/// <remarks>The activator of FitzHugh and Nagumo where h is cubic.</remarks>
internal readonly struct NonlinearNeuron<V, T, H>(H conductance) : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where H : struct, INonlinearity<V, T>
{
    public static bool OutputIsState => true;

    public static bool NetArrivesWhole => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V y, V net, V leak) => net - leak * x + conductance.Current(x);

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
    public V RateByState(V x, V y, V net, V leak) => conductance.Slope(x) - leak;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByNet(V x, V y) => V.Constant(1);
}
