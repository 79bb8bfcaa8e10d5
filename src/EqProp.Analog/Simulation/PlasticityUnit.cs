using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// The on-chip circuit that turns held activities into conductance changes. Every change is local:
/// W_ij += rate scale mean(y_i y_j at plus - y_i y_j at minus), clipped to the writable range
/// (Scellier and Bengio 2017). A clamped input's activity does not change, so its synapses see x (y plus - y minus);
/// a one-way synapse uses its source's mean activity times the target's change. A bidirectional amplifier of gain A puts A on the
/// source's activity, and the metric of the target group, which is negative for inhibitors, on the whole (<see cref="NetworkMetric"/>). A resistive synapse also loads
/// what it acts on: minus sign(W) (A^2 H(y_i) + H(y_j)), of the target alone where it acts one way.
/// </summary>
internal sealed class PlasticityUnit<T>(
    KernelSet<T> kernels, NetworkLayout layout, SampleHold<T> held, IReadOnlyList<SynapseArray<T>> synapses,
    IReadOnlyList<BatchMatrix<T>> biases, ClampedInputs<T> inputs, int capacity) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchMatrix<T>[] _difference = [.. layout.Groups.Skip(1).Select(g => new BatchMatrix<T>(capacity, g.Size))];
    private readonly NetworkMetric _metric = NetworkMetric.Of(layout);
    private readonly LoadContrasts<T>? _loads = layout.HasResistiveSynapses ? new(kernels, layout, held) : null;
    private readonly BatchMatrix<T>[] _negatedMinus = [.. layout.Groups.Skip(1).Select(g => new BatchMatrix<T>(capacity, g.Size))];

    public void Update(PlasticityCommand command, int rows, int threads)
    {
        for (int g = 0; g < _difference.Length; g++)
        {
            kernels.Contrast(rows, held.Activities(command.Plus, g), held.Activities(command.Minus, g), _difference[g], _negatedMinus[g]);
        }

        _loads?.Measure(command.Plus, command.Minus, rows);
        for (int c = 0; c < synapses.Count; c++)
        {
            double rate = command.WeightRates[c] * command.Scale / rows * _metric.Weights[synapses[c].Coupling.Target];
            if (rate != 0)
            {
                Write(synapses[c], command, rate, rows, threads);
            }
        }

        for (int g = 1; g < layout.Groups.Count; g++)
        {
            WriteBiases(g, command.BiasRates[g] * command.Scale / rows, rows);
        }
    }

    public void Dispose()
    {
        _loads?.Dispose();
        foreach (var matrix in _difference.Concat(_negatedMinus))
        {
            matrix.Dispose();
        }
    }

    private void WriteBiases(int group, double rate, int rows)
    {
        IReadOnlyList<double> metric = _metric.Nodes[group];
        if (NetworkMetric.IsEven(metric))
        {
            kernels.WriteBiases(rows, _difference[group - 1], biases[group - 1], T.CreateTruncating(rate * _metric.Weights[group]));
            return;
        }

        Span<T> written = biases[group - 1].Row(0);
        for (int i = 0; i < written.Length; i++)
        {
            T change = T.Zero;
            for (int row = 0; row < rows; row++)
            {
                change += _difference[group - 1].Row(row)[i];
            }

            written[i] += T.CreateTruncating(rate * metric[i]) * change;
        }
    }

    private void Write(SynapseArray<T> synapse, PlasticityCommand command, double rate, int rows, int threads)
    {
        int source = synapse.Coupling.Source - 1, target = synapse.Coupling.Target - 1;
        LoadTerms<T>? loads = synapse.Coupling.IsResistive ? _loads?.Terms(synapse, rate) : null;
        (double minimum, double maximum) = layout.RangeOf(synapse.Coupling);
        WriteRule<T> Rule(double scale) =>
            new(T.CreateTruncating(scale * synapse.Coupling.Gain), T.CreateTruncating(minimum), T.CreateTruncating(maximum));
        if (synapse.IsClamped)
        {
            kernels.WriteClamped(inputs, _difference[target], synapse.Weights, synapse.Plastic, Rule(rate), threads, loads);
            return;
        }

        BatchMatrix<T> plus = held.Activities(command.Plus, source), minus = held.Activities(command.Minus, source);
        BatchMatrix<T> targetPlus = synapse.IsReciprocal ? held.Activities(command.Plus, target) : _difference[target];
        BatchMatrix<T> targetMinus = synapse.IsReciprocal ? _negatedMinus[target] : _difference[target];
        WriteRule<T> rule = Rule(synapse.IsReciprocal ? rate : rate / 2);
        if (synapse.IsTransposed)
        {
            kernels.WriteContrast(rows, targetPlus, plus, targetMinus, minus, synapse.Weights, synapse.Plastic, rule, threads, loads);
        }
        else
        {
            kernels.WriteContrast(rows, plus, targetPlus, minus, targetMinus, synapse.Weights, synapse.Plastic, rule, threads, loads);
        }
    }
}
