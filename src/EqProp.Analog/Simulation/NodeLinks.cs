using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// The fixed couplings of node to node. They join membranes and branches themselves: no wire with a delay lies between. What clamped inputs
/// contribute is part of the drive.
/// </summary>
internal sealed class NodeLinks<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<StateGroup<T>> _groups;
    private readonly Link[] _ofInputs;
    private readonly BatchMatrix<T>? _inputs;

    public NodeLinks(NetworkLayout layout, IReadOnlyList<StateGroup<T>> groups, int capacity)
    {
        _groups = groups;
        foreach (Link link in layout.Links.Where(link => link.Source > 0))
        {
            T[] gains = [.. link.Gains.Select(T.CreateTruncating)];
            groups[link.Target - 1].AddDiagonal(groups[link.Source - 1], link.Shift, gains);
        }

        _ofInputs = [.. layout.Links.Where(link => link.Source == 0)];
        _inputs = _ofInputs.Length > 0 ? new(capacity, layout.InputCount) : null;
    }

    /// <summary>Takes the clamped inputs of a minibatch, if any node sees one of them.</summary>
    /// <param name="inputs">All examples, row-major [examples x inputs].</param>
    /// <param name="rows">Which of them.</param>
    public void Clamp(ReadOnlySpan<float> inputs, ReadOnlySpan<int> rows)
    {
        for (int row = 0; _inputs is not null && row < rows.Length; row++)
        {
            Span<T> to = _inputs.Row(row);
            ReadOnlySpan<float> from = inputs.Slice(rows[row] * to.Length, to.Length);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = T.CreateTruncating(from[i]);
            }
        }
    }

    /// <summary>Adds what clamped inputs contribute to the drives.</summary>
    public void AddToDrive(int rows)
    {
        foreach (Link link in _ofInputs)
        {
            BatchMatrix<T> drive = _groups[link.Target - 1].Drive;
            for (int row = 0; row < rows; row++)
            {
                Add(link, _inputs!.Row(row), drive.Row(row));
            }
        }
    }

    public void Dispose() => _inputs?.Dispose();

    private static void Add(Link link, ReadOnlySpan<T> inputs, Span<T> drive)
    {
        for (int i = 0; i < drive.Length; i++)
        {
            if (link.Gains[i] != 0)
            {
                drive[i] += T.CreateTruncating(link.Gains[i]) * inputs[link.Seen(i)];
            }
        }
    }
}
