using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.CodeShape;

/// <summary>Makes a stepper of leaky neurons for the lane of a set of kernels.</summary>
internal sealed class RailStepper<T>(StateGroup<T> group) : ILaneVisitor<T, GroupStepper<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public GroupStepper<T> Visit<V>()
        where V : unmanaged, ILane<V, T> =>
        new GroupStepper<V, T, RailEquation<V, T>>(group, new(V.Constant(0), V.Constant(1)));
}
