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
    private readonly TiledWeights<T>? _written;
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
        Ahead = IsClamped ? new(blocks, sources, targets) : groups[_coupling.Target - 1].SeeAll(groups[_coupling.Source - 1]).Pairs;
        Back = _coupling.ActsOnSource ? groups[_coupling.Source - 1].SeeAll(groups[_coupling.Target - 1]).Pairs : null;
        TiledWeights<T>? Drawn(Func<Coupling, IReadOnlyList<double>?> values, double usual) =>
            drawn.All(c => values(c) is null) ? null : Filled(blocks, sources, targets, (k, chip) => values(drawn[chip])?[k] ?? usual);

        _forwardGain = Drawn(c => c.ForwardGain, 1);
        _backwardGain = _coupling.ActsOnSource ? Drawn(c => c.BackwardGain, 1) : null;
        _offset = Drawn(c => c.Offset, 0);
        _written = _forwardGain is null && _offset is null && _coupling.Gain == 1 ? null : new(blocks, sources, targets);
        bool IsPlastic(int k, int chip) => drawn[chip].Exists(k / targets, k % targets, targets) && (drawn[chip].Plastic?[k] ?? true);
        Plastic = Enumerable.Range(0, sources * targets).All(k => Enumerable.Range(0, chips.Count).All(chip => IsPlastic(k, chip)))
            ? null
            : Filled(blocks, sources, targets, (k, chip) => IsPlastic(k, chip) ? 1 : 0);
    }

    /// <summary>Whether clamped inputs are the sources.</summary>
    public bool IsClamped => _coupling.Source == 0;

    /// <summary>What acts on targets, with the gain of an amplifier.</summary>
    public TiledWeights<T> Ahead { get; }

    /// <summary>What acts on sources; null where nothing does.</summary>
    public TiledWeights<T>? Back { get; }

    /// <summary>Weights as written.</summary>
    public TiledWeights<T> Written => _written ?? Ahead;

    /// <summary>1 where learning may write; null where it may everywhere.</summary>
    public TiledWeights<T>? Plastic { get; }

    /// <summary>Takes the conductances of one chip, each row-major [sources x targets].</summary>
    public void Program(int chip, ReadOnlySpan<T> written, ReadOnlySpan<T> ahead, ReadOnlySpan<T> back)
    {
        for (int k = 0; k < written.Length; k++)
        {
            (int source, int target) = Math.DivRem(k, Ahead.Targets);
            Written[target, source, chip] = written[k];
            Ahead[target, source, chip] = ahead[k];
            if (Back is not null)
            {
                Back[source, target, chip] = back[k];
            }
        }
    }

    /// <summary>Brings what targets and sources see up to date with what was written.</summary>
    public void Refresh()
    {
        if (_written is not null)
        {
            _kernels.Conduct(_written, _forwardGain, _offset, T.CreateTruncating(_coupling.Gain), Ahead, exchanged: false);
        }

        if (Back is not null)
        {
            _kernels.Conduct(Written, _backwardGain, _offset, T.CreateTruncating(1 / _coupling.Gain), Back, exchanged: true);
        }
    }

    /// <summary>Copies the written weights of one chip.</summary>
    public void ReadBack(int chip, Span<double> weights)
    {
        for (int k = 0; k < weights.Length; k++)
        {
            (int source, int target) = Math.DivRem(k, Ahead.Targets);
            weights[k] = double.CreateTruncating(Written[target, source, chip]);
        }
    }

    public void Dispose()
    {
        if (_ownsAhead)
        {
            Ahead.Dispose();
        }

        foreach (TiledWeights<T>? values in (TiledWeights<T>?[])[_written, _forwardGain, _backwardGain, _offset, Plastic])
        {
            values?.Dispose();
        }
    }

    private static TiledWeights<T> Filled(ChipBlocks blocks, int sources, int targets, Func<int, int, double> value)
    {
        var filled = new TiledWeights<T>(blocks, sources, targets);
        for (int chip = 0; chip < blocks.Chips; chip++)
        {
            for (int k = 0; k < sources * targets; k++)
            {
                filled[k % targets, k / targets, chip] = T.CreateTruncating(value(k, chip));
            }
        }

        return filled;
    }
}
