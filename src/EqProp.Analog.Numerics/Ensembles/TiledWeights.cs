using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// A number for every pair of a target and a source on every chip, in the order of the kernels, which hold the sums of <see cref="Tile"/> targets (at the
/// end <see cref="SmallTile"/>) in registers and run over the sources: [tiles x sources x targets of the tile].
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TiledWeights<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Targets whose sums are formed together.</summary>
    internal const int Tile = 8;

    /// <summary>Targets of the last tile when few are left; targets are padded to a multiple of it.</summary>
    internal const int SmallTile = 4;

    /// <summary>Allocates zeros.</summary>
    /// <param name="blocks">The ensemble's blocks.</param>
    /// <param name="sources">Sources.</param>
    /// <param name="targets">Targets.</param>
    public TiledWeights(ChipBlocks blocks, int sources, int targets)
    {
        Sources = sources;
        Targets = targets;
        Values = new(blocks, checked(Padded(targets) * sources));
    }

    /// <summary>Sources.</summary>
    public int Sources { get; }

    /// <summary>Targets.</summary>
    public int Targets { get; }

    /// <summary>The numbers themselves.</summary>
    internal ChipMatrix<T> Values { get; }

    /// <summary>One number of one chip.</summary>
    /// <param name="target">The target.</param>
    /// <param name="source">The source.</param>
    /// <param name="chip">Index of the chip.</param>
    /// <returns>The number itself, not a copy.</returns>
    public ref T this[int target, int source, int chip]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)target, (uint)Targets);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)source, (uint)Sources);
            return ref Values[Place(target, source), chip];
        }
    }

    /// <summary>Sets all numbers of one chip.</summary>
    /// <param name="chip">Index of the chip.</param>
    /// <param name="values">Row-major [sources x targets].</param>
    public void WriteChip(int chip, ReadOnlySpan<T> values) => WriteChip(chip, values, Targets, 1);

    /// <summary>Sets all numbers of one chip from a matrix that has targets and sources the other way round.</summary>
    /// <param name="chip">Index of the chip.</param>
    /// <param name="values">Row-major [targets x sources].</param>
    public void WriteChipTransposed(int chip, ReadOnlySpan<T> values) => WriteChip(chip, values, 1, Sources);

    /// <summary>Copies all numbers of one chip.</summary>
    /// <param name="chip">Index of the chip.</param>
    /// <param name="destination">Row-major [sources x targets].</param>
    public void ReadChip(int chip, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, Sources * Targets, nameof(destination));
        Span<T> numbers = NumbersOf(chip, out int lane);
        for (int target = 0; target < Targets; target++)
        {
            int at = Place(target, 0) * Values.Blocks.Lanes + lane, step = WidthOfTile(target / Tile * Tile) * Values.Blocks.Lanes;
            for (int source = 0; source < Sources; source++, at += step)
            {
                destination[source * Targets + target] = double.CreateTruncating(numbers[at]);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();

    /// <summary>Where a pair's numbers stand within a block, in registers.</summary>
    internal int Place(int target, int source)
    {
        int first = target / Tile * Tile;
        return first * Sources + source * WidthOfTile(first) + target - first;
    }

    private void WriteChip(int chip, ReadOnlySpan<T> values, int sourceStride, int targetStride)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Sources * Targets, nameof(values));
        Span<T> numbers = NumbersOf(chip, out int lane);
        for (int target = 0; target < Targets; target++)
        {
            int at = Place(target, 0) * Values.Blocks.Lanes + lane, step = WidthOfTile(target / Tile * Tile) * Values.Blocks.Lanes;
            for (int source = 0; source < Sources; source++, at += step)
            {
                numbers[at] = values[source * sourceStride + target * targetStride];
            }
        }
    }

    private Span<T> NumbersOf(int chip, out int lane)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)chip, (uint)Values.Blocks.Chips);
        (int block, lane) = Math.DivRem(chip, Values.Blocks.Lanes);
        return Values.Numbers(block);
    }

    /// <summary>Targets of the tile that begins at one, padding included.</summary>
    internal int WidthOfTile(int first) => Math.Min(Tile, Padded(Targets) - first);

    /// <summary>Targets with their padding.</summary>
    internal static int Padded(int targets) => (targets + SmallTile - 1) / SmallTile * SmallTile;
}
