using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// Sums of matrix products with a fused epilogue. Lanes run along columns, and every entry is one chain of fused
/// multiply-adds over the depth in order, so its bits do not depend on lane width, on blocking or on how rows are
/// split between threads.
/// </summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public static unsafe class Product<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    private const int Rows = 6;

    /// <summary>Bytes of the left matrix that stay in the second cache while the right one goes by.</summary>
    private const int LeftBytesAtOnce = 300_000;

    private const int LeastRowsAtOnce = 4 * Rows;

    /// <summary>Forms start + sum over terms of A B, entry by entry, and hands it to the epilogue.</summary>
    /// <typeparam name="E">The epilogue.</typeparam>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="columns">Columns, a multiple of the lane's count (pad with zeros).</param>
    /// <param name="terms">The products.</param>
    /// <param name="termCount">How many.</param>
    /// <param name="epilogue">What becomes of the sums.</param>
    public static void Run<E>(int rows, int columns, ProductTerm<T>* terms, int termCount, ref E epilogue)
        where E : struct, IProductEpilogue<V, T>
    {
        if (rows == 1)
        {
            RowProduct<V, T>.Run(0, columns, terms, termCount, ref epilogue);
            return;
        }

        int rowsAtOnce = RowsAtOnce(terms, termCount);
        for (int row = 0; row < rows; row += rowsAtOnce)
        {
            RunRows(row, Math.Min(rows, row + rowsAtOnce), columns, terms, termCount, ref epilogue);
        }
    }

    private static int RowsAtOnce(ProductTerm<T>* terms, int termCount)
    {
        int depth = 1;
        for (int t = 0; t < termCount; t++)
        {
            depth += terms[t].Depth;
        }

        return Math.Max(LeastRowsAtOnce, LeftBytesAtOnce / (depth * sizeof(T)) / Rows * Rows);
    }

    private static void RunRows<E>(int row, int end, int columns, ProductTerm<T>* terms, int termCount, ref E epilogue)
        where E : struct, IProductEpilogue<V, T>
    {
        int column = 0;
        for (; column + 2 * V.Count <= columns; column += 2 * V.Count)
        {
            RunPanelOfTwo(row, end, column, terms, termCount, ref epilogue);
        }

        for (; column < columns; column += V.Count)
        {
            RunPanelOfOne(row, end, column, terms, termCount, ref epilogue);
        }
    }

    private static void RunPanelOfTwo<E>(int row, int end, int column, ProductTerm<T>* terms, int termCount, ref E epilogue)
        where E : struct, IProductEpilogue<V, T>
    {
        for (; row + Rows <= end; row += Rows)
        {
            Tile6x2(row, column, terms, termCount, ref epilogue);
        }

        for (; row + 2 <= end; row += 2)
        {
            Tile2x2(row, column, terms, termCount, ref epilogue);
        }

        if (row < end)
        {
            Tile1x1(row, column, terms, termCount, ref epilogue);
            Tile1x1(row, column + V.Count, terms, termCount, ref epilogue);
        }
    }

    private static void RunPanelOfOne<E>(int row, int end, int column, ProductTerm<T>* terms, int termCount, ref E epilogue)
        where E : struct, IProductEpilogue<V, T>
    {
        for (; row + Rows <= end; row += Rows)
        {
            Tile6x1(row, column, terms, termCount, ref epilogue);
        }

        for (; row < end; row++)
        {
            Tile1x1(row, column, terms, termCount, ref epilogue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile6x2<E>(int row, int column, ProductTerm<T>* terms, int termCount, ref E epilogue)
        where E : struct, IProductEpilogue<V, T>
    {
        int next = column + V.Count;
        V c00 = epilogue.Start(row, column), c01 = epilogue.Start(row, next);
        V c10 = epilogue.Start(row + 1, column), c11 = epilogue.Start(row + 1, next);
        V c20 = epilogue.Start(row + 2, column), c21 = epilogue.Start(row + 2, next);
        V c30 = epilogue.Start(row + 3, column), c31 = epilogue.Start(row + 3, next);
        V c40 = epilogue.Start(row + 4, column), c41 = epilogue.Start(row + 4, next);
        V c50 = epilogue.Start(row + 5, column), c51 = epilogue.Start(row + 5, next);
        for (int t = 0; t < termCount; t++)
        {
            nint rowStride = terms[t].LeftRowStride, depthStride = terms[t].LeftDepthStride;
            nint rightStride = terms[t].RightDepthStride;
            T* a = terms[t].Left + row * rowStride;
            T* a3 = a + 3 * rowStride;
            T* b = terms[t].Right + column;
            for (int k = terms[t].Depth; k > 0; k--)
            {
                V b0 = V.Load(b), b1 = V.Load(b + V.Count);
                V a0 = V.Broadcast(*a);
                c00 = V.MultiplyAdd(a0, b0, c00);
                c01 = V.MultiplyAdd(a0, b1, c01);
                V a1 = V.Broadcast(a[rowStride]);
                c10 = V.MultiplyAdd(a1, b0, c10);
                c11 = V.MultiplyAdd(a1, b1, c11);
                V a2 = V.Broadcast(a[2 * rowStride]);
                c20 = V.MultiplyAdd(a2, b0, c20);
                c21 = V.MultiplyAdd(a2, b1, c21);
                V a3v = V.Broadcast(*a3);
                c30 = V.MultiplyAdd(a3v, b0, c30);
                c31 = V.MultiplyAdd(a3v, b1, c31);
                V a4 = V.Broadcast(a3[rowStride]);
                c40 = V.MultiplyAdd(a4, b0, c40);
                c41 = V.MultiplyAdd(a4, b1, c41);
                V a5 = V.Broadcast(a3[2 * rowStride]);
                c50 = V.MultiplyAdd(a5, b0, c50);
                c51 = V.MultiplyAdd(a5, b1, c51);
                a += depthStride;
                a3 += depthStride;
                b += rightStride;
            }
        }

        V* sumsScratch = stackalloc V[12 + CacheLine.Spare<V>()];
        V* sums = CacheLine.Align(sumsScratch);
        sums[0] = c00;
        sums[1] = c01;
        sums[2] = c10;
        sums[3] = c11;
        sums[4] = c20;
        sums[5] = c21;
        sums[6] = c30;
        sums[7] = c31;
        sums[8] = c40;
        sums[9] = c41;
        sums[10] = c50;
        sums[11] = c51;
        epilogue.Finish(row, column, Rows, 2, sums, 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile2x2<E>(int row, int column, ProductTerm<T>* terms, int termCount, ref E epilogue)
        where E : struct, IProductEpilogue<V, T>
    {
        int next = column + V.Count;
        V c00 = epilogue.Start(row, column), c01 = epilogue.Start(row, next);
        V c10 = epilogue.Start(row + 1, column), c11 = epilogue.Start(row + 1, next);
        for (int t = 0; t < termCount; t++)
        {
            nint rowStride = terms[t].LeftRowStride, depthStride = terms[t].LeftDepthStride;
            nint rightStride = terms[t].RightDepthStride;
            T* a = terms[t].Left + row * rowStride;
            T* b = terms[t].Right + column;
            for (int k = terms[t].Depth; k > 0; k--)
            {
                V b0 = V.Load(b), b1 = V.Load(b + V.Count);
                V a0 = V.Broadcast(*a);
                c00 = V.MultiplyAdd(a0, b0, c00);
                c01 = V.MultiplyAdd(a0, b1, c01);
                V a1 = V.Broadcast(a[rowStride]);
                c10 = V.MultiplyAdd(a1, b0, c10);
                c11 = V.MultiplyAdd(a1, b1, c11);
                a += depthStride;
                b += rightStride;
            }
        }

        V* sumsScratch = stackalloc V[4 + CacheLine.Spare<V>()];
        V* sums = CacheLine.Align(sumsScratch);
        sums[0] = c00;
        sums[1] = c01;
        sums[2] = c10;
        sums[3] = c11;
        epilogue.Finish(row, column, 2, 2, sums, 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile6x1<E>(int row, int column, ProductTerm<T>* terms, int termCount, ref E epilogue)
        where E : struct, IProductEpilogue<V, T>
    {
        V c0 = epilogue.Start(row, column), c1 = epilogue.Start(row + 1, column), c2 = epilogue.Start(row + 2, column);
        V c3 = epilogue.Start(row + 3, column), c4 = epilogue.Start(row + 4, column), c5 = epilogue.Start(row + 5, column);
        for (int t = 0; t < termCount; t++)
        {
            nint rowStride = terms[t].LeftRowStride, depthStride = terms[t].LeftDepthStride;
            nint rightStride = terms[t].RightDepthStride;
            T* a = terms[t].Left + row * rowStride;
            T* a3 = a + 3 * rowStride;
            T* b = terms[t].Right + column;
            for (int k = terms[t].Depth; k > 0; k--)
            {
                V b0 = V.Load(b);
                c0 = V.MultiplyAdd(V.Broadcast(*a), b0, c0);
                c1 = V.MultiplyAdd(V.Broadcast(a[rowStride]), b0, c1);
                c2 = V.MultiplyAdd(V.Broadcast(a[2 * rowStride]), b0, c2);
                c3 = V.MultiplyAdd(V.Broadcast(*a3), b0, c3);
                c4 = V.MultiplyAdd(V.Broadcast(a3[rowStride]), b0, c4);
                c5 = V.MultiplyAdd(V.Broadcast(a3[2 * rowStride]), b0, c5);
                a += depthStride;
                a3 += depthStride;
                b += rightStride;
            }
        }

        V* sumsScratch = stackalloc V[6 + CacheLine.Spare<V>()];
        V* sums = CacheLine.Align(sumsScratch);
        sums[0] = c0;
        sums[1] = c1;
        sums[2] = c2;
        sums[3] = c3;
        sums[4] = c4;
        sums[5] = c5;
        epilogue.Finish(row, column, Rows, 1, sums, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x1<E>(int row, int column, ProductTerm<T>* terms, int termCount, ref E epilogue)
        where E : struct, IProductEpilogue<V, T>
    {
        V c = epilogue.Start(row, column);
        for (int t = 0; t < termCount; t++)
        {
            nint depthStride = terms[t].LeftDepthStride, rightStride = terms[t].RightDepthStride;
            T* a = terms[t].Left + row * terms[t].LeftRowStride;
            T* b = terms[t].Right + column;
            for (int k = terms[t].Depth; k > 0; k--)
            {
                c = V.MultiplyAdd(V.Broadcast(*a), V.Load(b), c);
                a += depthStride;
                b += rightStride;
            }
        }

        epilogue.Finish(row, column, 1, 1, &c, 1);
    }
}
