using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>The equations under test.</summary>
public enum Equation
{
    Rail,
    Soft,
    Sum,
}

/// <summary>Makes steppers at a width of one's choice.</summary>
internal static class Steppers
{
    public static GroupStepper<T> For<T>(VectorWidth width, Equation equation, StateGroup<T> group)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        KernelSet<T>.For(width).Accept(new Maker<T>(equation, group));

    public static bool OutputIsState(Equation equation) => equation != Equation.Soft;

    private sealed class Maker<T>(Equation equation, StateGroup<T> group) : ILaneVisitor<T, GroupStepper<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public GroupStepper<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => equation switch
            {
                Equation.Rail => new GroupStepper<V, T, RailEquation<V, T>>(group, default),
                Equation.Soft => new GroupStepper<V, T, SoftEquation<V, T>>(group, default),
                _ => new GroupStepper<V, T, SumEquation<V, T>>(group, default),
            };
    }
}
