using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>Which product runs.</summary>
public enum ProductKind
{
    /// <summary>A B, A lying row after row.</summary>
    Straight,

    /// <summary>A B, A lying column after column.</summary>
    TransposedLeft,

    /// <summary>A B', summed along consecutive memory.</summary>
    Dot,
}

/// <summary>
/// A sum of two products on numbers drawn from a seed, in arrays that are as short as the products allow: no row is longer
/// than what the product says that it reads.
/// </summary>
/// <param name="Kind">Which product.</param>
/// <param name="Shape">Of the result, and the depth of the first term; the second is a third as deep.</param>
/// <param name="Seed">Of the numbers.</param>
internal sealed record TightProduct(ProductKind Kind, CallShape Shape, int Seed)
{
    private const int Granule = 16;

    /// <summary>Runs it and returns the bits of the result.</summary>
    public ulong[] Run<T>(VectorWidth width, GuardedBuffers memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        KernelSet<T>.For(width).Accept(new Visitor<T>(this, memory));

    private static int Padded(int length) => (length + Granule - 1) / Granule * Granule;

    private sealed unsafe class Visitor<T>(TightProduct product, GuardedBuffers memory) : ILaneVisitor<T, ulong[]>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Random _random = new(product.Seed);

        public ulong[] Visit<V>()
            where V : unmanaged, ILane<V, T>
        {
            var (rows, columns, depth) = product.Shape;
            int stride = Padded(columns);
            T* first = Draw(rows, stride, stride), result = memory.Take<T>(rows * stride);
            var store = new TightStore<V, T>(first, result, stride);
            if (product.Kind == ProductKind.Dot)
            {
                DotTerm<T>* dots = stackalloc DotTerm<T>[] { Dot(rows, columns, depth), Dot(rows, columns, depth / 3) };
                DotProduct<V, T>.Run(rows, columns, dots, 2, ref store);
            }
            else
            {
                ProductTerm<T>* terms = stackalloc ProductTerm<T>[] { Term(rows, stride, depth), Term(rows, stride, depth / 3) };
                Product<V, T>.Run(rows, stride, terms, 2, ref store);
            }

            return Numbers.Bits(new ReadOnlySpan<T>(result, rows * stride));
        }

        private ProductTerm<T> Term(int rows, int columns, int depth)
        {
            bool isTransposed = product.Kind == ProductKind.TransposedLeft;
            return new()
            {
                Left = Draw(1, rows * depth, rows * depth),
                LeftRowStride = isTransposed ? 1 : depth,
                LeftDepthStride = isTransposed ? rows : 1,
                Right = Draw(depth, columns, columns),
                RightDepthStride = columns,
                Depth = depth,
            };
        }

        private DotTerm<T> Dot(int rows, int columns, int depth) => new()
        {
            Left = Draw(rows, Padded(depth), Padded(depth)),
            LeftStride = Padded(depth),
            Right = Draw(columns, Padded(depth), depth),
            RightStride = Padded(depth),
            Depth = Padded(depth),
        };

        private T* Draw(int rows, int stride, int data)
        {
            T* numbers = memory.Take<T>(rows * stride);
            for (int row = 0; row < rows; row++)
            {
                Numbers.Draw(_random, new Span<T>(numbers + row * stride, data));
            }

            return numbers;
        }
    }
}
