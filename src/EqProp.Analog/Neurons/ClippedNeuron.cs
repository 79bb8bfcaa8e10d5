using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>
/// A neuron whose membrane ideal diodes hold between two levels: they carry whatever current keeps it there. Rails of the neuron's
/// own act as well.
/// </summary>
internal readonly struct ClippedNeuron<V, T, E>(E inner, double lower, double upper) : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    private readonly V _lower = V.Constant(lower);
    private readonly V _upper = V.Constant(upper);

    public static bool OutputIsState => E.OutputIsState;

    public static bool RateIsLinear => E.RateIsLinear;

    public static bool NetArrivesWhole => E.NetArrivesWhole;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x) => inner.Output(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V y, V net, V leak) => inner.Rate(x, y, net, leak);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Observed(V x, V y) => inner.Observed(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Project(V x) => V.Max(_lower, V.Min(_upper, inner.Project(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Restrain(V x, V rate) => V.SelectLess(V.Constant(0), V.Abs(Project(x + rate) - x), rate, V.Constant(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V OutputSlope(V x, V y) => inner.OutputSlope(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V ObservedSlope(V x, V y) => inner.ObservedSlope(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByState(V x, V y, V net, V leak) => inner.RateByState(x, y, net, leak);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByNet(V x, V y) => inner.RateByNet(x, y);
}
