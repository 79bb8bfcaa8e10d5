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

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();

    /// <summary>Where a pair's numbers stand within a block, in registers.</summary>
    internal int Place(int target, int source)
    {
        int first = target / Tile * Tile;
        return first * Sources + source * WidthOfTile(first) + target - first;
    }

    /// <summary>Targets of the tile that begins at one, padding included.</summary>
    internal int WidthOfTile(int first) => Math.Min(Tile, Padded(Targets) - first);

    /// <summary>Targets with their padding.</summary>
    internal static int Padded(int targets) => (targets + SmallTile - 1) / SmallTile * SmallTile;
}
