using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Every target sees a few sources, the same ones on every chip: neighbours in a chain, ring or grid, or the one state that
/// belongs to the same neuron.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SparseEnsembleCoupling<T> : EnsembleCoupling<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Allocates weights of zero.</summary>
    /// <param name="source">The group that is seen.</param>
    /// <param name="sources">For each target, the indices of its sources in the order of summation.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of the source group.</exception>
    public SparseEnsembleCoupling(EnsembleGroup<T> source, IReadOnlyList<int[]> sources)
        : base(source, new(source.Blocks, sources.Sum(s => s.Length)))
    {
        // Pinned: kernels go through several couplings at once by their addresses.
        Starts = GC.AllocateArray<int>(sources.Count + 1, pinned: true);
        Sources = GC.AllocateArray<int>(sources.Sum(s => s.Length), pinned: true);
        sources.SelectMany(s => s).ToArray().CopyTo(Sources, 0);
        for (int target = 0; target < sources.Count; target++)
        {
            Starts[target + 1] = Starts[target] + sources[target].Length;
        }

        foreach (int index in Sources)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)source.Size, nameof(sources));
        }
    }

    /// <summary>Of each target, where its entries begin; one more at the end.</summary>
    internal int[] Starts { get; }

    /// <summary>Of each entry, the state that is seen.</summary>
    internal int[] Sources { get; }

    /// <summary>One weight of one chip.</summary>
    /// <param name="target">The state that sees.</param>
    /// <param name="entry">Which of its sources, in the order given.</param>
    /// <param name="chip">Index of the chip.</param>
    /// <returns>The weight itself, not a copy.</returns>
    public ref T this[int target, int entry, int chip]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)entry, (uint)(Starts[target + 1] - Starts[target]));
            return ref Weights[Starts[target] + entry, chip];
        }
    }
}
