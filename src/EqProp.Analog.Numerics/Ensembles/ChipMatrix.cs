using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Some numbers of each chip of an ensemble, [blocks x rows x lanes]: a row of a block is one register, a number of as many
/// chips. Lanes without a chip hold zeros.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class ChipMatrix<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _buffer;
    private readonly nint _blockStride;

    /// <summary>Allocates zeros.</summary>
    /// <param name="blocks">The ensemble's blocks.</param>
    /// <param name="rows">Numbers a chip.</param>
    public ChipMatrix(ChipBlocks blocks, int rows)
    {
        Blocks = blocks;
        Rows = rows;
        _blockStride = (nint)rows * blocks.Lanes;
        _buffer = new(blocks.Count * _blockStride);
    }

    /// <summary>How chips are cut into blocks.</summary>
    public ChipBlocks Blocks { get; }

    /// <summary>Numbers a chip.</summary>
    public int Rows { get; }

    /// <summary>One number of one chip.</summary>
    /// <param name="row">Which number.</param>
    /// <param name="chip">Index of the chip.</param>
    /// <returns>The number itself, not a copy.</returns>
    public ref T this[int row, int chip]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)chip, (uint)Blocks.Chips);
            return ref Block(chip / Blocks.Lanes)[(nint)row * Blocks.Lanes + chip % Blocks.Lanes];
        }
    }

    /// <summary>One number of every chip of a block, and of its lanes without a chip.</summary>
    /// <param name="row">Which number.</param>
    /// <param name="block">Index of the block.</param>
    /// <returns>The numbers themselves.</returns>
    public Span<T> Lanes(int row, int block)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)block, (uint)Blocks.Count);
        return new(Block(block) + (nint)row * Blocks.Lanes, Blocks.Lanes);
    }

    /// <summary>First number of a block; keep the matrix alive while using it.</summary>
    /// <param name="block">Index of the block.</param>
    /// <returns>Aligned to its registers.</returns>
    public T* Block(int block) => _buffer.Pointer + block * _blockStride;

    /// <summary>Every number of a block, [rows x lanes].</summary>
    /// <param name="block">Index of the block.</param>
    internal Span<T> Numbers(int block)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)block, (uint)Blocks.Count);
        return new(Block(block), checked((int)_blockStride));
    }

    /// <summary>Copies the numbers of one chip.</summary>
    /// <param name="chip">Index of the chip.</param>
    /// <param name="destination">At least <see cref="Rows"/> long.</param>
    public void ReadChip(int chip, Span<T> destination)
    {
        for (int row = 0; row < Rows; row++)
        {
            destination[row] = this[row, chip];
        }
    }

    /// <summary>Sets the numbers of one chip.</summary>
    /// <param name="chip">Index of the chip.</param>
    /// <param name="values">As many as there are rows.</param>
    public void WriteChip(int chip, ReadOnlySpan<T> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Rows, nameof(values));
        for (int row = 0; row < Rows; row++)
        {
            this[row, chip] = values[row];
        }
    }

    /// <summary>Copies the numbers of all chips.</summary>
    /// <param name="source">Of the same ensemble, with as many rows.</param>
    public void CopyFrom(ChipMatrix<T> source)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Rows, Rows, nameof(source));
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Blocks, Blocks, nameof(source));
        for (int block = 0; block < Blocks.Count; block++)
        {
            new ReadOnlySpan<T>(source.Block(block), (int)_blockStride).CopyTo(new(Block(block), (int)_blockStride));
        }
    }

    /// <summary>Sets all numbers to zero.</summary>
    public void Clear() => _buffer.Clear();

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();
}
