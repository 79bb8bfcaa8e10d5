using System.Numerics;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>The products against sums that others form, and against the order of additions that they promise.</summary>
public class ProductReferenceTests
{
    private const int VirtualLanes = 16;

    [Property(MaxTest = 40)]
    public Property Products_are_the_plain_sums_within_their_rounding(ProductKind kind, int seed) =>
        Prop.ForAll(Shapes().ToArbitrary(), shape =>
        {
            Check<float>();
            Check<double>();

            void Check<T>()
                where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                (T[,] a, T[,] b) = Draw<T>(shape, seed);
                T[,] found = new ProductRunner<T>(kind, a, b).Run(VectorWidthSelection.Widest);
                for (int row = 0; row < shape.Rows; row++)
                {
                    for (int column = 0; column < shape.Columns; column++)
                    {
                        var sum = new PlainSum(0);
                        for (int k = 0; k < shape.Depth; k++)
                        {
                            sum.Add(double.CreateTruncating(a[row, k]), double.CreateTruncating(b[k, column]));
                        }

                        sum.Check(found[row, column]);
                    }
                }
            }
        });

    [Theory]
    [InlineData(ProductKind.Straight)]
    [InlineData(ProductKind.TransposedLeft)]
    [InlineData(ProductKind.Dot)]
    public void Products_are_those_of_MathNet(ProductKind kind)
    {
        foreach (CallShape shape in new CallShape[] { new(1, 1, 1), new(7, 50, 33), new(25, 31, 100), new(64, 65, 66) })
        {
            (double[,] a, double[,] b) = Draw<double>(shape, shape.Rows);
            Matrix<double> left = Matrix<double>.Build.DenseOfArray(a), right = Matrix<double>.Build.DenseOfArray(b);
            Matrix<double> found = Matrix<double>.Build.DenseOfArray(new ProductRunner<double>(kind, a, b).Run(VectorWidthSelection.Widest));
            Matrix<double> most = 2 * (shape.Depth + 1) * Math.ScaleB(1, -53) * left.PointwiseAbs() * right.PointwiseAbs();
            Assert.All((found - left * right).PointwiseAbs().Enumerate().Zip(most.Enumerate()), pair => Assert.InRange(pair.First, 0, pair.Second));
        }
    }

    [Property(MaxTest = 30)]
    public Property Products_of_whole_numbers_are_exact(ProductKind kind, int seed) =>
        Prop.ForAll(Shapes().ToArbitrary(), shape =>
        {
            var random = new Random(seed);
            var a = new float[shape.Rows, shape.Depth];
            var b = new float[shape.Depth, shape.Columns];
            var exact = new int[shape.Rows, shape.Columns];
            Each(a, (row, k) => a[row, k] = random.Next(-99, 100));
            Each(b, (k, column) => b[k, column] = random.Next(-99, 100));
            Each(exact, (row, column) => exact[row, column] = Enumerable.Range(0, shape.Depth).Sum(k => (int)a[row, k] * (int)b[k, column]));
            float[,] found = new ProductRunner<float>(kind, a, b).Run(VectorWidthSelection.Widest);
            Each(exact, (row, column) => Assert.Equal(exact[row, column], found[row, column]));
        });

    [Property(MaxTest = 25)]
    public Property A_product_adds_in_order_of_the_depth(bool isTransposed, int seed) =>
        OrderIs(isTransposed ? ProductKind.TransposedLeft : ProductKind.Straight, seed, InOrder);

    [Property(MaxTest = 25)]
    public Property A_dot_product_adds_in_sixteen_lanes_and_then_by_neighbours(int seed) => OrderIs(ProductKind.Dot, seed, InLanes);

    private static Property OrderIs(ProductKind kind, int seed, Func<int, Func<int, double>, Func<int, double>, double> sumOf) =>
        Prop.ForAll(Shapes().ToArbitrary(), shape =>
        {
            (double[,] a, double[,] b) = Draw<double>(shape, seed);
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            {
                double[,] found = new ProductRunner<double>(kind, a, b).Run(width);
                Each(found, (row, column) =>
                {
                    double expected = sumOf(shape.Depth, k => a[row, k], k => b[k, column]);
                    Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(found[row, column]));
                });
            }
        });

    private static double InOrder(int depth, Func<int, double> a, Func<int, double> b)
    {
        double sum = 0;
        for (int k = 0; k < depth; k++)
        {
            sum = Math.FusedMultiplyAdd(a(k), b(k), sum);
        }

        return sum;
    }

    private static double InLanes(int depth, Func<int, double> a, Func<int, double> b)
    {
        double[] lanes = new double[VirtualLanes];
        for (int k = 0; k < depth; k++)
        {
            lanes[k % VirtualLanes] = Math.FusedMultiplyAdd(a(k), b(k), lanes[k % VirtualLanes]);
        }

        for (int count = VirtualLanes / 2; count > 0; count /= 2)
        {
            for (int i = 0; i < count; i++)
            {
                lanes[i] = lanes[2 * i] + lanes[2 * i + 1];
            }
        }

        // The sum is added to its start, which is zero here and takes the sign of a negative zero away.
        return 0 + lanes[0];
    }

    private static Gen<CallShape> Shapes() =>
        from rows in Gen.Choose(0, 30)
        from columns in Gen.Choose(0, 40)
        from depth in Gen.Choose(0, 70)
        select new CallShape(rows, columns, depth);

    private static (T[,] A, T[,] B) Draw<T>(CallShape shape, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return (Draw(shape.Rows, shape.Depth), Draw(shape.Depth, shape.Columns));

        T[,] Draw(int rows, int columns)
        {
            var numbers = new T[rows * columns];
            Numbers.Draw<T>(random, numbers);
            var matrix = new T[rows, columns];
            Each(matrix, (row, column) => matrix[row, column] = numbers[row * columns + column]);
            return matrix;
        }
    }

    private static void Each<T>(T[,] matrix, Action<int, int> action)
    {
        for (int row = 0; row < matrix.GetLength(0); row++)
        {
            for (int column = 0; column < matrix.GetLength(1); column++)
            {
                action(row, column);
            }
        }
    }
}
