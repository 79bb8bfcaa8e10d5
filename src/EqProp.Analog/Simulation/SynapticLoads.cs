using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// What follows from the conductances whenever they were written: the weights that amplifiers scale and, with resistive synapses, the
/// total conductance of every membrane, its leak plus the sum of |W| over the synapses that act on it. Kept up to date lazily.
/// </summary>
internal sealed class SynapticLoads<T>(
    NetworkLayout layout, KernelSet<T> kernels, IReadOnlyList<StateGroup<T>> groups, IReadOnlyList<SynapseArray<T>> synapses)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private bool _isCurrent;

    /// <summary>Notes that conductances were written.</summary>
    public void MarkWritten() => _isCurrent = false;

    /// <summary>Brings everything up to date.</summary>
    public void Refresh(int threads)
    {
        if (_isCurrent)
        {
            return;
        }

        foreach (SynapseArray<T> synapse in synapses)
        {
            synapse.Amplify(kernels);
        }

        if (layout.Synapse == SynapseKind.Resistive)
        {
            LoadMembranes(threads);
        }

        _isCurrent = true;
    }

    private void LoadMembranes(int threads)
    {
        for (int g = 0; g < groups.Count; g++)
        {
            Span<T> leak = groups[g].Leak.Row(0);
            for (int i = 0; i < leak.Length; i++)
            {
                leak[i] = T.CreateTruncating(layout.Groups[g + 1].Leak[i]);
            }
        }

        foreach (SynapseArray<T> synapse in synapses)
        {
            Add(synapse, synapse.Coupling.Target, synapse.IsTransposed, threads);
            if (synapse.ActsOnSource)
            {
                Add(synapse, synapse.Coupling.Source, !synapse.IsTransposed, threads);
            }
        }
    }

    private void Add(SynapseArray<T> synapse, int group, bool isRow, int threads)
    {
        BatchMatrix<T> leak = groups[group - 1].Leak;
        if (isRow)
        {
            kernels.AddRowMagnitudes(synapse.Weights, leak, threads);
        }
        else
        {
            kernels.AddColumnMagnitudes(synapse.Weights, leak, threads);
        }
    }
}
