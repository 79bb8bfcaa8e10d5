using System.Numerics;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>x' = net - leak x, seen as x between 0 and 1, and as 0 or 1 beyond.</summary>
internal readonly struct KinkNeuron<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => false;

    public V Output(V x) => V.Max(V.Constant(0), V.Min(V.Constant(1), x));

    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    public V Observed(V x, V y) => y;

    public V Project(V x) => x;

    public V Restrain(V x, V rate) => rate;

    public V OutputSlope(V x, V y) =>
        V.SelectLess(V.Constant(0), x, V.SelectLess(x, V.Constant(1), V.Constant(1), V.Constant(0)), V.Constant(0));

    public V ObservedSlope(V x, V y) => OutputSlope(x, y);

    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak;

    public V RateByNet(V x, V y) => V.Constant(1);
}

/// <summary>A node with a diode to ground: x' = net - leak x - s (e^(x / v) - 1), seen as x.</summary>
internal readonly struct DiodeNeuron<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const double Saturation = 1e-6;
    public const double Voltage = 0.05;

    public static bool OutputIsState => true;

    public V Output(V x) => x;

    public V Rate(V x, V y, V net, V leak) => net - leak * x - V.Constant(Saturation) * (Exponential(x) - V.Constant(1));

    public V Observed(V x, V y) => x;

    public V Project(V x) => x;

    public V Restrain(V x, V rate) => rate;

    public V OutputSlope(V x, V y) => V.Constant(1);

    public V ObservedSlope(V x, V y) => V.Constant(1);

    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak - V.Constant(Saturation / Voltage) * Exponential(x);

    public V RateByNet(V x, V y) => V.Constant(1);

    private static V Exponential(V x) => Elementary<V, T>.Exp(x * V.Constant(1 / Voltage));
}

/// <summary>x' = x^2 + net: infinite after a finite time.</summary>
internal readonly struct ExplosiveNeuron<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => true;

    public V Output(V x) => x;

    public V Rate(V x, V y, V net, V leak) => V.MultiplyAdd(x, x, net);

    public V Observed(V x, V y) => x;

    public V Project(V x) => x;

    public V Restrain(V x, V rate) => rate;

    public V OutputSlope(V x, V y) => V.Constant(1);

    public V ObservedSlope(V x, V y) => V.Constant(1);

    public V RateByState(V x, V y, V net, V leak) => x + x;

    public V RateByNet(V x, V y) => V.Constant(1);
}
