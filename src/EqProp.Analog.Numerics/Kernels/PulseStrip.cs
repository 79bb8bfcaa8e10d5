using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>Pulses to neighbouring elements of a row.</summary>
/// <param name="wanted">Wanted changes.</param>
/// <param name="pulses">How many pulses each becomes.</param>
/// <param name="blocks">A bit for each block in which there is any pulse; pulses of others are not read.</param>
/// <param name="row">Row of the strip.</param>
/// <param name="column">Its first column.</param>
/// <param name="width">Its width.</param>
internal readonly unsafe struct PulseStrip<T>(T* wanted, T* pulses, uint blocks, int row, int column, int width)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements whose random numbers are made together.</summary>
    public const int Block = NoiseKey.NodesOfSuperblock;

    /// <summary>Most elements of a strip: the key of their random numbers is made ready once.</summary>
    public const int Most = 8 * Block;

    /// <summary>Room for the longest strip, and what the last register writes besides.</summary>
    public const int Room = Most + BatchMatrix<T>.Granule;

    /// <summary>Arrays of that length that planning needs: changes, pulses, changes moved together and random numbers.</summary>
    public const int Arrays = 4;

    // Names repeat beyond it, which leaves room for a strip behind the last of them.
    private const int NodeLimit = 1 << 30;

    public readonly T* Wanted = wanted;

    public readonly T* Pulses = pulses;

    public readonly int Row = row;

    public readonly int Column = column;

    public readonly int Width = width;

    public uint Blocks { get; init; } = blocks;

    /// <summary>1 or -1: changes of this sign alone are written, as magnitudes; 0: all.</summary>
    public int Sign { get; init; }

    /// <summary>First element of the lowest of some blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Start(uint blocks) => Block * BitOperations.TrailingZeroCount(blocks);

    /// <summary>Where the block that starts at an element ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int End(int start) => Math.Min(start + Block, Width);

    /// <summary>A number of elements, rounded up to whole blocks.</summary>
    public static int WholeBlocks(int count) => (count + Block - 1) / Block * Block;

    /// <summary>Where the first element is in matrices of a shape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint First(BatchMatrix<T> matrix) => (nint)Row * matrix.Stride + Column;

    /// <summary>Name of the first random number of a strip for one pulse of a train: rows are whole blocks, and every pulse has a matrix of numbers. The
    /// numbers go to the elements that need one, in order.</summary>
    public static int Node(BatchMatrix<T> matrix, int row, int column, int pulse)
    {
        int columns = WholeBlocks(matrix.PaddedColumns);
        return (int)(((long)pulse * matrix.Rows * columns + (long)row * columns + column) & (NodeLimit - Block));
    }
}
