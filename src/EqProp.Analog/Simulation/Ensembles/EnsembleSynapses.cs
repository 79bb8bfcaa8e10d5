using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>
/// The conductances of one coupling on all chips of an ensemble: as written and as targets and sources see them, F W + O and B W + O of each die. Where
/// synapses are ideal, what is written is what targets see.
/// </summary>
internal sealed class EnsembleSynapses<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EnsembleLearning<T> _kernels;
    private readonly Coupling _coupling;
    private readonly TiledWeights<T>? _forwardGain;
    private readonly TiledWeights<T>? _backwardGain;
    private readonly TiledWeights<T>? _offset;
    private readonly bool _ownsAhead;

    /// <param name="kernels">Kernels of the width in use.</param>
    /// <param name="chips">The dies.</param>
    /// <param name="coupling">Index of the coupling.</param>
    /// <param name="groups">Free groups, which the coupling joins.</param>
    public EnsembleSynapses(EnsembleLearning<T> kernels, IReadOnlyList<ChipInstance> chips, int coupling, IReadOnlyList<EnsembleGroup<T>> groups)
    {
        _kernels = kernels;
        _coupling = chips[0].Layout.Couplings[coupling];
        Coupling[] drawn = [.. chips.Select(chip => chip.Layout.Couplings[coupling])];
        ChipBlocks blocks = groups[0].Blocks;
        int sources = chips[0].Layout.Groups[_coupling.Source].Size, targets = chips[0].Layout.Groups[_coupling.Target].Size;
        _ownsAhead = IsClamped;
        EnsembleGroup<T> target = groups[_coupling.Target - 1];
        bool isShared = _coupling is { ActsOnSource: true, Gain: 1 } && target.FitsPair && drawn.All(c => ReferenceEquals(c.ForwardGain, c.BackwardGain));
        Ahead = IsClamped ? new(blocks, sources, targets)
            : isShared ? target.SeeEachOther(groups[_coupling.Source - 1]).Pairs
            : target.SeeAll(groups[_coupling.Source - 1]).Pairs;
        Back = _coupling.ActsOnSource && !isShared ? groups[_coupling.Source - 1].SeeAll(target).Pairs : null;
        TiledWeights<T>? Drawn(Func<Coupling, IReadOnlyList<double>?> values, double usual) =>
            drawn.All(c => values(c) is null) ? null : Filled(blocks, sources, targets, chip => values(drawn[chip]), usual);

        _forwardGain = Drawn(c => c.ForwardGain, 1);
        _backwardGain = Back is not null ? Drawn(c => c.BackwardGain, 1) : null;
        _offset = Drawn(c => c.Offset, 0);
        bool servesItself = _forwardGain is null && _offset is null && _coupling.Gain == 1;
        TiledWeights<T>? plastic = drawn.All(c => c.Plastic is null && c.Source != c.Target)
            ? null
            : PlasticOf(blocks, sources, targets, drawn);
        Memory = servesItself ? new(Ahead, plastic) : new(new(blocks, sources, targets), plastic, Ahead, _forwardGain, _offset);
    }

    /// <summary>Whether clamped inputs are the sources.</summary>
    public bool IsClamped => _coupling.Source == 0;

    /// <summary>What acts on targets.</summary>
    public TiledWeights<T> Ahead { get; }

    /// <summary>What acts on sources; null where nothing does, or the same does.</summary>
    public TiledWeights<T>? Back { get; }

    /// <summary>What learning writes.</summary>
    public EnsembleMemory<T> Memory { get; }

    /// <summary>Takes the conductances of one chip, each row-major [sources x targets].</summary>
    public void Program(int chip, ReadOnlySpan<T> written, ReadOnlySpan<T> ahead, ReadOnlySpan<T> back)
    {
        Memory.Written.WriteChip(chip, written);
        Ahead.WriteChip(chip, ahead);
        Back?.WriteChipTransposed(chip, back);
    }

    /// <summary>Brings what sources see up to date with what was written.</summary>
    public void Refresh()
    {
        if (Back is not null)
        {
            _kernels.ConductBack(Memory.Written, _backwardGain, _offset, Back);
        }
    }

    /// <summary>Copies the written weights of one chip.</summary>
    public void ReadBack(int chip, Span<double> weights) => Memory.Written.ReadChip(chip, weights);

    public void Dispose()
    {
        if (_ownsAhead)
        {
            Ahead.Dispose();
        }

        TiledWeights<T>? written = Memory.Written == Ahead ? null : Memory.Written;
        foreach (TiledWeights<T>? values in (TiledWeights<T>?[])[written, _forwardGain, _backwardGain, _offset, Memory.Plastic])
        {
            values?.Dispose();
        }
    }

    private static TiledWeights<T> Filled(ChipBlocks blocks, int sources, int targets, Func<int, IReadOnlyList<double>?> values, double usual)
    {
        var filled = new TiledWeights<T>(blocks, sources, targets);
        var numbers = new T[sources * targets];
        for (int chip = 0; chip < blocks.Chips; chip++)
        {
            IReadOnlyList<double>? given = values(chip);
            for (int k = 0; k < numbers.Length; k++)
            {
                numbers[k] = T.CreateTruncating(given is null ? usual : given[k]);
            }

            filled.WriteChip(chip, numbers);
        }

        return filled;
    }

    private static TiledWeights<T>? PlasticOf(ChipBlocks blocks, int sources, int targets, Coupling[] drawn)
    {
        double[][] plastic =
        [
            .. drawn.Select(c => Enumerable.Range(0, sources * targets)
                .Select(k => c.Exists(k / targets, k % targets, targets) && (c.Plastic?[k] ?? true) ? 1.0 : 0).ToArray()),
        ];
        return plastic.All(chip => chip.All(value => value == 1)) ? null : Filled(blocks, sources, targets, chip => plastic[chip], 1);
    }
}
