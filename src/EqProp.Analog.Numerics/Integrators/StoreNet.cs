using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>Keeps part of the weighted sums for a second product to start from.</summary>
internal unsafe struct StoreNet<V, T> : IProductEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    public T* First;
    public T* Result;
    public nint Stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Start(int row, int column) => V.Load(First + row * Stride + column);

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
