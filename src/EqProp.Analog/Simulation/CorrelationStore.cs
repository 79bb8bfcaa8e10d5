using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// A correlator's output at each synapse, bias and leak between measurements and the write, in the shape of what is written: minus the estimate of the
/// gradient, without learning rates. Its range is infinite.
/// </summary>
internal sealed class CorrelationStore<T>(
    NetworkLayout layout, IReadOnlyList<SynapseArray<T>> synapses, IReadOnlyList<T[]> leaks) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>One a coupling, oriented as its weights.</summary>
    public IReadOnlyList<BatchMatrix<T>> Synapses { get; } = [.. synapses.Select(s => new BatchMatrix<T>(s.Weights.Rows, s.Weights.Columns))];

    /// <summary>One row a free group.</summary>
    public IReadOnlyList<BatchMatrix<T>> Biases { get; } = [.. layout.Groups.Skip(1).Select(g => new BatchMatrix<T>(1, g.Size))];

    /// <summary>What resistive synapses need of each node besides, one row a free group; empty without such synapses.</summary>
    public IReadOnlyList<BatchMatrix<T>> Loads { get; } =
        layout.HasResistiveSynapses ? [.. layout.Groups.Skip(1).Select(g => new BatchMatrix<T>(1, g.Size))] : [];

    /// <summary>One array a free group; empty where leaks do not learn.</summary>
    public IReadOnlyList<T[]> Leaks { get; } = [.. leaks.Select(leak => new T[leak.Length])];

    /// <summary>Adds scale times what resistive synapses saw of each node.</summary>
    public void AddLoads(IReadOnlyList<BatchMatrix<T>> sums, T scale)
    {
        for (int g = 0; g < Loads.Count; g++)
        {
            Span<T> held = Loads[g].Row(0);
            ReadOnlySpan<T> seen = sums[g].Row(0);
            for (int i = 0; i < held.Length; i++)
            {
                held[i] += scale * seen[i];
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (BatchMatrix<T> matrix in Synapses.Concat(Biases).Concat(Loads))
        {
            matrix.Clear();
        }

        foreach (T[] leak in Leaks)
        {
            Array.Clear(leak);
        }
    }

    public void Dispose()
    {
        foreach (BatchMatrix<T> matrix in Synapses.Concat(Biases).Concat(Loads))
        {
            matrix.Dispose();
        }
    }
}
