using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>The largest magnitude so far, chip by chip; one that is not finite counts as infinite.</summary>
internal static class Largest<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V soFar, V value)
    {
        V infinity = V.Constant(double.PositiveInfinity);
        V size = V.Abs(value);
        return V.Max(soFar, V.SelectLess(size, infinity, size, infinity));
    }
}
