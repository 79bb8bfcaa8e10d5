using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// Sums of the magnitudes of a matrix along its rows or down its columns. Down a column the sum is one chain; along a row it has
/// sixteen virtual lanes, lane l taking columns l, l + 16, ... in order, which are added by neighbours.
/// </summary>
internal static unsafe class MagnitudeSums<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>sums(column) += sum over rows of |m|, for whole registers of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddColumns(BatchMatrix<T> matrix, int firstColumn, int columns, T* sums)
    {
        nint stride = matrix.Stride;
        int column = firstColumn, end = firstColumn + columns;
        for (; column + 4 * V.Count <= end; column += 4 * V.Count)
        {
            T* target = sums + column;
            V c0 = V.Load(target), c1 = V.Load(target + V.Count), c2 = V.Load(target + 2 * V.Count), c3 = V.Load(target + 3 * V.Count);
            T* from = matrix.Pointer + column;
            for (int row = matrix.Rows; row > 0; row--, from += stride)
            {
                c0 += V.Abs(V.Load(from));
                c1 += V.Abs(V.Load(from + V.Count));
                c2 += V.Abs(V.Load(from + 2 * V.Count));
                c3 += V.Abs(V.Load(from + 3 * V.Count));
            }

            V.Store(target, c0);
            V.Store(target + V.Count, c1);
            V.Store(target + 2 * V.Count, c2);
            V.Store(target + 3 * V.Count, c3);
        }

        for (; column < end; column += V.Count)
        {
            V sum = V.Load(sums + column);
            T* from = matrix.Pointer + column;
            for (int row = matrix.Rows; row > 0; row--, from += stride)
            {
                sum += V.Abs(V.Load(from));
            }

            V.Store(sums + column, sum);
        }
    }

    /// <summary>sums(row) += sum over columns of |m|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void AddRows(BatchMatrix<T> matrix, int firstRow, int rows, T* sums)
    {
        const int Lanes = BatchMatrix<T>.Granule;
        T* partsScratch = stackalloc T[Lanes + CacheLine.Spare<T>()];
        T* parts = CacheLine.Align(partsScratch);
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            T* from = matrix.Pointer + (nint)row * matrix.Stride;
            for (int lane = 0; lane < Lanes; lane += V.Count)
            {
                V sum = V.Constant(0);
                for (int column = lane; column < matrix.PaddedColumns; column += Lanes)
                {
                    sum += V.Abs(V.Load(from + column));
                }

                V.Store(parts + lane, sum);
            }

            for (int count = Lanes / 2; count > 0; count /= 2)
            {
                for (int i = 0; i < count; i++)
                {
                    parts[i] = parts[2 * i] + parts[2 * i + 1];
                }
            }

            sums[row] += parts[0];
        }
    }
}
