using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>
/// A neuron with one more Shockley diode on its membrane, which draws D(s) = +-I (exp(+-(s - level) / v) - 1) whatever the force
/// (<see cref="DiodeFunction"/>, whose tangent beyond a large exponent is continued here too). Neurons with several diodes wrap each other.
/// </summary>
internal readonly struct DiodeNeuron<V, T, E>(E inner, DiodeFunction diode) : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    private readonly V _level = V.Constant(diode.Level);
    private readonly V _steepness = V.Constant(Sign(diode) / diode.Thermal);
    private readonly V _saturation = V.Constant(Sign(diode) * diode.Saturation);
    private readonly V _conductance = V.Constant(diode.Saturation / diode.Thermal);

    public static bool OutputIsState => E.OutputIsState;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x) => inner.Output(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V y, V net, V leak)
    {
        V exponent = Exponent(x), cap = V.Constant(DiodeFunction.LargestExponent);
        V beyond = V.Max(exponent - cap, V.Constant(0));
        V capped = Elementary<V, T>.Exp(V.Min(exponent, cap));
        return inner.Rate(x, y, net, leak) - _saturation * (V.MultiplyAdd(capped, beyond, capped) - V.Constant(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Observed(V x, V y) => inner.Observed(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Project(V x) => inner.Project(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Restrain(V x, V rate) => inner.Restrain(x, rate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V OutputSlope(V x, V y) => inner.OutputSlope(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V ObservedSlope(V x, V y) => inner.ObservedSlope(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByState(V x, V y, V net, V leak) =>
        inner.RateByState(x, y, net, leak) - _conductance * Elementary<V, T>.Exp(V.Min(Exponent(x), V.Constant(DiodeFunction.LargestExponent)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByNet(V x, V y) => inner.RateByNet(x, y);

    private static double Sign(DiodeFunction diode) => diode.Direction == DiodeDirection.FromMembrane ? 1 : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Exponent(V x) => _steepness * (x - _level);
}
