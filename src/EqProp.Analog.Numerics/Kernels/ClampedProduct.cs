using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>Products with clamped inputs that leave out the zeros. Sums run in the order of the dense product.</summary>
internal static unsafe class ClampedProduct<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>drive(row) += sum over inputs of x W(input).</summary>
    public static void AddDrive(ClampedInputs<T> inputs, int firstRow, int rows, BatchMatrix<T> weights, BatchMatrix<T> drive)
    {
        int column = 0;
        for (; column + 8 * V.Count <= weights.PaddedColumns; column += 8 * V.Count)
        {
            for (int row = firstRow; row < firstRow + rows; row++)
            {
                int count = inputs.OfRow(row, out int* index, out T* value);
                T* target = drive.Pointer + (nint)row * drive.Stride + column;
                var sums = Eight.Load(target);
                sums = sums.Accumulate(count, index, value, weights.Pointer + column, weights.Stride);
                sums.Store(target);
            }
        }

        for (; column < weights.PaddedColumns; column += V.Count)
        {
            for (int row = firstRow; row < firstRow + rows; row++)
            {
                int count = inputs.OfRow(row, out int* index, out T* value);
                T* target = drive.Pointer + (nint)row * drive.Stride + column;
                V.Store(target, Accumulate(V.Load(target), count, index, value, weights.Pointer + column, weights.Stride));
            }
        }
    }

    /// <summary>Writes W(input) from contrast = sum over rows of x difference(row). Inputs that were zero throughout are left alone.</summary>
    public static void Write(ClampedInputs<T> inputs, int firstInput, int count, BatchMatrix<T> difference, WeightWrite<V, T> write)
    {
        for (int input = firstInput; input < firstInput + count; input++)
        {
            int rows = inputs.OfInput(input, out int* index, out T* value);
            if (rows == 0)
            {
                continue;
            }

            int column = 0;
            for (; column + 8 * V.Count <= write.Columns; column += 8 * V.Count)
            {
                Eight.Zero().Accumulate(rows, index, value, difference.Pointer + column, difference.Stride).Finish(input, column, write);
            }

            for (; column < write.Columns; column += V.Count)
            {
                write.Finish(input, column, Accumulate(V.Constant(0), rows, index, value, difference.Pointer + column, difference.Stride));
            }
        }
    }

    private static V Accumulate(V sum, int count, int* index, T* value, T* matrix, nint stride)
    {
        for (int i = 0; i < count; i++)
        {
            sum = V.MultiplyAdd(V.Broadcast(value[i]), V.Load(matrix + index[i] * stride), sum);
        }

        return sum;
    }

    /// <summary>Eight registers of sums.</summary>
    private struct Eight
    {
        private V _0;
        private V _1;
        private V _2;
        private V _3;
        private V _4;
        private V _5;
        private V _6;
        private V _7;

        public static Eight Zero() => new()
        {
            _0 = V.Constant(0),
            _1 = V.Constant(0),
            _2 = V.Constant(0),
            _3 = V.Constant(0),
            _4 = V.Constant(0),
            _5 = V.Constant(0),
            _6 = V.Constant(0),
            _7 = V.Constant(0),
        };

        public static Eight Load(T* at) => new()
        {
            _0 = V.Load(at),
            _1 = V.Load(at + V.Count),
            _2 = V.Load(at + 2 * V.Count),
            _3 = V.Load(at + 3 * V.Count),
            _4 = V.Load(at + 4 * V.Count),
            _5 = V.Load(at + 5 * V.Count),
            _6 = V.Load(at + 6 * V.Count),
            _7 = V.Load(at + 7 * V.Count),
        };

        public readonly void Store(T* at)
        {
            V.Store(at, _0);
            V.Store(at + V.Count, _1);
            V.Store(at + 2 * V.Count, _2);
            V.Store(at + 3 * V.Count, _3);
            V.Store(at + 4 * V.Count, _4);
            V.Store(at + 5 * V.Count, _5);
            V.Store(at + 6 * V.Count, _6);
            V.Store(at + 7 * V.Count, _7);
        }

        public readonly void Finish(int row, int column, WeightWrite<V, T> write)
        {
            write.Finish(row, column, _0);
            write.Finish(row, column + V.Count, _1);
            write.Finish(row, column + 2 * V.Count, _2);
            write.Finish(row, column + 3 * V.Count, _3);
            write.Finish(row, column + 4 * V.Count, _4);
            write.Finish(row, column + 5 * V.Count, _5);
            write.Finish(row, column + 6 * V.Count, _6);
            write.Finish(row, column + 7 * V.Count, _7);
        }

        public readonly Eight Accumulate(int count, int* index, T* value, T* matrix, nint stride)
        {
            V c0 = _0, c1 = _1, c2 = _2, c3 = _3, c4 = _4, c5 = _5, c6 = _6, c7 = _7;
            for (int i = 0; i < count; i++)
            {
                V x = V.Broadcast(value[i]);
                T* row = matrix + index[i] * stride;
                c0 = V.MultiplyAdd(x, V.Load(row), c0);
                c1 = V.MultiplyAdd(x, V.Load(row + V.Count), c1);
                c2 = V.MultiplyAdd(x, V.Load(row + 2 * V.Count), c2);
                c3 = V.MultiplyAdd(x, V.Load(row + 3 * V.Count), c3);
                c4 = V.MultiplyAdd(x, V.Load(row + 4 * V.Count), c4);
                c5 = V.MultiplyAdd(x, V.Load(row + 5 * V.Count), c5);
                c6 = V.MultiplyAdd(x, V.Load(row + 6 * V.Count), c6);
                c7 = V.MultiplyAdd(x, V.Load(row + 7 * V.Count), c7);
            }

            return new() { _0 = c0, _1 = c1, _2 = c2, _3 = c3, _4 = c4, _5 = c5, _6 = c6, _7 = c7 };
        }
    }
}
