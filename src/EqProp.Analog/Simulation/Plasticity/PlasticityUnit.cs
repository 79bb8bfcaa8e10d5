using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>
/// The on-chip circuit that turns held activities into conductance changes. Every change is local:
/// W_ij += rate scale mean(y_i y_j at plus - y_i y_j at minus), clipped to the writable range
/// (Scellier and Bengio 2017). A clamped input's activity does not change, so its synapses see x (y plus - y minus);
/// a one-way synapse uses its source's mean activity times the target's change. A bidirectional amplifier of gain A puts A on the
/// source's activity, and the metric of the target group, which is negative for inhibitors, on the whole (<see cref="NetworkMetric"/>). A resistive synapse also loads
/// what it acts on: minus sign(W) (A^2 H(y_i) + H(y_j)), of the target alone where it acts one way. A plastic leak falls by
/// rate scale m / 2 mean(y^2 at plus - y^2 at minus).
/// </summary>
/// <remarks>
/// A <see cref="Correlator{T}"/> measures. Where it is written at once by an ideal unit, the correlator adds to the weights themselves; otherwise to a
/// <see cref="CorrelationStore{T}"/>, which a <see cref="StoredWriter{T}"/> takes to the weights. Faults (<see cref="UnitFaults{T}"/>) act on that store.
/// </remarks>
internal sealed class PlasticityUnit<T>(
    KernelSet<T> kernels, NetworkLayout layout, SampleHold<T> held, IReadOnlyList<SynapseArray<T>> synapses,
    IReadOnlyList<BatchMatrix<T>> biases, IReadOnlyList<T[]> leaks, ClampedInputs<T> inputs, UnitFaults<T>? faults, int capacity) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Correlator<T> _correlator = new(kernels, layout, held, inputs, capacity);
    private readonly NetworkMetric _metric = NetworkMetric.Of(layout);
    private readonly LoadContrasts<T>? _loads = layout.HasResistiveSynapses ? new(kernels, layout, held) : null;
    private CorrelationStore<T>? _store;
    private StoredWriter<T>? _writer;
    private double _largestScale;

    private IReadOnlyList<T[]> Remainders => faults?.Writes.Remainders ?? [];

    /// <summary>What became of the changes since this was last called; nothing is counted where writes are ideal.</summary>
    public UpdateCounts TakeCounts()
    {
        UpdateCounts counts = faults?.Writes.Counts ?? default;
        if (faults is not null)
        {
            faults.Writes.Counts = default;
        }

        return counts;
    }

    /// <summary>How many memories of synapses are at a bound; nothing is counted where writes are exact.</summary>
    public MemoryBounds CountAtBounds() => faults?.Devices?.CountAtBounds() ?? default;

    public void Update(PlasticityCommand command, in Presentation presentation, int threads)
    {
        if (command.Mode == UpdateMode.WriteAccumulated)
        {
            WriteStored(command, presentation, threads);
            return;
        }

        if (command.Mode == UpdateMode.Write && WritesNothing(command))
        {
            // Asked for the external read-out alone, while correlators may hold what is yet to be written.
            return;
        }

        int rows = presentation.Rows;
        _correlator.Compare(command, rows);
        _loads?.Measure(command.Plus, command.Minus, rows);
        if (command.Mode == UpdateMode.Accumulate)
        {
            Accumulate(command, presentation, threads);
        }
        else if (faults is null)
        {
            Write(command, rows, threads);
        }
        else
        {
            Accumulate(command, presentation, threads);
            WriteStored(command, presentation, threads);
        }
    }

    /// <summary>What the write circuit keeps for later writes, and what the memories of synapses hold that weights do not show.</summary>
    public IReadOnlyList<double[]> ReadMemory() =>
        [.. Remainders.Select(kept => Array.ConvertAll(kept, double.CreateTruncating)), .. faults?.Devices?.ReadMemory() ?? []];

    /// <summary>Puts back what <see cref="ReadMemory"/> gave.</summary>
    public void RestoreMemory(IReadOnlyList<double[]> memory)
    {
        IReadOnlyList<T[]> kept = Remainders;
        if (!kept.Select(values => values.Length).Concat(faults?.Devices?.MemoryLengths ?? []).SequenceEqual(memory.Select(values => values.Length)))
        {
            throw new ArgumentException("The memory is not that of this chip.", nameof(memory));
        }

        for (int i = 0; i < kept.Count; i++)
        {
            Array.ConvertAll(memory[i], T.CreateTruncating).CopyTo(kept[i], 0);
        }

        faults?.Devices?.RestoreMemory(memory.Skip(kept.Count));
    }

    /// <summary>Takes conductances that were programmed.</summary>
    public void Adopt()
    {
        Release();
        faults?.Devices?.Adopt();
    }

    /// <summary>Forgets what correlators hold: other conductances were programmed.</summary>
    public void Release()
    {
        _store?.Clear();
        _largestScale = 0;
    }

    public void Dispose()
    {
        _correlator.Dispose();
        _loads?.Dispose();
        _store?.Dispose();
        _writer?.Dispose();
        faults?.Devices?.Dispose();
    }

    private void Write(PlasticityCommand command, int rows, int threads)
    {
        for (int c = 0; c < synapses.Count; c++)
        {
            SynapseArray<T> synapse = synapses[c];
            double rate = command.WeightRates[c] * command.Scale / rows * _metric.Weights[synapse.Coupling.Target];
            if (rate != 0)
            {
                LoadTerms<T>? loads = synapse.Coupling.IsResistive ? _loads?.Terms(synapse, _loads.Sums, rate) : null;
                _correlator.AddSynapses(synapse, command, rate, layout.RangeOf(synapse.Coupling), synapse.Weights, loads, rows, threads);
            }
        }

        for (int g = 1; g < layout.Groups.Count; g++)
        {
            _correlator.AddBiases(g, command.BiasRates[g] * command.Scale / rows, biases[g - 1], rows);
            double rate = LeakRate(command, g) * command.Scale / (2 * rows);
            if (rate != 0)
            {
                _correlator.AddLeaks(g, command, rate, leaks[g - 1], InhibitorLearningBlock.LeastLeak, rows);
            }
        }
    }

    private void Accumulate(PlasticityCommand command, in Presentation presentation, int threads)
    {
        int rows = presentation.Rows;
        CorrelationStore<T> store = _store ??= new(layout, synapses, leaks);
        faults?.Correlators?.Leak(store, presentation.Step);
        for (int c = 0; c < synapses.Count; c++)
        {
            if (command.WeightRates[c] != 0)
            {
                double scale = command.Scale / rows * _metric.Weights[synapses[c].Coupling.Target];
                _correlator.AddSynapses(
                    synapses[c], command, scale, (double.NegativeInfinity, double.PositiveInfinity), store.Synapses[c], loads: null, rows, threads);
            }
        }

        if (_loads is not null)
        {
            store.AddLoads(_loads.Sums, T.CreateTruncating(command.Scale / rows));
        }

        for (int g = 1; g < layout.Groups.Count; g++)
        {
            _correlator.AddBiases(g, command.Scale / rows, store.Biases[g - 1], rows);
            if (LeakRate(command, g) != 0)
            {
                _correlator.AddLeaks(g, command, command.Scale / (2 * rows), store.Leaks[g - 1], double.NegativeInfinity, rows);
            }
        }

        faults?.Correlators?.Disturb(store, command.Scale, presentation);
        _largestScale = Math.Max(_largestScale, Math.Abs(command.Scale));
    }

    private void WriteStored(PlasticityCommand command, in Presentation presentation, int threads)
    {
        CorrelationStore<T> store = _store ?? throw new InvalidOperationException("The correlators hold nothing: accumulate before writing.");
        faults?.Correlators?.Leak(store, presentation.Step);
        faults?.Correlators?.Deliver(store, _largestScale);
        _writer ??= new(kernels, layout, _loads, synapses, biases, leaks, faults?.Writes, faults?.Devices);
        _writer.Write(store, command, presentation, threads);
        Release();
    }

    private static bool WritesNothing(PlasticityCommand command) =>
        command.WeightRates.All(rate => rate == 0) && command.BiasRates.All(rate => rate == 0) && command.LeakRates.All(rate => rate == 0);

    private double LeakRate(PlasticityCommand command, int group) =>
        leaks[group - 1].Length > 0 && command.LeakRates.Count > 0 ? command.LeakRates[group] : 0;
}
