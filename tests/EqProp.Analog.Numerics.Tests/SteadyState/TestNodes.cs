using System.Numerics;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Ensembles;

namespace EqProp.Analog.Numerics.Tests.SteadyState;

/// <summary>Nodes whose operating points are known to the tests.</summary>
public enum Node
{
    Rail,
    Tanh,
    EnergyTanh,
    Diode,
    Logistic,
}

/// <summary>x' = rho'(x) net - leak x with rho = tanh: a node that is not linear in its own state.</summary>
internal readonly struct EnergyTanhNode<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => false;

    public V Output(V x) => Elementary<V, T>.Tanh(x);

    public V Rate(V x, V y, V net, V leak) => (V.Constant(1) - y * y) * net - leak * x;

    public V Observed(V x, V y) => x;

    public V Project(V x) => x;

    public V Restrain(V x, V rate) => rate;

    public V OutputSlope(V x, V y) => V.Constant(1) - y * y;

    public V ObservedSlope(V x, V y) => V.Constant(1);

    public V RateByState(V x, V y, V net, V leak) => V.Constant(-2) * y * (V.Constant(1) - y * y) * net - leak;

    public V RateByNet(V x, V y) => V.Constant(1) - y * y;
}

/// <summary>x' = net - leak x - (exp(20 x) - 1) / 20: a diode to ground.</summary>
internal readonly struct DiodeNode<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const double Steepness = 20;

    public static bool OutputIsState => true;

    public V Output(V x) => x;

    public V Rate(V x, V y, V net, V leak) => net - leak * x - (Exp(x) - V.Constant(1)) * V.Constant(1 / Steepness);

    public V Observed(V x, V y) => x;

    public V Project(V x) => x;

    public V Restrain(V x, V rate) => rate;

    public V OutputSlope(V x, V y) => V.Constant(1);

    public V ObservedSlope(V x, V y) => V.Constant(1);

    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak - Exp(x);

    public V RateByNet(V x, V y) => V.Constant(1);

    private static V Exp(V x) => Elementary<V, T>.Exp(V.Constant(Steepness) * x);
}

/// <summary>x' = net - leak x, seen and observed as 1 / (1 + exp(-x)): what pads its rows is seen as one half.</summary>
internal readonly struct LogisticNode<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => false;

    public static bool RateIsLinear => true;

    public V Output(V x) => Elementary<V, T>.Logistic(x);

    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    public V Observed(V x, V y) => y;

    public V Project(V x) => x;

    public V Restrain(V x, V rate) => rate;

    public V OutputSlope(V x, V y) => y * (V.Constant(1) - y);

    public V ObservedSlope(V x, V y) => OutputSlope(x, y);

    public V RateByState(V x, V y, V net, V leak) => V.Constant(0) - leak;

    public V RateByNet(V x, V y) => V.Constant(1);
}

/// <summary>Makes the stepper of a node at a register width of one's choice.</summary>
internal sealed class NodeStepper<T>(StateGroup<T> group, Node node) : ILaneVisitor<T, GroupStepper<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState(Node node) => node is Node.Rail or Node.Diode;

    public static GroupStepper<T> Make(StateGroup<T> group, Node node, VectorWidth width) =>
        KernelSet<T>.For(width).Accept(new NodeStepper<T>(group, node));

    public GroupStepper<T> Visit<V>()
        where V : unmanaged, ILane<V, T> => node switch
        {
            Node.Rail => new GroupStepper<V, T, RailNeuron<V, T>>(group, default),
            Node.Tanh => new GroupStepper<V, T, TanhNeuron<V, T>>(group, default),
            Node.EnergyTanh => new GroupStepper<V, T, EnergyTanhNode<V, T>>(group, default),
            Node.Logistic => new GroupStepper<V, T, LogisticNode<V, T>>(group, default),
            _ => new GroupStepper<V, T, DiodeNode<V, T>>(group, default),
        };
}
