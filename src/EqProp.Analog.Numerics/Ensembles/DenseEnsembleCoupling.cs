using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Every target sees every source.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class DenseEnsembleCoupling<T> : EnsembleCoupling<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Allocates weights of zero.</summary>
    /// <param name="source">The group that is seen.</param>
    /// <param name="targets">States that see it.</param>
    public DenseEnsembleCoupling(EnsembleGroup<T> source, int targets)
        : this(source, new TiledWeights<T>(source.Blocks, source.Size, targets))
    {
    }

    private DenseEnsembleCoupling(EnsembleGroup<T> source, TiledWeights<T> pairs)
        : base(source, pairs.Values) => Pairs = pairs;

    /// <summary>The weights of all pairs; disposed of with the coupling.</summary>
    public TiledWeights<T> Pairs { get; }

    /// <summary>One weight of one chip.</summary>
    /// <param name="target">The state that sees.</param>
    /// <param name="source">The state that is seen.</param>
    /// <param name="chip">Index of the chip.</param>
    /// <returns>The weight itself, not a copy.</returns>
    public ref T this[int target, int source, int chip] => ref Pairs[target, source, chip];
}
