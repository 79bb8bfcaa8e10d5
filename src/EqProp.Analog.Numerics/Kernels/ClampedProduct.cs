using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// Products with clamped inputs that leave out the zeros. Sums run in the order of the dense product. Columns go in
/// strips of eight registers, so that an input and its place are read once for eight multiply-adds.
/// </summary>
internal static unsafe class ClampedProduct<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Strip = 8;

    /// <summary>drive(row) += sum over inputs of x W(input), a block of inputs at a time, whose weights stay in the innermost cache for all rows.</summary>
    public static void AddDrive(ClampedInputs<T> inputs, int firstRow, int rows, BatchMatrix<T> weights, BatchMatrix<T> drive)
    {
        int column = 0;
        for (; column + Strip * V.Count <= weights.PaddedColumns; column += Strip * V.Count)
        {
            for (int block = 0; block < inputs.Blocks; block++)
            {
                for (int row = firstRow; row < firstRow + rows; row++)
                {
                    SparseList<T> list = inputs.OfRow(row, block);
                    AddStrip(list.Count, list.Indices, list.Values, weights.Pointer + column, weights.Stride, drive.Pointer + (nint)row * drive.Stride + column);
                }
            }
        }

        for (; column < weights.PaddedColumns; column += V.Count)
        {
            for (int block = 0; block < inputs.Blocks; block++)
            {
                for (int row = firstRow; row < firstRow + rows; row++)
                {
                    SparseList<T> list = inputs.OfRow(row, block);
                    T* target = drive.Pointer + (nint)row * drive.Stride + column;
                    V.Store(target, Sum(V.Load(target), list, weights.Pointer + column, weights.Stride));
                }
            }
        }
    }

    /// <summary>Writes W(input) from contrast = sum over rows of x difference(row). Inputs that were zero throughout are left alone.</summary>
    public static void Write(ClampedInputs<T> inputs, int firstInput, int count, BatchMatrix<T> difference, WeightWrite<V, T> write)
    {
        for (int input = firstInput; input < firstInput + count; input++)
        {
            SparseList<T> list = inputs.OfInput(input);
            if (list.Count == 0)
            {
                continue;
            }

            int column = 0;
            for (; column + Strip * V.Count <= write.Columns; column += Strip * V.Count)
            {
                WriteStrip(list.Count, list.Indices, list.Values, difference.Pointer + column, difference.Stride, input, column, in write);
            }

            for (; column < write.Columns; column += V.Count)
            {
                write.Write(write.At(input, column), Sum(V.Constant(0), list, difference.Pointer + column, difference.Stride));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Sum(V sum, SparseList<T> list, T* matrix, nint stride)
    {
        for (int i = 0; i < list.Count; i++)
        {
            sum = V.MultiplyAdd(V.Broadcast(list.Values[i]), V.Load(matrix + list.Indices[i] * stride), sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddStrip(int count, int* indices, T* values, T* matrix, nint stride, T* target)
    {
        V c0 = V.Load(target), c1 = V.Load(target + V.Count), c2 = V.Load(target + 2 * V.Count), c3 = V.Load(target + 3 * V.Count);
        V c4 = V.Load(target + 4 * V.Count), c5 = V.Load(target + 5 * V.Count);
        V c6 = V.Load(target + 6 * V.Count), c7 = V.Load(target + 7 * V.Count);
        for (int* last = indices + count; indices < last; indices++, values++)
        {
            V x = V.Broadcast(*values);
            T* row = matrix + *indices * stride;
            c0 = V.MultiplyAdd(x, V.Load(row), c0);
            c1 = V.MultiplyAdd(x, V.Load(row + V.Count), c1);
            c2 = V.MultiplyAdd(x, V.Load(row + 2 * V.Count), c2);
            c3 = V.MultiplyAdd(x, V.Load(row + 3 * V.Count), c3);
            c4 = V.MultiplyAdd(x, V.Load(row + 4 * V.Count), c4);
            c5 = V.MultiplyAdd(x, V.Load(row + 5 * V.Count), c5);
            c6 = V.MultiplyAdd(x, V.Load(row + 6 * V.Count), c6);
            c7 = V.MultiplyAdd(x, V.Load(row + 7 * V.Count), c7);
        }

        V.Store(target, c0);
        V.Store(target + V.Count, c1);
        V.Store(target + 2 * V.Count, c2);
        V.Store(target + 3 * V.Count, c3);
        V.Store(target + 4 * V.Count, c4);
        V.Store(target + 5 * V.Count, c5);
        V.Store(target + 6 * V.Count, c6);
        V.Store(target + 7 * V.Count, c7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteStrip(int count, int* indices, T* values, T* matrix, nint stride, int input, int column, in WeightWrite<V, T> write)
    {
        V c0 = V.Constant(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
        for (int* last = indices + count; indices < last; indices++, values++)
        {
            V x = V.Broadcast(*values);
            T* row = matrix + *indices * stride;
            c0 = V.MultiplyAdd(x, V.Load(row), c0);
            c1 = V.MultiplyAdd(x, V.Load(row + V.Count), c1);
            c2 = V.MultiplyAdd(x, V.Load(row + 2 * V.Count), c2);
            c3 = V.MultiplyAdd(x, V.Load(row + 3 * V.Count), c3);
            c4 = V.MultiplyAdd(x, V.Load(row + 4 * V.Count), c4);
            c5 = V.MultiplyAdd(x, V.Load(row + 5 * V.Count), c5);
            c6 = V.MultiplyAdd(x, V.Load(row + 6 * V.Count), c6);
            c7 = V.MultiplyAdd(x, V.Load(row + 7 * V.Count), c7);
        }

        WeightWrite<V, T> rule = write;
        T* weights = rule.At(input, column);
        rule.Write(weights, c0);
        rule.Write(weights + 1 * V.Count, c1);
        rule.Write(weights + 2 * V.Count, c2);
        rule.Write(weights + 3 * V.Count, c3);
        rule.Write(weights + 4 * V.Count, c4);
        rule.Write(weights + 5 * V.Count, c5);
        rule.Write(weights + 6 * V.Count, c6);
        rule.Write(weights + 7 * V.Count, c7);
    }
}
