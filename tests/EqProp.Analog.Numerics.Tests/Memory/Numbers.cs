using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Memory;

/// <summary>Numbers that tests draw, and the bits they compare.</summary>
internal static unsafe class Numbers
{
    /// <summary>Fills memory with numbers of both signs and many sizes, some of them zero.</summary>
    public static void Draw<T>(Random random, Span<T> numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ref T number in numbers)
        {
            int kind = random.Next(16);
            double value = random.NextDouble() - 0.5;
            number = T.CreateTruncating(kind switch { 0 => 0, 1 => -0.0, 2 => value * 1e-6, 3 => value * 30, _ => value });
        }
    }

    /// <summary>A matrix of such numbers; its padding stays zero.</summary>
    public static BatchMatrix<T> Draw<T>(Random random, int rows, int columns, IBufferSource memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var matrix = new BatchMatrix<T>(rows, columns, memory);
        for (int row = 0; row < rows; row++)
        {
            Draw(random, matrix.Row(row));
        }

        return matrix;
    }

    /// <summary>The bits of all numbers, padding included, so that a write beside the data shows.</summary>
    public static ulong[] Bits<T>(params ReadOnlySpan<BatchMatrix<T>> matrices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bits = new List<ulong>();
        foreach (BatchMatrix<T> matrix in matrices)
        {
            Append(bits, new ReadOnlySpan<T>(matrix.Pointer, matrix.Rows * matrix.Stride));
        }

        return [.. bits];
    }

    /// <summary>The bits of numbers.</summary>
    public static ulong[] Bits<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var bits = new List<ulong>();
        Append(bits, numbers);
        return [.. bits];
    }

    private static void Append<T>(List<ulong> bits, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        foreach (T number in numbers)
        {
            bits.Add(sizeof(T) == 4 ? *(uint*)&number : *(ulong*)&number);
        }
    }
}
