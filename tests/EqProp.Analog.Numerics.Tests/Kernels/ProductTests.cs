using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Tests.Kernels;

public class ProductTests
{
    private static readonly int[] Sizes = [0, 1, 2, 5, 6, 7, 8, 13, 16, 17, 32, 33, 40];

    public static TheoryData<VectorWidth> Widths() => [.. Enum.GetValues<VectorWidth>()];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Sums_of_products_equal_the_triple_loop(VectorWidth width)
    {
        foreach (int rows in Sizes)
        {
            foreach (int columns in Sizes)
            {
                foreach (int depth in new[] { 0, 1, 7 })
                {
                    bool transposed = (rows + columns + depth) % 2 == 0;
                    CompareWithLoop(width, rows, columns, depth, transposed);
                    CompareWithLoop(width, rows, columns, depth, !transposed);
                }
            }
        }
    }

    [Fact]
    public void Every_depth_is_summed_in_full()
    {
        for (int depth = 0; depth <= 40; depth++)
        {
            CompareWithLoop(VectorWidthSelection.Widest, 13, 20, depth, depth % 2 == 0);
        }
    }

    private static void CompareWithLoop(VectorWidth width, int rows, int columns, int depth, bool transposed)
    {
        var stream = new RandomStream(rows * 10_000 + columns * 100 + depth, StreamPurpose.Study);
        int second = depth / 2 + 1;
        using BatchMatrix<double> start = Draw(rows, columns, stream);
        using BatchMatrix<double> left = transposed ? Draw(depth, rows, stream) : Draw(rows, depth, stream);
        using BatchMatrix<double> right = Draw(depth, columns, stream);
        using BatchMatrix<double> otherLeft = Draw(rows, second, stream);
        using BatchMatrix<double> otherRight = Draw(second, columns, stream);
        using BatchMatrix<double> result = new(rows, columns);
        KernelSet<double>.For(width).Accept(new TwoTerms(start, (left, right, transposed), (otherLeft, otherRight), result));
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                double sum = start.Row(r)[c];
                for (int k = 0; k < depth; k++)
                {
                    sum = Math.FusedMultiplyAdd(transposed ? left.Row(k)[r] : left.Row(r)[k], right.Row(k)[c], sum);
                }

                for (int k = 0; k < second; k++)
                {
                    sum = Math.FusedMultiplyAdd(otherLeft.Row(r)[k], otherRight.Row(k)[c], sum);
                }

                Assert.Equal(sum, result.Row(r)[c]);
            }
        }
    }

    private static BatchMatrix<double> Draw(int rows, int columns, RandomStream stream)
    {
        var matrix = new BatchMatrix<double>(rows, columns);
        for (int r = 0; r < rows; r++)
        {
            foreach (ref double value in matrix.Row(r))
            {
                value = stream.NextUniform(-1, 1);
            }
        }

        return matrix;
    }

    private sealed unsafe class TwoTerms(
        BatchMatrix<double> start, (BatchMatrix<double> Left, BatchMatrix<double> Right, bool Transposed) first,
        (BatchMatrix<double> Left, BatchMatrix<double> Right) second, BatchMatrix<double> result) : ILaneVisitor<double, bool>
    {
        public bool Visit<V>()
            where V : unmanaged, ILane<V, double>
        {
            ProductTerm<double>* terms = stackalloc ProductTerm<double>[2];
            terms[0] = Term(first.Left, first.Right);
            if (first.Transposed)
            {
                terms[0].LeftRowStride = 1;
                terms[0].LeftDepthStride = first.Left.Stride;
            }

            terms[1] = Term(second.Left, second.Right);
            var sums = new Sums<V> { First = start.Pointer, Result = result.Pointer, Stride = result.Stride };
            Product<V, double>.Run(result.Rows, result.PaddedColumns, terms, 2, ref sums);
            return true;
        }

        private static ProductTerm<double> Term(BatchMatrix<double> left, BatchMatrix<double> right) => new()
        {
            Left = left.Pointer,
            LeftRowStride = left.Stride,
            LeftDepthStride = 1,
            Right = right.Pointer,
            RightDepthStride = right.Stride,
            Depth = right.Rows,
        };
    }

    private unsafe struct Sums<V> : IProductEpilogue<V, double>
        where V : unmanaged, ILane<V, double>
    {
        public double* First;
        public double* Result;
        public nint Stride;

        public readonly V Start(int row, int column) => V.Load(First + row * Stride + column);

        public readonly void Finish(int row, int column, int rows, int lanes, V* sums, nint stride)
        {
            for (int i = 0; i < rows * lanes; i++)
            {
                V.Store(Result + (row + i / lanes) * Stride + column + i % lanes * V.Count, sums[i / lanes * stride + i % lanes]);
            }
        }
    }
}
