using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// A row-major matrix in aligned memory whose rows are padded with zeros to whole cache lines, an odd number of them, so
/// that rows do not fall on the same cache sets.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class BatchMatrix<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers that rows are padded to a multiple of: the widest lane.</summary>
    public const int Granule = 16;

    private readonly AlignedBuffer<T> _buffer;

    /// <summary>Allocates zeros.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    public BatchMatrix(int rows, int columns)
        : this(rows, columns, NativeBuffers.Source)
    {
    }

    /// <summary>Takes zeros from a source of buffers.</summary>
    internal BatchMatrix(int rows, int columns, IBufferSource memory)
    {
        Rows = rows;
        Columns = columns;
        int granules = (columns + Granule - 1) / Granule;
        Stride = Granule * (granules % 2 == 0 ? granules + 1 : granules);
        _buffer = memory.Allocate<T>((nint)rows * Stride);
    }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Columns that carry data.</summary>
    public int Columns { get; }

    /// <summary>Columns that kernels compute: those that carry data, rounded up to <see cref="Granule"/>.</summary>
    public int PaddedColumns => (Columns + Granule - 1) / Granule * Granule;

    /// <summary>Numbers between the starts of two rows.</summary>
    public int Stride { get; }

    /// <summary>First number; keep the matrix alive while using it.</summary>
    public T* Pointer => _buffer.Pointer;

    /// <summary>One row without its padding.</summary>
    /// <param name="row">Index.</param>
    /// <returns>The numbers themselves, not a copy.</returns>
    public Span<T> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows);
        return new Span<T>(_buffer.Pointer + (nint)row * Stride, Columns);
    }

    /// <summary>Some rows with their padding.</summary>
    /// <param name="firstRow">First row.</param>
    /// <param name="rows">Rows.</param>
    /// <returns>The numbers themselves, <see cref="Stride"/> from row to row.</returns>
    internal Span<T> RowBlock(int firstRow, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(firstRow + rows), (uint)Rows);
        return new Span<T>(Pointer + (nint)firstRow * Stride, rows * Stride);
    }

    /// <summary>Sets everything to zero.</summary>
    public void Clear() => _buffer.Clear();

    /// <summary>Sets what pads some rows to zero again.</summary>
    /// <param name="firstRow">First row.</param>
    /// <param name="rows">Rows.</param>
    public void ClearPadding(int firstRow, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(firstRow + rows), (uint)Rows);
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            new Span<T>(Pointer + (nint)row * Stride + Columns, Stride - Columns).Clear();
        }
    }

    /// <summary>Copies the first rows of a matrix of the same width.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="rows">How many rows.</param>
    public void CopyRowsFrom(BatchMatrix<T> source, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Stride, Stride);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Math.Min(Rows, source.Rows));
        long bytes = (long)rows * Stride * sizeof(T);
        Buffer.MemoryCopy(source.Pointer, Pointer, bytes, bytes);
    }

    /// <summary>Writes the transpose of another matrix here.</summary>
    /// <param name="source">A matrix with rows and columns exchanged.</param>
    public void TransposeFrom(BatchMatrix<T> source)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Rows, Columns);
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Columns, Rows);
        const int Block = 16;
        T* from = source.Pointer;
        T* to = Pointer;
        for (int top = 0; top < Rows; top += Block)
        {
            int bottom = Math.Min(Rows, top + Block);
            for (int column = 0; column < Columns; column++)
            {
                for (int row = top; row < bottom; row++)
                {
                    to[(nint)row * Stride + column] = from[(nint)column * source.Stride + row];
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();
}
