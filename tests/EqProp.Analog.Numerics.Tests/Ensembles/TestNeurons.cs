using System.Numerics;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

/// <summary>x' = net - leak x, seen as tanh x.</summary>
internal readonly struct TanhNeuron<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => false;

    public static bool RateIsLinear => true;

    public V Output(V x) => Elementary<V, T>.Tanh(x);

    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    public V Observed(V x, V y) => y;

    public V Project(V x) => x;

    public V Restrain(V x, V rate) => rate;

    public V OutputSlope(V x, V y) => V.Constant(1) - y * y;

    public V ObservedSlope(V x, V y) => OutputSlope(x, y);

    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak;

    public V RateByNet(V x, V y) => V.Constant(1);
}

/// <summary>x' = net - leak x, seen as x: a linear network, and the FitzHugh-Nagumo inhibitor.</summary>
internal readonly struct LinearNeuron<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => true;

    public static bool RateIsLinear => true;

    public V Output(V x) => x;

    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    public V Observed(V x, V y) => x;

    public V Project(V x) => x;

    public V Restrain(V x, V rate) => rate;

    public V OutputSlope(V x, V y) => V.Constant(1);

    public V ObservedSlope(V x, V y) => V.Constant(1);

    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak;

    public V RateByNet(V x, V y) => V.Constant(1);
}

/// <summary>As the linear neuron, between rails at 0 and 1.</summary>
internal readonly struct RailNeuron<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => true;

    public static bool RateIsLinear => true;

    public V Output(V x) => x;

    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    public V Observed(V x, V y) => x;

    public V Project(V x) => V.Max(V.Constant(0), V.Min(V.Constant(1), x));

    public V Restrain(V x, V rate) => V.SelectLess(V.Constant(0), V.Abs(Project(x + rate) - x), rate, V.Constant(0));

    public V OutputSlope(V x, V y) => V.Constant(1);

    public V ObservedSlope(V x, V y) => V.Constant(1);

    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak;

    public V RateByNet(V x, V y) => V.Constant(1);
}

/// <summary>FitzHugh-Nagumo activator u' = u - u^3 / 3 + net - leak u, where the leak is the sum of diffusive conductances.</summary>
internal readonly struct Activator<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => true;

    public V Output(V x) => x;

    public V Rate(V x, V y, V net, V leak) => (V.Constant(1) - leak - x * x * V.Constant(1.0 / 3)) * x + net;

    public V Observed(V x, V y) => x;

    public V Project(V x) => x;

    public V Restrain(V x, V rate) => rate;

    public V OutputSlope(V x, V y) => V.Constant(1);

    public V ObservedSlope(V x, V y) => V.Constant(1);

    public V RateByState(V x, V y, V net, V leak) => V.Constant(1) - leak - x * x;

    public V RateByNet(V x, V y) => V.Constant(1);
}
