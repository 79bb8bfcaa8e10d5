using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// What follows from the conductances whenever they were written: what fabricated synapses conduct, the weights that amplifiers scale, the
/// total conductance L of every membrane (its leak, the resistors that join it to others and, with resistive synapses, the sum of |W| over those
/// that act on it) and, where an
/// activation circuit has an offset or a slope of its own, the current L delta and the conductance L / a. Kept up to date lazily.
/// </summary>
internal sealed class SynapticLoads<T>(
    NetworkLayout layout, KernelSet<T> kernels, IReadOnlyList<StateGroup<T>> groups, IReadOnlyList<SynapseArray<T>> synapses)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[]?[] _offsets =
    [
        .. layout.Groups.Skip(1).Select(group => group.Offset is null && group.OffsetCurrent is null ? null : new T[group.Size]),
    ];

    private readonly T[][] _drives = [.. layout.Groups.Skip(1).Select(group => new T[group.Size])];
    private readonly bool _moves = layout.HasResistiveSynapses
        || layout.Links.Any(link => link.Loads)
        || layout.Groups.Any(group => group.Slope is not null || group.Offset is not null || group.OffsetCurrent is not null);

    private readonly double[][] _linked = [.. layout.Groups.Select((_, g) => LinkedLeak.Of(layout, g)).Skip(1)];

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
            synapse.Refresh(kernels);
        }

        if (_moves)
        {
            ResetLeaks();
            LoadMembranes(threads);
            ReferToActivations();
        }

        _isCurrent = true;
    }

    /// <summary>Where the weighted sums of a free group start: its biases and the currents that stand for offsets.</summary>
    public ReadOnlySpan<T> Drive(int freeGroup, ReadOnlySpan<T> biases)
    {
        if (_offsets[freeGroup] is not { } offsets)
        {
            return biases;
        }

        T[] drive = _drives[freeGroup];
        for (int i = 0; i < drive.Length; i++)
        {
            drive[i] = biases[i] + offsets[i];
        }

        return drive;
    }

    private void ResetLeaks()
    {
        for (int g = 0; g < groups.Count; g++)
        {
            Span<T> leak = groups[g].Leak.Row(0);
            for (int i = 0; i < leak.Length; i++)
            {
                leak[i] = T.CreateTruncating(_linked[g][i]);
            }
        }
    }

    private void LoadMembranes(int threads)
    {
        foreach (SynapseArray<T> synapse in synapses.Where(s => s.Coupling.IsResistive))
        {
            Add(synapse.ConductedAhead, synapse.Coupling.Target, synapse.IsTransposed, threads);
            if (synapse.ActsOnSource)
            {
                Add(synapse.ConductedBack, synapse.Coupling.Source, !synapse.IsTransposed, threads);
            }
        }
    }

    // The state is a (s + delta): c / a ds'/dt = -(L / a) s' + L delta + the other currents.
    private void ReferToActivations()
    {
        for (int g = 0; g < groups.Count; g++)
        {
            NodeGroup group = layout.Groups[g + 1];
            Span<T> leak = groups[g].Leak.Row(0);
            for (int i = 0; _offsets[g] is { } offsets && i < leak.Length; i++)
            {
                offsets[i] = T.CreateTruncating(group.OffsetCurrent?[i] ?? 0) + leak[i] * T.CreateTruncating(group.OffsetOf(i));
            }

            for (int i = 0; group.Slope is not null && i < leak.Length; i++)
            {
                leak[i] /= T.CreateTruncating(group.SlopeOf(i));
            }
        }
    }

    private void Add(BatchMatrix<T> conductances, int group, bool isRow, int threads)
    {
        BatchMatrix<T> leak = groups[group - 1].Leak;
        if (isRow)
        {
            kernels.AddRowMagnitudes(conductances, leak, threads);
        }
        else
        {
            kernels.AddColumnMagnitudes(conductances, leak, threads);
        }
    }
}
