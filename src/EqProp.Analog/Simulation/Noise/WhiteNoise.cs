using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation.Noise;

/// <summary>
/// White noise of a chip: thermal noise of leaks, synapses and links and shot noise into membranes, which add up to one source a membrane, and noise
/// of output buffers on their wires. Amplitudes follow from the conductances whenever they were written.
/// </summary>
internal sealed class WhiteNoise<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkLayout _layout;
    private readonly KernelSet<T> _kernels;
    private readonly IReadOnlyList<StateGroup<T>> _neurons;
    private readonly OutputLines<T> _lines;
    private readonly IReadOnlyList<SynapseArray<T>> _synapses;
    private readonly IReadOnlyList<T[]> _writtenLeaks;
    private readonly NoiseBlock _noise;
    private readonly NodeNoise _nodes;
    private readonly double _epsilon;
    private readonly BatchMatrix<T>[] _conductances;

    public WhiteNoise(
        ChipInstance chip, KernelSet<T> kernels, IReadOnlyList<StateGroup<T>> neurons, OutputLines<T> lines, IReadOnlyList<SynapseArray<T>> synapses,
        IReadOnlyList<T[]> writtenLeaks)
    {
        CircuitBlock circuit = chip.Description.Circuit;
        _layout = chip.Layout;
        _kernels = kernels;
        _neurons = neurons;
        _lines = lines;
        _synapses = synapses;
        _writtenLeaks = writtenLeaks;
        _noise = circuit.Noise ?? new NoiseBlock();
        _nodes = new(chip);
        _epsilon = chip.Description.Simulation.Epsilon!.Value;
        _conductances = [.. neurons.Select(group => new BatchMatrix<T>(1, group.Size))];
        Factor = _nodes.HasSynapses && PassiveCovariance.Joins(_layout) ? new NoiseFactor<T>([.. neurons, .. lines.Groups.OfType<StateGroup<T>>()]) : null;
    }

    /// <summary>Whether any state has white noise.</summary>
    public bool IsOn => _noise.Thermal is not null || _noise.Shot is not null || _layout.Groups.Any(group => group.OutputNoise > 0);

    /// <summary>Correlations between membranes that resistors join; null where each has noise of its own.</summary>
    public NoiseFactor<T>? Factor { get; }

    /// <summary>Takes conductances as they now are.</summary>
    public void Refresh(int threads)
    {
        SumConductances(threads);
        double[][] deviations = [.. _neurons.Select((_, g) => Deviations(g))];
        for (int g = 0; g < _neurons.Count; g++)
        {
            Span<T> amplitudes = _neurons[g].NoiseAmplitude!.Row(0);
            for (int i = 0; i < amplitudes.Length; i++)
            {
                amplitudes[i] = T.CreateTruncating(deviations[g][i] * _nodes.Mobility(g, i));
            }

            for (int i = 0; _lines.Groups[g] is { } lines && i < amplitudes.Length; i++)
            {
                lines.NoiseAmplitude!.Row(0)[i] = T.CreateTruncating(LineAmplitude(g, i));
            }
        }

        if (Factor is { } factor)
        {
            factor.Write(Correlate(factor.Size, deviations));
        }
    }

    public void Dispose()
    {
        Factor?.Dispose();
        Array.ForEach(_conductances, matrix => matrix.Dispose());
    }

    /// <summary>A wire with the time constant T has the variance of its white noise where a step displaces it by sqrt(2 epsilon / T) times the deviation.</summary>
    private double LineAmplitude(int g, int i)
    {
        NodeGroup group = _layout.Groups[g + 1];
        return group.OutputNoise * group.SlopeOf(i) * Math.Sqrt(2 * _epsilon / group.LineTime);
    }

    private double[] Deviations(int g) =>
        [.. Enumerable.Range(0, _layout.Groups[g + 1].Size).Select(i => _nodes.Deviation(g, i, LeakOf(g, i), double.CreateTruncating(_conductances[g].Row(0)[i])))];

    private double LeakOf(int g, int i) =>
        _layout.Groups[g + 1].PlasticLeak ? double.CreateTruncating(_writtenLeaks[g][i]) : _layout.Groups[g + 1].Leak[i];

    /// <summary>Sum of |W| over all synapses on each membrane; what an amplifier passes back is 1 / A of a current, 1 / A^2 of its power.</summary>
    private void SumConductances(int threads)
    {
        Array.ForEach(_conductances, matrix => matrix.Row(0).Clear());
        if (!_nodes.HasSynapses)
        {
            return;
        }

        foreach (SynapseArray<T> synapse in _synapses)
        {
            Add(synapse.ConductedAhead, synapse.Coupling.Target - 1, synapse.IsTransposed, 1, threads);
            if (synapse.ActsOnSource)
            {
                double gain = synapse.Coupling.Gain;
                Add(synapse.ConductedBack, synapse.Coupling.Source - 1, !synapse.IsTransposed, 1 / (gain * gain), threads);
            }
        }
    }

    private void Add(BatchMatrix<T> conductances, int g, bool isRow, double scale, int threads)
    {
        using BatchMatrix<T>? own = scale == 1 ? null : new(1, _conductances[g].Columns);
        BatchMatrix<T> sum = own ?? _conductances[g];
        if (isRow)
        {
            _kernels.AddRowMagnitudes(conductances, sum, threads);
        }
        else
        {
            _kernels.AddColumnMagnitudes(conductances, sum, threads);
        }

        Span<T> into = _conductances[g].Row(0);
        for (int i = 0; own is not null && i < into.Length; i++)
        {
            into[i] += T.CreateTruncating(scale) * own.Row(0)[i];
        }
    }

    /// <summary>The factor of what a step displaces: neurons in the order of their groups, then wires.</summary>
    private double[,] Correlate(int size, double[][] deviations)
    {
        double[,] between = new PassiveCovariance(_layout).Between(
            2 * _nodes.Units.Theta * _noise.Thermal!.SynapseExcess, (c, i, j) => double.CreateTruncating(_synapses[c].Conducted(i, j)));
        double[] mobility = [.. _neurons.SelectMany((group, g) => Enumerable.Range(0, group.Size).Select(i => _nodes.Mobility(g, i)))];
        double[] own = [.. deviations.SelectMany(group => group)];
        var covariance = new double[size, size];
        for (int i = 0; i < own.Length; i++)
        {
            for (int j = 0; j < own.Length; j++)
            {
                covariance[i, j] = mobility[i] * mobility[j] * (i == j ? own[i] * own[i] : between[i, j]);
            }
        }

        int next = own.Length;
        for (int g = 0; g < _neurons.Count; g++)
        {
            for (int i = 0; _lines.Groups[g] is not null && i < _neurons[g].Size; i++, next++)
            {
                covariance[next, next] = LineAmplitude(g, i) * LineAmplitude(g, i);
            }
        }

        SemidefiniteFactor.Factor(covariance);
        return covariance;
    }
}
