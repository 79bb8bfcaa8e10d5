using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>Writes what a <see cref="CorrelationStore{T}"/> holds into the synapses, biases and leaks: each moves by its rate times what is stored, within its range.</summary>
internal sealed class StoredWriter<T>(
    KernelSet<T> kernels, NetworkLayout layout, LoadContrasts<T>? loads, IReadOnlyList<SynapseArray<T>> synapses,
    IReadOnlyList<BatchMatrix<T>> biases, IReadOnlyList<T[]> leaks, WriteCircuit<T>? circuit, SynapseDevices<T>? devices) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkMetric _metric = NetworkMetric.Of(layout);
    private readonly BatchMatrix<T>?[] _wanted = new BatchMatrix<T>?[synapses.Count];

    public void Write(CorrelationStore<T> store, PlasticityCommand command, in Presentation presentation, int threads)
    {
        for (int c = 0; c < synapses.Count; c++)
        {
            if (command.WeightRates[c] != 0)
            {
                Write(c, store, command.WeightRates[c], presentation, threads);
            }
        }

        for (int g = 0; g < biases.Count; g++)
        {
            WriteBiases(g, store, command.BiasRates[g + 1], presentation);
            T rate = T.CreateTruncating(command.LeakRates.Count > 0 ? command.LeakRates[g + 1] : 0);
            for (int i = 0; i < leaks[g].Length; i++)
            {
                leaks[g][i] = T.Max(leaks[g][i] + rate * store.Leaks[g][i], T.CreateTruncating(InhibitorLearningBlock.LeastLeak));
            }
        }
    }

    public void Dispose()
    {
        foreach (BatchMatrix<T>? wanted in _wanted)
        {
            wanted?.Dispose();
        }
    }

    private void Write(int coupling, CorrelationStore<T> store, double rate, in Presentation presentation, int threads)
    {
        SynapseArray<T> synapse = synapses[coupling];
        (double minimum, double maximum) = layout.RangeOf(synapse.Coupling);
        LoadTerms<T>? terms = synapse.Coupling.IsResistive
            ? loads?.Terms(synapse, store.Loads, rate * _metric.Weights[synapse.Coupling.Target])
            : null;
        if (circuit is null)
        {
            var rule = new WriteRule<T>(T.CreateTruncating(rate), T.CreateTruncating(minimum), T.CreateTruncating(maximum));
            kernels.WriteMeasured(store.Synapses[coupling], synapse.Weights, synapse.Plastic, rule, threads, terms);
            return;
        }

        if (devices is not null && circuit.PassesAll && terms is null)
        {
            circuit.Counts += devices.Write(coupling, store.Synapses[coupling], T.CreateTruncating(rate), presentation, threads);
            return;
        }

        BatchMatrix<T> wanted = Wanted(coupling, store.Synapses[coupling], rate, terms, threads);
        if (devices is not null)
        {
            WriteDevices(circuit, devices, coupling, wanted, presentation, threads);
            return;
        }

        (T, T) range = (T.CreateTruncating(minimum), T.CreateTruncating(maximum));
        var counts = new UpdateCounts[wanted.Rows];
        Presentation named = presentation;
        Parallel.For(0, wanted.Rows, new ParallelOptions { MaxDegreeOfParallelism = threads }, row =>
        {
            Span<T> uniforms = new T[wanted.Columns];
            ReadOnlySpan<T> plastic = synapse.Plastic is null ? default : synapse.Plastic.Row(row);
            counts[row] = circuit.Write(coupling, row, wanted.Row(row), plastic, synapse.Weights.Row(row), range, named, uniforms);
        });
        if (synapse is { IsReciprocal: true, IsWithinGroup: true })
        {
            Pairs.Mirror(synapse.Weights);
        }

        circuit.Counts = counts.Aggregate(circuit.Counts, (sum, row) => sum + row);
    }

    private void WriteDevices(
        WriteCircuit<T> writes, SynapseDevices<T> memories, int coupling, BatchMatrix<T> wanted, in Presentation presentation, int threads)
    {
        var counts = new UpdateCounts[wanted.Rows];
        Presentation named = presentation;
        BatchMatrix<T>? plastic = synapses[coupling].Plastic;
        Parallel.For(0, writes.PassesAll ? 0 : wanted.Rows, new ParallelOptions { MaxDegreeOfParallelism = threads }, row =>
            counts[row] = writes.Convert(coupling, row, wanted.Row(row), plastic is null ? default : plastic.Row(row), named, new T[wanted.Columns]));
        UpdateCounts converted = counts.Aggregate(default(UpdateCounts), (sum, row) => sum + row);
        UpdateCounts written = memories.Write(coupling, wanted, T.One, presentation, threads);
        writes.Counts += written with
        {
            Wanted = Math.Max(written.Wanted, converted.Wanted),
            Lost = converted.Lost + written.Lost,
            Cut = converted.Cut + written.Cut,
        };
    }

    private void WriteBiases(int group, CorrelationStore<T> store, double rate, in Presentation presentation)
    {
        if (circuit is null)
        {
            kernels.WriteBiases(1, store.Biases[group], biases[group], T.CreateTruncating(rate));
            return;
        }

        T[] changes = store.Biases[group].Row(0).ToArray();
        T scale = T.CreateTruncating(rate);
        for (int i = 0; i < changes.Length; i++)
        {
            changes[i] *= scale;
        }

        circuit.Counts += circuit.Write(
            synapses.Count + group, 0, changes, default, biases[group].Row(0), (T.NegativeInfinity, T.PositiveInfinity), presentation, new T[changes.Length]);
    }

    /// <summary>The changes that are asked for, in units of weights; what loads ask for depends on the sign of the present weight.</summary>
    private BatchMatrix<T> Wanted(int coupling, BatchMatrix<T> stored, double rate, LoadTerms<T>? terms, int threads)
    {
        BatchMatrix<T> wanted = _wanted[coupling] ??= new(stored.Rows, stored.Columns);
        BatchMatrix<T> present = synapses[coupling].Weights;
        var unbounded = new WriteRule<T>(T.CreateTruncating(rate), T.NegativeInfinity, T.PositiveInfinity);
        if (terms is null)
        {
            wanted.Clear();
            kernels.WriteMeasured(stored, wanted, null, unbounded, threads, null);
            return wanted;
        }

        wanted.CopyRowsFrom(present, present.Rows);
        kernels.WriteMeasured(stored, wanted, null, unbounded, threads, terms);
        for (int row = 0; row < wanted.Rows; row++)
        {
            Span<T> changes = wanted.Row(row);
            ReadOnlySpan<T> weights = present.Row(row);
            for (int i = 0; i < changes.Length; i++)
            {
                changes[i] -= weights[i];
            }
        }

        return wanted;
    }
}
