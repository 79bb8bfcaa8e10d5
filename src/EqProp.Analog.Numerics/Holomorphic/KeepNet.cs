using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Holomorphic;

/// <summary>Keeps weighted sums: a complex state needs those of both of its rows before it can move.</summary>
internal unsafe struct KeepNet<V, T> : INetEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    public T* Result;
    public nint Stride;

    /// <inheritdoc/>
    public T* Drive { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Start(int row, int column) => V.Load(Drive + row * Stride + column);

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
