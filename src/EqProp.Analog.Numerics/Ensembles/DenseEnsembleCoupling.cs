using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Every target sees every source. Weights lie in the order of the kernel, which holds the sums of
/// <see cref="Tile"/> targets (at the end <see cref="SmallTile"/>) in registers and runs over the sources:
/// [tiles x sources x targets of the tile].
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class DenseEnsembleCoupling<T> : EnsembleCoupling<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Targets whose sums are formed together.</summary>
    internal const int Tile = 8;

    /// <summary>Targets of the last tile when few are left; targets are padded to a multiple of it.</summary>
    internal const int SmallTile = 4;

    private readonly int _targets;

    /// <summary>Allocates weights of zero.</summary>
    /// <param name="source">The group that is seen.</param>
    /// <param name="targets">States that see it.</param>
    public DenseEnsembleCoupling(EnsembleGroup<T> source, int targets)
        : base(source, new(source.Blocks, checked(Padded(targets) * source.Size))) => _targets = targets;

    /// <summary>One weight of one chip.</summary>
    /// <param name="target">The state that sees.</param>
    /// <param name="source">The state that is seen.</param>
    /// <param name="chip">Index of the chip.</param>
    /// <returns>The weight itself, not a copy.</returns>
    public ref T this[int target, int source, int chip]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)target, (uint)_targets);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)source, (uint)Source.Size);
            int first = target / Tile * Tile;
            int width = Math.Min(Tile, Padded(_targets) - first);
            return ref Weights[first * Source.Size + source * width + target - first, chip];
        }
    }

    /// <summary>Targets with their padding.</summary>
    /// <param name="targets">Targets.</param>
    /// <returns>A multiple of the small tile.</returns>
    internal static int Padded(int targets) => (targets + SmallTile - 1) / SmallTile * SmallTile;
}
