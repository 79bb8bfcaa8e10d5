using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>
/// Energy-based leaky integrator whose activation only limits, as published by Scellier and Bengio (2017):
/// ds/dt = net - leak s, put back on its rails after each step. Between the rails, and on them, rho' is one: with zero at
/// the rail a state that starts there would never leave.
/// </summary>
internal readonly struct RailNeuron<V, T, A>(A activation) : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where A : struct, IActivation<V, T>
{
    public static bool OutputIsState => true;

    public static bool RateIsLinear => true;

    public static bool NetArrivesWhole => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Observed(V x, V y) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Project(V x) => activation.Activity(x);

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

/// <summary>
/// Energy-based leaky integrator with a smooth activation: ds/dt = rho'(s) net - leak s, the gradient of the Hopfield
/// energy. The nudge acts on s.
/// </summary>
internal readonly struct EnergyNeuron<V, T, A>(A activation) : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where A : struct, IActivation<V, T>
{
    public static bool OutputIsState => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x) => activation.Activity(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V y, V net, V leak) => activation.Slope(y) * net - leak * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Observed(V x, V y) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Project(V x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Restrain(V x, V rate) => rate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V OutputSlope(V x, V y) => activation.Derivative(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V ObservedSlope(V x, V y) => V.Constant(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByState(V x, V y, V net, V leak) => activation.Curvature(y) * net - leak;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByNet(V x, V y) => activation.Slope(y);
}

/// <summary>
/// Leaky integrator that sums currents, as a gm-C circuit does: dV/dt = net - leak V, no rho'. The nudge is a current
/// in proportion to the output y = rho(V).
/// </summary>
internal readonly struct CurrentNeuron<V, T, A>(A activation) : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where A : struct, IActivation<V, T>
{
    public static bool OutputIsState => false;

    public static bool RateIsLinear => true;

    public static bool NetArrivesWhole => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x) => activation.Activity(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Observed(V x, V y) => y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Project(V x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Restrain(V x, V rate) => rate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V OutputSlope(V x, V y) => activation.Derivative(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V ObservedSlope(V x, V y) => OutputSlope(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V RateByNet(V x, V y) => V.Constant(1);
}
