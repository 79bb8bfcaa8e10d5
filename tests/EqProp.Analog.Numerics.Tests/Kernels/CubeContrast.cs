using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>Makes the contrast of x^3 + 1.</summary>
internal sealed class CubeContrast<T> : ILaneVisitor<T, FunctionContrast<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public FunctionContrast<T> Visit<V>()
        where V : unmanaged, ILane<V, T> => new FunctionContrast<V, T, Cube<V>>(default);

    private readonly struct Cube<V> : IStateFunction<V, T>
        where V : unmanaged, ILane<V, T>
    {
        public V Evaluate(V x) => V.MultiplyAdd(x * x, x, V.Constant(1));
    }
}
