using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>The largest change of any state of an example in a step; a change that is not finite counts as infinite.</summary>
internal static unsafe class Moves<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers kept an example: the widest lane's worth of partial maxima.</summary>
    public const int Slots = BatchMatrix<T>.Granule;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Track(T* largest, int row, V move)
    {
        T* slot = largest + row * Slots;
        V infinity = V.Constant(double.PositiveInfinity);
        V size = V.Abs(move);
        V.Store(slot, V.Max(V.Load(slot), V.SelectLess(size, infinity, size, infinity)));
    }
}
