using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>Writes what a <see cref="CorrelationStore{T}"/> holds into the synapses, biases and leaks: each moves by its rate times what is stored, within its range.</summary>
internal sealed class StoredWriter<T>(
    KernelSet<T> kernels, NetworkLayout layout, LoadContrasts<T>? loads, IReadOnlyList<SynapseArray<T>> synapses,
    IReadOnlyList<BatchMatrix<T>> biases, IReadOnlyList<T[]> leaks)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkMetric _metric = NetworkMetric.Of(layout);

    public void Write(CorrelationStore<T> store, PlasticityCommand command, int threads)
    {
        for (int c = 0; c < synapses.Count; c++)
        {
            if (command.WeightRates[c] != 0)
            {
                Write(synapses[c], store, store.Synapses[c], command.WeightRates[c], threads);
            }
        }

        for (int g = 0; g < biases.Count; g++)
        {
            kernels.WriteBiases(1, store.Biases[g], biases[g], T.CreateTruncating(command.BiasRates[g + 1]));
            T rate = T.CreateTruncating(command.LeakRates.Count > 0 ? command.LeakRates[g + 1] : 0);
            for (int i = 0; i < leaks[g].Length; i++)
            {
                leaks[g][i] = T.Max(leaks[g][i] + rate * store.Leaks[g][i], T.CreateTruncating(InhibitorLearningBlock.LeastLeak));
            }
        }
    }

    private void Write(SynapseArray<T> synapse, CorrelationStore<T> store, BatchMatrix<T> stored, double rate, int threads)
    {
        (double minimum, double maximum) = layout.RangeOf(synapse.Coupling);
        LoadTerms<T>? terms = synapse.Coupling.IsResistive
            ? loads?.Terms(synapse, store.Loads, rate * _metric.Weights[synapse.Coupling.Target])
            : null;
        kernels.WriteMeasured(
            stored, synapse.Weights, synapse.Plastic, new(T.CreateTruncating(rate), T.CreateTruncating(minimum), T.CreateTruncating(maximum)),
            threads, terms);
    }
}
