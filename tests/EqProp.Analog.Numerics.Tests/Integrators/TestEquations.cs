using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>x' = net - leak x between rails at 0 and 1.</summary>
internal readonly struct RailEquation<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => true;

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

/// <summary>x' = net - leak x without rails, seen by others as x / (1 + |x|).</summary>
internal readonly struct SoftEquation<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => false;

    public V Output(V x) => x / (V.Constant(1) + V.Abs(x));

    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    public V Observed(V x, V y) => y;

    public V Project(V x) => x;

    public V Restrain(V x, V rate) => rate;

    public V OutputSlope(V x, V y) => (V.Constant(1) - V.Abs(y)) * (V.Constant(1) - V.Abs(y));

    public V ObservedSlope(V x, V y) => OutputSlope(x, y);

    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak;

    public V RateByNet(V x, V y) => V.Constant(1);
}

/// <summary>x' = net: a step of rate 1 from x = 0 gives the weighted sum itself.</summary>
internal readonly struct SumEquation<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => true;

    public V Output(V x) => x;

    public V Rate(V x, V y, V net, V leak) => net;

    public V Observed(V x, V y) => x;

    public V Project(V x) => x;

    public V Restrain(V x, V rate) => rate;

    public V OutputSlope(V x, V y) => V.Constant(1);

    public V ObservedSlope(V x, V y) => V.Constant(1);

    public V RateByState(V x, V y, V net, V leak) => V.Constant(0);

    public V RateByNet(V x, V y) => V.Constant(1);
}
