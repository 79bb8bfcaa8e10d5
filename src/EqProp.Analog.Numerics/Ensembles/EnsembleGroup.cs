using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// States that share an equation, on every chip of an ensemble, with everything a step needs; every number may differ from
/// chip to chip.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class EnsembleGroup<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Allocates a group.</summary>
    /// <param name="blocks">The ensemble's blocks.</param>
    /// <param name="size">States a chip.</param>
    public EnsembleGroup(ChipBlocks blocks, int size)
    {
        Blocks = blocks;
        Size = size;
        State = new(blocks, size);
        Output = new(blocks, size);
        Drive = new(blocks, size);
        Push = new(blocks, size);
        Leak = new(blocks, size);
        Rate = new(blocks, size);
    }

    /// <summary>How chips are cut into blocks.</summary>
    public ChipBlocks Blocks { get; }

    /// <summary>States a chip.</summary>
    public int Size { get; }

    /// <summary>Present states.</summary>
    public ChipMatrix<T> State { get; }

    /// <summary>What other states see of them.</summary>
    public ChipMatrix<T> Output { get; }

    /// <summary>Where the weighted sum starts: bias and clamped inputs.</summary>
    public ChipMatrix<T> Drive { get; }

    /// <summary>Constant part of the push on each state; read only while <see cref="Pushed"/>.</summary>
    public ChipMatrix<T> Push { get; }

    /// <summary>Leak of each state.</summary>
    public ChipMatrix<T> Leak { get; }

    /// <summary>Nominal step over capacity of each state.</summary>
    public ChipMatrix<T> Rate { get; }

    /// <summary>Number of the first state among all states of a chip; it names the noise of each.</summary>
    public int FirstNode { get; private set; }

    /// <summary>Standard deviation of the noise that a nominal step adds to each state; null without noise.</summary>
    public ChipMatrix<T>? NoiseAmplitude { get; private set; }

    /// <summary>Whether the push acts.</summary>
    public bool Pushed { get; set; }

    /// <summary>Part of the push in proportion to what is observed: push - stiffness observed.</summary>
    public T PushStiffness { get; set; }

    /// <summary>What this group sees, in the order of summation.</summary>
    public IList<EnsembleCoupling<T>> Incoming { get; } = [];

    /// <summary>Makes room for noise, of amplitude zero at first.</summary>
    /// <param name="firstNode">Number of the first state among all states of a chip. Multiples of 64 are fastest.</param>
    public void AddNoise(int firstNode)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstNode);
        FirstNode = firstNode;
        NoiseAmplitude ??= new(Blocks, Size);
    }

    /// <summary>Lets every state see every state of a group.</summary>
    /// <param name="source">The group that is seen; may be this one.</param>
    /// <returns>Weights of zero, to be filled in.</returns>
    /// <exception cref="ArgumentException">The source is of another ensemble.</exception>
    public DenseEnsembleCoupling<T> SeeAll(EnsembleGroup<T> source)
    {
        RequireSameEnsemble(source);
        var coupling = new DenseEnsembleCoupling<T>(source, Size);
        Incoming.Add(coupling);
        return coupling;
    }

    /// <summary>
    /// Lets every state see every state of a group, which sees this one back through the same weights. Both ways take one pass over them in Euler steps, where the
    /// source's way back is the last of what it sees.
    /// </summary>
    /// <param name="source">The group that is seen and sees.</param>
    /// <returns>Weights of zero, to be filled in.</returns>
    /// <exception cref="ArgumentException">The source is this group, or of another ensemble, or <see cref="FitsPair"/> says no.</exception>
    public DenseEnsembleCoupling<T> SeeEachOther(EnsembleGroup<T> source)
    {
        if (source == this || !FitsPair)
        {
            throw new ArgumentException("Two groups see each other through one memory where the one that learns of the other has few states.", nameof(source));
        }

        DenseEnsembleCoupling<T> coupling = SeeAll(source);
        source.Incoming.Add(new ExchangedEnsembleCoupling<T>(coupling, this));
        return coupling;
    }

    /// <summary>Whether sums of all states fit into registers beside what they see: 1 to 4 states, or 9 to 12.</summary>
    public bool FitsPair => TiledWeights<T>.Padded(Size) is TiledWeights<T>.SmallTile or TiledWeights<T>.Tile + TiledWeights<T>.SmallTile;

    /// <summary>Lets every state see a few states of a group.</summary>
    /// <param name="source">The group that is seen; may be this one.</param>
    /// <param name="sources">For each state of this group, the indices of what it sees.</param>
    /// <returns>Weights of zero, to be filled in.</returns>
    /// <exception cref="ArgumentException">The source is of another ensemble.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lists are not as many as states, or an index is not one of the source.</exception>
    public SparseEnsembleCoupling<T> SeeSome(EnsembleGroup<T> source, IReadOnlyList<int[]> sources)
    {
        RequireSameEnsemble(source);
        ArgumentOutOfRangeException.ThrowIfNotEqual(sources.Count, Size, nameof(sources));
        var coupling = new SparseEnsembleCoupling<T>(source, sources);
        Incoming.Add(coupling);
        return coupling;
    }

    /// <summary>Lets state i see state i of a group, as the two state variables of one neuron do.</summary>
    /// <param name="source">The group that is seen, as large as this one.</param>
    /// <returns>One weight a state and chip, zero until filled in.</returns>
    public SparseEnsembleCoupling<T> SeeSameOf(EnsembleGroup<T> source) =>
        SeeSome(source, [.. Enumerable.Range(0, Size).Select(i => new[] { i })]);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable part in Incoming.Concat<IDisposable>([State, Output, Drive, Push, Leak, Rate]))
        {
            part.Dispose();
        }

        NoiseAmplitude?.Dispose();
    }

    private void RequireSameEnsemble(EnsembleGroup<T> source)
    {
        if (source.Blocks != Blocks)
        {
            throw new ArgumentException("Groups of different ensembles cannot see each other.", nameof(source));
        }
    }
}
