using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// Sums in which every entry sees one entry of each of some rows, a fixed number of places before or behind its own. Lanes run along entries,
/// and each is one chain of fused multiply-adds over the terms in order.
/// </summary>
internal static unsafe class DiagonalSum<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>sums = start + sum over terms of gain_i y_(i + shift), row by row.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, a multiple of the lane's count.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="termCount">How many.</param>
    /// <param name="start">What the sums start from.</param>
    /// <param name="sums">Where they go.</param>
    /// <param name="stride">Numbers between two rows of either.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int rows, int columns, DiagonalTerm<T>* terms, int termCount, T* start, T* sums, nint stride)
    {
        DiagonalTerm<T>* end = terms + termCount;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column += V.Count)
            {
                V sum = V.Load(start + column);
                for (DiagonalTerm<T>* term = terms; term < end; term++)
                {
                    if (column >= term->First && column < term->End)
                    {
                        T* y = term->Source + row * term->SourceStride;
                        int at = column + term->Shift, last = term->SourceColumns - V.Count;
                        V seen = (uint)at <= (uint)last ? V.Load(y + at) : AtEdge(y, at, last);
                        sum = V.MultiplyAdd(V.Load(term->Gains + column), seen, sum);
                    }
                }

                V.Store(sums + column, sum);
            }

            start += stride;
            sums += stride;
        }
    }

    /// <summary>What lies partly or wholly beyond a row, zeros there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AtEdge(T* y, int at, int last)
    {
        int within = at < 0 ? 0 : last;
        return V.Slide(V.Load(y + within), at - within);
    }
}
