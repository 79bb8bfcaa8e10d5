using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>Forms A B of plain arrays with one of the products, which decides how A and B are laid into memory.</summary>
/// <param name="kind">Which product.</param>
/// <param name="a">[rows x depth].</param>
/// <param name="b">[depth x columns].</param>
internal sealed unsafe class ProductRunner<T>(ProductKind kind, T[,] a, T[,] b) : ILaneVisitor<T, T[,]>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T[,] Run(VectorWidth width) => KernelSet<T>.For(width).Accept(this);

    public T[,] Visit<V>()
        where V : unmanaged, ILane<V, T>
    {
        int rows = a.GetLength(0), depth = a.GetLength(1), columns = b.GetLength(1);
        using BatchMatrix<T> left = Matrix(a, kind == ProductKind.TransposedLeft), right = Matrix(b, kind == ProductKind.Dot);
        using var start = new BatchMatrix<T>(rows, columns);
        using var result = new BatchMatrix<T>(rows, columns);
        var store = new TightStore<V, T>(start.Pointer, result.Pointer, result.Stride);
        if (kind == ProductKind.Dot)
        {
            var dot = new DotTerm<T>
            {
                Left = left.Pointer,
                LeftStride = left.Stride,
                Right = right.Pointer,
                RightStride = right.Stride,
                Depth = right.PaddedColumns,
            };
            DotProduct<V, T>.Run(rows, columns, &dot, 1, ref store);
        }
        else
        {
            bool isTransposed = kind == ProductKind.TransposedLeft;
            var term = new ProductTerm<T>
            {
                Left = left.Pointer,
                LeftRowStride = isTransposed ? 1 : left.Stride,
                LeftDepthStride = isTransposed ? left.Stride : 1,
                Right = right.Pointer,
                RightDepthStride = right.Stride,
                Depth = depth,
            };
            Product<V, T>.Run(rows, result.PaddedColumns, &term, 1, ref store);
        }

        var sums = new T[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                sums[row, column] = result.Row(row)[column];
            }
        }

        return sums;
    }

    private static BatchMatrix<T> Matrix(T[,] numbers, bool isTransposed)
    {
        int rows = numbers.GetLength(0), columns = numbers.GetLength(1);
        var matrix = isTransposed ? new BatchMatrix<T>(columns, rows) : new BatchMatrix<T>(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                matrix.Row(isTransposed ? column : row)[isTransposed ? row : column] = numbers[row, column];
            }
        }

        return matrix;
    }
}
