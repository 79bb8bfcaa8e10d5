using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>Starts every sum from a number of its own and stores it, in rows without a gap between them.</summary>
internal unsafe struct TightStore<V, T>(T* first, T* result, nint stride) : IProductEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    public readonly V Start(int row, int column) => V.Load(first + row * stride + column);

    public readonly void Finish(int row, int column, int rows, int lanes, V* sums, nint sumStride)
    {
        for (int i = 0; i < rows * lanes; i++)
        {
            V.Store(result + (row + i / lanes) * stride + column + i % lanes * V.Count, sums[i / lanes * sumStride + i % lanes]);
        }
    }
}
