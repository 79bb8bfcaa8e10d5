using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// A number of each state of a group on every chip, once for each example of a minibatch: what hold circuits keep until the minibatch is written.
/// [blocks x samples x states x lanes], states padded to whole tiles with zeros.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class EnsembleSamples<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ChipMatrix<T> _values;

    /// <summary>Allocates zeros.</summary>
    /// <param name="blocks">The ensemble's blocks.</param>
    /// <param name="capacity">Most samples.</param>
    /// <param name="size">States a chip.</param>
    public EnsembleSamples(ChipBlocks blocks, int capacity, int size)
    {
        Blocks = blocks;
        Capacity = capacity;
        Size = size;
        _values = new(blocks, checked(capacity * Stride));
    }

    /// <summary>Most samples.</summary>
    public int Capacity { get; }

    /// <summary>States a chip.</summary>
    public int Size { get; }

    /// <summary>How chips are cut into blocks.</summary>
    internal ChipBlocks Blocks { get; }

    /// <summary>Registers from a sample to the next.</summary>
    internal int Stride => TiledWeights<T>.Padded(Size);

    /// <summary>One number of one chip.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="state">Index of the state.</param>
    /// <param name="chip">Index of the chip.</param>
    /// <returns>The number itself, not a copy.</returns>
    public ref T this[int sample, int state, int chip]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)state, (uint)Size);
            return ref _values[sample * Stride + state, chip];
        }
    }

    /// <summary>Keeps the numbers of all chips as one sample.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="values">One a state.</param>
    public void Keep(int sample, ChipMatrix<T> values)
    {
        for (int block = 0; block < Blocks.Count; block++)
        {
            Numbers(values, block).CopyTo(Sample(sample, block));
        }
    }

    /// <summary>Gives one sample back.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="values">One a state; overwritten.</param>
    public void Recall(int sample, ChipMatrix<T> values)
    {
        for (int block = 0; block < Blocks.Count; block++)
        {
            Sample(sample, block).CopyTo(Numbers(values, block));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _values.Dispose();

    /// <summary>First number of a block; keep the samples alive while using it.</summary>
    internal T* Block(int block) => _values.Block(block);

    private Span<T> Sample(int sample, int block)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sample, (uint)Capacity);
        return new(_values.Block(block) + (nint)sample * Stride * Blocks.Lanes, Size * Blocks.Lanes);
    }

    private Span<T> Numbers(ChipMatrix<T> values, int block)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Rows, Size, nameof(values));
        return new(values.Block(block), Size * Blocks.Lanes);
    }
}
