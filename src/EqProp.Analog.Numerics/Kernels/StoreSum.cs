using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>Starts every row from the same row of numbers and stores the sums.</summary>
internal unsafe struct StoreSum<V, T> : IProductEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* First;
    public T* Result;
    public nint Stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Start(int row, int column) => V.Load(First + column);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Finish(int row, int column, int rows, int lanes, V* sums, nint stride)
    {
        for (int i = 0; i < rows; i++)
        {
            T* to = Result + (row + i) * Stride + column;
            for (int lane = 0; lane < lanes; lane++)
            {
                V.Store(to + lane * V.Count, sums[i * stride + lane]);
            }
        }
    }
}
