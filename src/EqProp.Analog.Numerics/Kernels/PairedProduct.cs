using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>Both directions of a reciprocal coupling between a large group and a small one.</summary>
/// <typeparam name="T">float or double.</typeparam>
public unsafe struct PairTerm<T>
    where T : unmanaged
{
    /// <summary>Outputs of the large group, [rows x depth of the small group's sums].</summary>
    public T* Large;

    /// <summary>Numbers between rows of <see cref="Large"/>.</summary>
    public nint LargeStride;

    /// <summary>States of the large group, a multiple of sixteen; weights are zero beyond its data.</summary>
    public int LargeSize;

    /// <summary>Outputs of the small group.</summary>
    public T* Small;

    /// <summary>Numbers between rows of <see cref="Small"/>.</summary>
    public nint SmallStride;

    /// <summary>States of the small group.</summary>
    public int SmallSize;

    /// <summary>[small x large], which the large group sees.</summary>
    public T* Weights;

    /// <summary>[small x large], which the small group sees; the same matrix where one memory serves both directions.</summary>
    public T* BackWeights;

    /// <summary>Numbers between rows of both matrices.</summary>
    public nint WeightStride;
}

/// <summary>
/// Both directions of a reciprocal coupling in one pass over its weights: each weight is read once for the sums of the large
/// group and for those of the small group. Where each direction has weights of its own, the pass goes over both. The same bits as <see cref="Product{V, T}"/> and
/// <see cref="DotProduct{V, T}"/> one after the other.
/// </summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public static unsafe class PairedProduct<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>Most states of the small group: as many pairs of partial sums as registers hold.</summary>
    public const int MostSmall = 12;

    private const int VirtualLanes = DotProduct<V, T>.VirtualLanes;
    private const int RowsAtOnce = 2;

    private interface IBit
    {
        static abstract int Value { get; }
    }

    /// <summary>Whether this lane can: all sixteen partial sums of an entry must sit in one register.</summary>
    public static bool IsSupported => V.Count == VirtualLanes;

    /// <summary>Forms the sums of both groups, and hands those of the large group to its epilogue as soon as both no longer need a row.</summary>
    /// <typeparam name="E">Epilogue of the large group; it may overwrite <see cref="PairTerm{T}.Large"/> in place.</typeparam>
    /// <param name="rows">Rows.</param>
    /// <param name="term">The coupling; the small group has 1 to <see cref="MostSmall"/> states.</param>
    /// <param name="scratch">Room for two rows of the large group, on a cache line.</param>
    /// <param name="large">What becomes of the large group's sums.</param>
    /// <param name="small">Sums of the small group, [rows x 16], without a start.</param>
    public static void Run<E>(int rows, PairTerm<T>* term, T* scratch, ref E large, T* small)
        where E : struct, IProductEpilogue<V, T>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(term->SmallSize - 1), (uint)(MostSmall - 1), nameof(term));
        if (term->BackWeights != term->Weights)
        {
            Choose<E, One>(rows, term, scratch, ref large, small);
        }
        else
        {
            Choose<E, Zero>(rows, term, scratch, ref large, small);
        }
    }

    // The small group's size is put together from bits that are types, so that each size becomes straight code of its own. Two: whether there are two matrices.
    private static void Choose<E, Two>(int rows, PairTerm<T>* term, T* scratch, ref E large, T* small)
        where E : struct, IProductEpilogue<V, T>
        where Two : struct, IBit
    {
        if ((term->SmallSize & 8) != 0)
        {
            Choose<E, Two, One>(rows, term, scratch, ref large, small);
        }
        else
        {
            Choose<E, Two, Zero>(rows, term, scratch, ref large, small);
        }
    }

    private static void Choose<E, Two, B8>(int rows, PairTerm<T>* term, T* scratch, ref E large, T* small)
        where E : struct, IProductEpilogue<V, T>
        where Two : struct, IBit
        where B8 : struct, IBit
    {
        if ((term->SmallSize & 4) != 0)
        {
            Choose<E, Two, B8, One>(rows, term, scratch, ref large, small);
        }
        else
        {
            Choose<E, Two, B8, Zero>(rows, term, scratch, ref large, small);
        }
    }

    private static void Choose<E, Two, B8, B4>(int rows, PairTerm<T>* term, T* scratch, ref E large, T* small)
        where E : struct, IProductEpilogue<V, T>
        where Two : struct, IBit
        where B8 : struct, IBit
        where B4 : struct, IBit
    {
        switch (term->SmallSize & 3)
        {
            case 0:
                Run<E, Two, B8, B4, Zero, Zero>(rows, term, scratch, ref large, small);
                break;
            case 1:
                Run<E, Two, B8, B4, Zero, One>(rows, term, scratch, ref large, small);
                break;
            case 2:
                Run<E, Two, B8, B4, One, Zero>(rows, term, scratch, ref large, small);
                break;
            default:
                Run<E, Two, B8, B4, One, One>(rows, term, scratch, ref large, small);
                break;
        }
    }

    [SkipLocalsInit]
    private static void Run<E, Two, B8, B4, B2, B1>(int rows, PairTerm<T>* term, T* scratch, ref E large, T* small)
        where E : struct, IProductEpilogue<V, T>
        where Two : struct, IBit
        where B8 : struct, IBit
        where B4 : struct, IBit
        where B2 : struct, IBit
        where B1 : struct, IBit
    {
        V* partsScratch = stackalloc V[RowsAtOnce * VirtualLanes + CacheLine.Spare<V>()];
        V* parts = CacheLine.Align(partsScratch);
        for (int row = 0; row < rows; row += RowsAtOnce)
        {
            int height = Math.Min(RowsAtOnce, rows - row);
            SumRows<E, Two, B8, B4, B2, B1>(row, row + height - 1, term, scratch, ref large, parts);
            large.Finish(row, 0, height, term->LargeSize / V.Count, (V*)scratch, term->LargeSize / V.Count);
            for (int i = 0; i < height; i++)
            {
                V.Store(small + (row + i) * VirtualLanes, DotProduct<V, T>.AddLanes(parts + i * VirtualLanes));
            }
        }
    }

    // A method of its own, without calls in it: around a call the compiler would keep the partial sums in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumRows<E, Two, B8, B4, B2, B1>(int row0, int row1, PairTerm<T>* term, T* scratch, ref E large, V* parts)
        where E : struct, IProductEpilogue<V, T>
        where Two : struct, IBit
        where B8 : struct, IBit
        where B4 : struct, IBit
        where B2 : struct, IBit
        where B1 : struct, IBit
    {
        T* large0 = term->Large + row0 * term->LargeStride, large1 = term->Large + row1 * term->LargeStride;
        T* small0 = term->Small + row0 * term->SmallStride, small1 = term->Small + row1 * term->SmallStride;
        T* weights = term->Weights;
        T* back = term->BackWeights;
        nint weightStride = term->WeightStride;
        int size = term->LargeSize;
        V p0 = V.Constant(0), p1 = p0, p2 = p0, p3 = p0, p4 = p0, p5 = p0, p6 = p0, p7 = p0, p8 = p0, p9 = p0, p10 = p0, p11 = p0;
        V q0 = p0, q1 = p0, q2 = p0, q3 = p0, q4 = p0, q5 = p0, q6 = p0, q7 = p0, q8 = p0, q9 = p0, q10 = p0, q11 = p0;
        for (int column = 0; column < size; column += V.Count)
        {
            V net0 = large.Start(row0, column), net1 = large.Start(row1, column);
            V x0 = V.Load(large0 + column), x1 = V.Load(large1 + column);
            if (0 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 0 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[0]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[0]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 0 * weightStride + column);
                p0 = V.MultiplyAdd(x0, w, p0);
                q0 = V.MultiplyAdd(x1, w, q0);
            }

            if (1 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 1 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[1]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[1]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 1 * weightStride + column);
                p1 = V.MultiplyAdd(x0, w, p1);
                q1 = V.MultiplyAdd(x1, w, q1);
            }

            if (2 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 2 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[2]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[2]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 2 * weightStride + column);
                p2 = V.MultiplyAdd(x0, w, p2);
                q2 = V.MultiplyAdd(x1, w, q2);
            }

            if (3 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 3 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[3]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[3]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 3 * weightStride + column);
                p3 = V.MultiplyAdd(x0, w, p3);
                q3 = V.MultiplyAdd(x1, w, q3);
            }

            if (4 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 4 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[4]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[4]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 4 * weightStride + column);
                p4 = V.MultiplyAdd(x0, w, p4);
                q4 = V.MultiplyAdd(x1, w, q4);
            }

            if (5 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 5 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[5]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[5]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 5 * weightStride + column);
                p5 = V.MultiplyAdd(x0, w, p5);
                q5 = V.MultiplyAdd(x1, w, q5);
            }

            if (6 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 6 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[6]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[6]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 6 * weightStride + column);
                p6 = V.MultiplyAdd(x0, w, p6);
                q6 = V.MultiplyAdd(x1, w, q6);
            }

            if (7 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 7 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[7]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[7]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 7 * weightStride + column);
                p7 = V.MultiplyAdd(x0, w, p7);
                q7 = V.MultiplyAdd(x1, w, q7);
            }

            if (8 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 8 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[8]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[8]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 8 * weightStride + column);
                p8 = V.MultiplyAdd(x0, w, p8);
                q8 = V.MultiplyAdd(x1, w, q8);
            }

            if (9 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 9 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[9]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[9]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 9 * weightStride + column);
                p9 = V.MultiplyAdd(x0, w, p9);
                q9 = V.MultiplyAdd(x1, w, q9);
            }

            if (10 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 10 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[10]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[10]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 10 * weightStride + column);
                p10 = V.MultiplyAdd(x0, w, p10);
                q10 = V.MultiplyAdd(x1, w, q10);
            }

            if (11 < Depth<B8, B4, B2, B1>())
            {
                V w = V.Load(weights + 11 * weightStride + column);
                net0 = V.MultiplyAdd(V.Broadcast(small0[11]), w, net0);
                net1 = V.MultiplyAdd(V.Broadcast(small1[11]), w, net1);
                w = Two.Value == 0 ? w : V.Load(back + 11 * weightStride + column);
                p11 = V.MultiplyAdd(x0, w, p11);
                q11 = V.MultiplyAdd(x1, w, q11);
            }

            V.Store(scratch + column, net0);
            V.Store(scratch + size + column, net1);
        }

        parts[0] = p0;
        parts[1] = p1;
        parts[2] = p2;
        parts[3] = p3;
        parts[4] = p4;
        parts[5] = p5;
        parts[6] = p6;
        parts[7] = p7;
        parts[8] = p8;
        parts[9] = p9;
        parts[10] = p10;
        parts[11] = p11;
        parts[16] = q0;
        parts[17] = q1;
        parts[18] = q2;
        parts[19] = q3;
        parts[20] = q4;
        parts[21] = q5;
        parts[22] = q6;
        parts[23] = q7;
        parts[24] = q8;
        parts[25] = q9;
        parts[26] = q10;
        parts[27] = q11;
        for (int i = MostSmall; i < VirtualLanes; i++)
        {
            parts[i] = parts[VirtualLanes + i] = V.Constant(0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Depth<B8, B4, B2, B1>()
        where B8 : struct, IBit
        where B4 : struct, IBit
        where B2 : struct, IBit
        where B1 : struct, IBit =>
        8 * B8.Value + 4 * B4.Value + 2 * B2.Value + B1.Value;

    private readonly struct Zero : IBit
    {
        public static int Value => 0;
    }

    private readonly struct One : IBit
    {
        public static int Value => 1;
    }
}
