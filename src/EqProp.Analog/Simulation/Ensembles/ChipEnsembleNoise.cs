using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Simulation.Noise;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>
/// White noise that moves the nodes of all chips of an ensemble, with amplitudes that follow from the conductances of each whenever they were written: a die has the numbers
/// that <see cref="ChipNoise{T}"/> gives it alone, under the noise seed of its own description.
/// </summary>
internal sealed class ChipEnsembleNoise<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EnsembleLearning<T> _kernels;
    private readonly IReadOnlyList<ChipInstance> _chips;
    private readonly IReadOnlyList<EnsembleGroup<T>> _groups;
    private readonly IReadOnlyList<EnsembleSynapses<T>> _synapses;
    private readonly NodeNoise[] _nodes;
    private readonly double[][][] _leaks;
    private readonly ChipMatrix<T>[] _conductances;
    private bool _isCurrent;

    private ChipEnsembleNoise(
        IReadOnlyList<ChipInstance> chips, VectorWidth width, EnsembleLearning<T> kernels, IReadOnlyList<EnsembleGroup<T>> groups,
        IReadOnlyList<EnsembleSynapses<T>> synapses)
    {
        _kernels = kernels;
        _chips = chips;
        _groups = groups;
        _synapses = synapses;
        _nodes = [.. chips.Select(chip => new NodeNoise(chip))];
        _leaks = [.. chips.Select(chip => chip.Layout.Groups.Skip(1).Select(group => group.Leak.ToArray()).ToArray())];
        _conductances = [.. groups.Select(group => new ChipMatrix<T>(group.Blocks, group.Size))];
        NoiseNodes.Number(groups);
        Steps = new EnsembleNoise<T>(NoiseKernels<T>.For(width), new NoiseKey(0, 0, StreamPurpose.ThermalNoise));
        Steps.Name([.. chips.Select(chip => chip.Seed)], [.. chips.Select(chip => chip.Description.Simulation.NoiseSeed)]);
    }

    /// <summary>What a relaxation takes.</summary>
    public EnsembleNoise<T> Steps { get; }

    /// <summary>Makes the noise of some chips; none where nothing moves their states.</summary>
    public static ChipEnsembleNoise<T>? Create(
        IReadOnlyList<ChipInstance> chips, VectorWidth width, EnsembleLearning<T> kernels, IReadOnlyList<EnsembleGroup<T>> groups,
        IReadOnlyList<EnsembleSynapses<T>> synapses) =>
        NoiseKinds.MoveStates(chips[0].Description.Circuit) ? new(chips, width, kernels, groups, synapses) : null;

    /// <summary>Takes the leaks of a chip that was programmed.</summary>
    public void Program(int chip, NetworkParameters parameters)
    {
        for (int g = 0; g < _groups.Count; g++)
        {
            double[] written = parameters.Leaks[g + 1];
            for (int i = 0; i < written.Length; i++)
            {
                _leaks[chip][g][i] = Math.Max(written[i], InhibitorLearningBlock.LeastLeak);
            }
        }

        MarkWritten();
    }

    /// <summary>Notes that conductances were written.</summary>
    public void MarkWritten() => _isCurrent = false;

    /// <summary>Brings amplitudes up to date with the conductances.</summary>
    public void Refresh()
    {
        if (_isCurrent)
        {
            return;
        }

        _isCurrent = true;
        SumConductances();
        for (int g = 0; g < _groups.Count; g++)
        {
            ChipMatrix<T> amplitude = _groups[g].NoiseAmplitude!;
            for (int i = 0; i < _groups[g].Size; i++)
            {
                for (int chip = 0; chip < _chips.Count; chip++)
                {
                    double deviation = _nodes[chip].Deviation(g, i, _leaks[chip][g][i], double.CreateTruncating(_conductances[g][i, chip]));
                    amplitude[i, chip] = T.CreateTruncating(deviation * _nodes[chip].Mobility(g, i));
                }
            }
        }
    }

    public void Dispose() => Array.ForEach(_conductances, matrix => matrix.Dispose());

    /// <summary>Sum of |W| over all synapses on each membrane of each chip; what an amplifier passes back is 1 / A of a current, 1 / A^2 of its power.</summary>
    private void SumConductances()
    {
        foreach (ChipMatrix<T> sums in _conductances)
        {
            for (int block = 0; block < sums.Blocks.Count; block++)
            {
                for (int i = 0; i < sums.Rows; i++)
                {
                    sums.Lanes(i, block).Clear();
                }
            }
        }

        for (int c = 0; _nodes[0].HasSynapses && c < _synapses.Count; c++)
        {
            Coupling coupling = _chips[0].Layout.Couplings[c];

            // Weights ahead have the gain of an amplifier in them, those back its inverse.
            T scale = T.CreateTruncating(1 / coupling.Gain);
            _kernels.AddMagnitudes(_synapses[c].Ahead, scale, _conductances[coupling.Target - 1]);
            if (_synapses[c].Back is { } back)
            {
                _kernels.AddMagnitudes(back, scale, _conductances[coupling.Source - 1]);
            }
            else if (coupling.ActsOnSource)
            {
                _kernels.AddMagnitudesOfSources(_synapses[c].Ahead, scale, _conductances[coupling.Source - 1]);
            }
        }
    }
}
