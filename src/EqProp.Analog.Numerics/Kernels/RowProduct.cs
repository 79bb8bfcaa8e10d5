using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// <see cref="Product{V, T}"/> for a single row, which is as fast as the right matrix arrives: eight of its rows at a time
/// are read from end to end, while the sums wait in the innermost cache. Sums run in the same order.
/// </summary>
internal static unsafe class RowProduct<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    private const int DepthAtOnce = 8;
    private const int LanesAtOnce = 64;

    /// <summary>Forms start + sum over terms of A B for one row and hands it to the epilogue.</summary>
    [SkipLocalsInit]
    public static void Run<E>(int row, int columns, ProductTerm<T>* terms, int termCount, ref E epilogue)
        where E : struct, IProductEpilogue<V, T>
    {
        V* sumsScratch = stackalloc V[LanesAtOnce + CacheLine.Spare<V>()];
        V* sums = CacheLine.Align(sumsScratch);
        for (int column = 0; column < columns; column += LanesAtOnce * V.Count)
        {
            int lanes = Math.Min(LanesAtOnce, (columns - column) / V.Count);
            for (int lane = 0; lane < lanes; lane++)
            {
                sums[lane] = epilogue.Start(row, column + lane * V.Count);
            }

            for (int t = 0; t < termCount; t++)
            {
                AddTerm(terms[t].Left + row * terms[t].LeftRowStride, column, lanes, terms + t, sums);
            }

            epilogue.Finish(row, column, 1, lanes, sums, lanes);
        }
    }

    private static void AddTerm(T* a, int column, int lanes, ProductTerm<T>* term, V* sums)
    {
        T* b = term->Right + column;
        int k = 0;
        for (; k + DepthAtOnce <= term->Depth; k += DepthAtOnce)
        {
            AddEight(a + k * term->LeftDepthStride, term->LeftDepthStride, b + k * term->RightDepthStride, term->RightDepthStride, lanes, sums);
        }

        for (; k < term->Depth; k++)
        {
            AddOne(a + k * term->LeftDepthStride, b + k * term->RightDepthStride, lanes, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEight(T* a, nint aStride, T* b, nint bStride, int lanes, V* sums)
    {
        V a0 = V.Broadcast(a[0]), a1 = V.Broadcast(a[aStride]), a2 = V.Broadcast(a[2 * aStride]), a3 = V.Broadcast(a[3 * aStride]);
        a += 4 * aStride;
        V a4 = V.Broadcast(a[0]), a5 = V.Broadcast(a[aStride]), a6 = V.Broadcast(a[2 * aStride]), a7 = V.Broadcast(a[3 * aStride]);
        T* b3 = b + 3 * bStride, b6 = b + 6 * bStride;
        for (int lane = 0; lane < lanes; lane++)
        {
            V sum = V.MultiplyAdd(a0, V.Load(b), sums[lane]);
            sum = V.MultiplyAdd(a1, V.Load(b + bStride), sum);
            sum = V.MultiplyAdd(a2, V.Load(b + 2 * bStride), sum);
            sum = V.MultiplyAdd(a3, V.Load(b3), sum);
            sum = V.MultiplyAdd(a4, V.Load(b3 + bStride), sum);
            sum = V.MultiplyAdd(a5, V.Load(b3 + 2 * bStride), sum);
            sum = V.MultiplyAdd(a6, V.Load(b6), sum);
            sums[lane] = V.MultiplyAdd(a7, V.Load(b6 + bStride), sum);
            b += V.Count;
            b3 += V.Count;
            b6 += V.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne(T* a, T* b, int lanes, V* sums)
    {
        V x = V.Broadcast(*a);
        for (int lane = 0; lane < lanes; lane++)
        {
            sums[lane] = V.MultiplyAdd(x, V.Load(b + lane * V.Count), sums[lane]);
        }
    }
}
