using System.Numerics;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Holomorphic;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Holomorphic;

/// <summary>x' = net - leak x with y = tanh x, of complex numbers.</summary>
internal readonly struct ComplexTestEquation<V, T> : IComplexEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool ObservesState => false;

    public V Output(V x, V xi, out V imaginary) => Elementary<V, T>.Tanh(x, xi, out imaginary);

    public V Rate(V x, V xi, V y, V yi, V net, V neti, V leak, out V imaginary)
    {
        imaginary = neti - leak * xi;
        return net - leak * x;
    }
}

/// <summary>Makes steppers of it.</summary>
internal sealed class ComplexTestStepper<T>(StateGroup<T> real, StateGroup<T> group) : ILaneVisitor<T, ComplexStepper<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ComplexStepper<T> Visit<V>()
        where V : unmanaged, ILane<V, T> => new ComplexStepper<V, T, ComplexTestEquation<V, T>>(real, group, default);
}
