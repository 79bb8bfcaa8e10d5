using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// One matrix product A B' of a sum of products: A is [rows x depth], B is [columns x depth], both with consecutive depth
/// in consecutive memory. This is how weights that lie the other way round are used where they lie.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public unsafe struct DotTerm<T>
    where T : unmanaged
{
    /// <summary>Element (0, 0) of A.</summary>
    public T* Left;

    /// <summary>Numbers between A(r, k) and A(r + 1, k).</summary>
    public nint LeftStride;

    /// <summary>Element (0, 0) of B.</summary>
    public T* Right;

    /// <summary>Numbers between B(c, k) and B(c + 1, k).</summary>
    public nint RightStride;

    /// <summary>Length of the sum: a multiple of <see cref="DotProduct{V, T}.VirtualLanes"/>, where B is zero beyond its data and A is finite.</summary>
    public int Depth;
}

/// <summary>
/// Sums of matrix products A B' with a fused epilogue. Lanes run along the depth. Every entry is the sum over sixteen
/// virtual lanes, lane l taking k = l, l + 16, ... in order by fused multiply-adds, and the lanes are added by neighbours,
/// then neighbours of neighbours. So its bits do not depend on lane width, on blocking or on how rows are split between
/// threads.
/// </summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public static unsafe class DotProduct<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>Partial sums of every entry.</summary>
    public const int VirtualLanes = 16;

    private const int TileRows = 4;
    private const int TileColumns = 4;
    private const int TileEntries = TileRows * TileColumns;
    private const int RowsAtOnce = 24;

    /// <summary>Forms start + sum over terms of A B', entry by entry, and hands it to the epilogue.</summary>
    /// <typeparam name="E">The epilogue. It is called for columns in whole groups of sixteen; those beyond the last get their start.</typeparam>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="columns">Columns that carry data.</param>
    /// <param name="terms">The products.</param>
    /// <param name="termCount">How many.</param>
    /// <param name="epilogue">What becomes of the sums.</param>
    public static void Run<E>(int rows, int columns, DotTerm<T>* terms, int termCount, ref E epilogue)
        where E : struct, IProductEpilogue<V, T>
    {
        T* sumsScratch = stackalloc T[RowsAtOnce * VirtualLanes + CacheLine.Spare<T>()];
        T* sums = CacheLine.Align(sumsScratch);
        for (int column = 0; column < columns; column += VirtualLanes)
        {
            int width = Math.Min(VirtualLanes, columns - column);
            for (int row = 0; row < rows; row += RowsAtOnce)
            {
                int height = Math.Min(RowsAtOnce, rows - row);
                new Span<T>(sums, height * VirtualLanes).Clear();
                for (int across = 0; across < width; across += TileColumns)
                {
                    RunColumns(row, height, column + across, Math.Min(TileColumns, width - across), terms, termCount, sums + across);
                }

                AddStart(row, column, height, sums, ref epilogue);
                epilogue.Finish(row, column, height, VirtualLanes / V.Count, (V*)sums, VirtualLanes / V.Count);
            }
        }
    }

    /// <summary>Adds to sums [rows x 16] what they start from.</summary>
    internal static void AddStart<E>(int row, int column, int height, T* sums, ref E epilogue)
        where E : struct, IProductEpilogue<V, T>
    {
        for (int i = 0; i < height; i++)
        {
            for (int lane = 0; lane < VirtualLanes; lane += V.Count)
            {
                T* sum = sums + i * VirtualLanes + lane;
                V.Store(sum, epilogue.Start(row + i, column + lane) + V.Load(sum));
            }
        }
    }

    private static void RunColumns(int row, int height, int column, int width, DotTerm<T>* terms, int termCount, T* sums)
    {
        T* tileScratch = stackalloc T[TileEntries + CacheLine.Spare<T>()];
        T* tile = CacheLine.Align(tileScratch);
        int done = 0;
        for (; done + TileRows <= height; done += TileRows)
        {
            Tile4x4(row + done, column, width - 1, terms, termCount, tile);
            Scatter(tile, TileRows, width, sums + done * VirtualLanes);
        }

        for (; done < height; done++)
        {
            Tile1x4(row + done, column, width - 1, terms, termCount, tile);
            Scatter(tile, 1, width, sums + done * VirtualLanes);
        }
    }

    private static void Scatter(T* tile, int height, int width, T* sums)
    {
        for (int i = 0; i < height; i++)
        {
            for (int j = 0; j < width; j++)
            {
                sums[i * VirtualLanes + j] = tile[i * TileColumns + j];
            }
        }
    }

    /// <summary>Sixteen entries. Columns beyond the last repeat it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile4x4(int row, int column, int lastColumn, DotTerm<T>* terms, int termCount, T* tile)
    {
        V* partsScratch = stackalloc V[TileEntries + CacheLine.Spare<V>()];
        V* parts = CacheLine.Align(partsScratch);
        T* passesScratch = stackalloc T[TileEntries * VirtualLanes + CacheLine.Spare<T>()];
        T* passes = CacheLine.Align(passesScratch);
        for (int lane = 0; lane < VirtualLanes; lane += V.Count)
        {
            V c00 = V.Constant(0), c01 = c00, c02 = c00, c03 = c00, c10 = c00, c11 = c00, c12 = c00, c13 = c00;
            V c20 = c00, c21 = c00, c22 = c00, c23 = c00, c30 = c00, c31 = c00, c32 = c00, c33 = c00;
            for (int t = 0; t < termCount; t++)
            {
                nint leftStride = terms[t].LeftStride, rightStride = terms[t].RightStride;
                T* a = terms[t].Left + row * leftStride + lane;
                T* a2 = a + 2 * leftStride;
                T* b = terms[t].Right + column * rightStride + lane;
                nint second = Math.Min(1, lastColumn) * rightStride, third = Math.Min(2, lastColumn) * rightStride;
                nint fourth = Math.Min(3, lastColumn) * rightStride;
                for (int k = terms[t].Depth; k > 0; k -= VirtualLanes)
                {
                    V a0 = V.Load(a), a1 = V.Load(a + leftStride), a2v = V.Load(a2), a3 = V.Load(a2 + leftStride);
                    V w = V.Load(b);
                    c00 = V.MultiplyAdd(a0, w, c00);
                    c10 = V.MultiplyAdd(a1, w, c10);
                    c20 = V.MultiplyAdd(a2v, w, c20);
                    c30 = V.MultiplyAdd(a3, w, c30);
                    w = V.Load(b + second);
                    c01 = V.MultiplyAdd(a0, w, c01);
                    c11 = V.MultiplyAdd(a1, w, c11);
                    c21 = V.MultiplyAdd(a2v, w, c21);
                    c31 = V.MultiplyAdd(a3, w, c31);
                    w = V.Load(b + third);
                    c02 = V.MultiplyAdd(a0, w, c02);
                    c12 = V.MultiplyAdd(a1, w, c12);
                    c22 = V.MultiplyAdd(a2v, w, c22);
                    c32 = V.MultiplyAdd(a3, w, c32);
                    w = V.Load(b + fourth);
                    c03 = V.MultiplyAdd(a0, w, c03);
                    c13 = V.MultiplyAdd(a1, w, c13);
                    c23 = V.MultiplyAdd(a2v, w, c23);
                    c33 = V.MultiplyAdd(a3, w, c33);
                    a += VirtualLanes;
                    a2 += VirtualLanes;
                    b += VirtualLanes;
                }
            }

            parts[0] = c00;
            parts[1] = c01;
            parts[2] = c02;
            parts[3] = c03;
            parts[4] = c10;
            parts[5] = c11;
            parts[6] = c12;
            parts[7] = c13;
            parts[8] = c20;
            parts[9] = c21;
            parts[10] = c22;
            parts[11] = c23;
            parts[12] = c30;
            parts[13] = c31;
            parts[14] = c32;
            parts[15] = c33;
            AddLanes(parts, TileEntries, passes + lane / V.Count * TileEntries);
        }

        AddPasses(passes, tile, TileEntries);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile1x4(int row, int column, int lastColumn, DotTerm<T>* terms, int termCount, T* tile)
    {
        V* partsScratch = stackalloc V[TileEntries + CacheLine.Spare<V>()];
        V* parts = CacheLine.Align(partsScratch);
        T* passesScratch = stackalloc T[TileEntries * VirtualLanes + CacheLine.Spare<T>()];
        T* passes = CacheLine.Align(passesScratch);
        for (int lane = 0; lane < VirtualLanes; lane += V.Count)
        {
            V c0 = V.Constant(0), c1 = c0, c2 = c0, c3 = c0;
            for (int t = 0; t < termCount; t++)
            {
                nint rightStride = terms[t].RightStride;
                T* a = terms[t].Left + row * terms[t].LeftStride + lane;
                T* b = terms[t].Right + column * rightStride + lane;
                nint second = Math.Min(1, lastColumn) * rightStride, third = Math.Min(2, lastColumn) * rightStride;
                nint fourth = Math.Min(3, lastColumn) * rightStride;
                for (int k = terms[t].Depth; k > 0; k -= VirtualLanes)
                {
                    V x = V.Load(a);
                    c0 = V.MultiplyAdd(x, V.Load(b), c0);
                    c1 = V.MultiplyAdd(x, V.Load(b + second), c1);
                    c2 = V.MultiplyAdd(x, V.Load(b + third), c2);
                    c3 = V.MultiplyAdd(x, V.Load(b + fourth), c3);
                    a += VirtualLanes;
                    b += VirtualLanes;
                }
            }

            for (int i = 0; i < TileEntries; i += TileColumns)
            {
                parts[i] = c0;
                parts[i + 1] = c1;
                parts[i + 2] = c2;
                parts[i + 3] = c3;
            }

            AddLanes(parts, TileEntries, passes + lane / V.Count * TileEntries);
        }

        AddPasses(passes, tile, TileEntries);
    }

    /// <summary>The sums over the lanes of sixteen registers of sixteen lanes, in order.</summary>
    internal static V AddLanes(V* parts)
    {
        V first = V.SumPairs(V.SumPairs(V.SumPairs(parts[0], parts[1]), V.SumPairs(parts[2], parts[3])), V.SumPairs(V.SumPairs(parts[4], parts[5]), V.SumPairs(parts[6], parts[7])));
        V second = V.SumPairs(V.SumPairs(V.SumPairs(parts[8], parts[9]), V.SumPairs(parts[10], parts[11])), V.SumPairs(V.SumPairs(parts[12], parts[13]), V.SumPairs(parts[14], parts[15])));
        return V.SumPairs(first, second);
    }

    /// <summary>The sum over the lanes of each of some registers, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLanes(V* parts, int count, T* sums)
    {
        for (int lanes = V.Count; lanes > 1; lanes /= 2)
        {
            count /= 2;
            for (int i = 0; i < count; i++)
            {
                parts[i] = V.SumPairs(parts[2 * i], parts[2 * i + 1]);
            }
        }

        for (int i = 0; i < count; i++)
        {
            V.Store(sums + i * V.Count, parts[i]);
        }
    }

    /// <summary>Adds what each pass over some of the virtual lanes gave, by neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPasses(T* passes, T* tile, int entries)
    {
        for (int count = VirtualLanes / V.Count; count > 1; count /= 2)
        {
            for (int i = 0; i < count / 2; i++)
            {
                for (int entry = 0; entry < entries; entry += V.Count)
                {
                    V sum = V.Load(passes + 2 * i * entries + entry) + V.Load(passes + (2 * i + 1) * entries + entry);
                    V.Store(passes + i * entries + entry, sum);
                }
            }
        }

        for (int entry = 0; entry < entries; entry += V.Count)
        {
            V.Store(tile + entry, V.Load(passes + entry));
        }
    }
}
