using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>Held states and activities of all free nodes, one set a slot.</summary>
internal sealed class SampleHold<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<StateGroup<T>> _groups;
    private readonly BatchMatrix<T>[][] _states;
    private readonly BatchMatrix<T>[][] _activities;
    private readonly BatchMatrix<T>[][]? _present;
    private readonly SeenSignals<T> _seen;
    private readonly HoldFaults<T>? _faults;
    private readonly int[] _rows = new int[Enum.GetValues<HoldSlot>().Length];
    private readonly long[] _heldAt = new long[Enum.GetValues<HoldSlot>().Length];
    private readonly long[] _waitedUntil = new long[Enum.GetValues<HoldSlot>().Length];
    private readonly SampleHold<T>[] _sources;

    /// <param name="groups">Free groups.</param>
    /// <param name="seen">What is held of them.</param>
    /// <param name="averages">Whether that may be means, so that the states to recall are kept besides.</param>
    /// <param name="faults">What sensors and capacitors do to activities; null for nothing.</param>
    /// <param name="capacity">Most examples.</param>
    public SampleHold(IReadOnlyList<StateGroup<T>> groups, SeenSignals<T> seen, bool averages, HoldFaults<T>? faults, int capacity)
    {
        bool keepsPresent = averages || faults is not null;
        _groups = groups;
        _sources = [.. _rows.Select(_ => this)];
        _seen = seen;
        _faults = faults;
        _present = keepsPresent ? [.. _rows.Select(_ => groups.Select(g => new BatchMatrix<T>(capacity, g.Size)).ToArray())] : null;
        _states = [.. _rows.Select(_ => groups.Select(g => new BatchMatrix<T>(capacity, g.Size)).ToArray())];
        _activities = [.. _states.Select(slot => groups.Select((g, i) => g.OutputIsState && faults is null ? slot[i] : new BatchMatrix<T>(capacity, g.Size)).ToArray())];
    }

    /// <summary>Whether recalled states come without their outputs, which then are to be computed anew.</summary>
    public bool RecallsStatesAlone => _present is not null;

    /// <summary>Senses all free nodes and holds what is seen.</summary>
    /// <param name="slot">Where.</param>
    /// <param name="samples">Name of each example.</param>
    /// <param name="step">When.</param>
    public void Hold(HoldSlot slot, ReadOnlySpan<int> samples, long step)
    {
        int rows = samples.Length;
        _rows[(int)slot] = rows;
        _heldAt[(int)slot] = _waitedUntil[(int)slot] = step;
        for (int g = 0; g < _groups.Count; g++)
        {
            _states[(int)slot][g].CopyRowsFrom(_seen.States(g), rows);
            _present?[(int)slot][g].CopyRowsFrom(_groups[g].State(0), rows);
            if (!_groups[g].OutputIsState || _faults is not null)
            {
                _activities[(int)slot][g].CopyRowsFrom(_seen.Activities(g), rows);
            }

            _faults?.Sense(slot, g, _activities[(int)slot][g], samples, step);
        }
    }

    /// <summary>Lets what is held in a slot wait until now.</summary>
    /// <param name="slot">Which.</param>
    /// <param name="samples">Name of each example.</param>
    /// <param name="step">Now.</param>
    public void Wait(HoldSlot slot, ReadOnlySpan<int> samples, long step)
    {
        if (_sources[(int)slot] != this)
        {
            // A copy of the network that settles at the same time need not wait.
            return;
        }

        long from = _waitedUntil[(int)slot];
        for (int g = 0; _faults is not null && step > from && g < _groups.Count; g++)
        {
            _faults.Wait(g, _activities[(int)slot][g], samples, _heldAt[(int)slot], from, step);
        }

        _waitedUntil[(int)slot] = step;
    }

    /// <summary>From now on the plasticity unit sees what another copy of the network holds in a slot.</summary>
    public void SampleFrom(HoldSlot slot, SampleHold<T> copy) => _sources[(int)slot] = copy;

    /// <summary>Puts states back, and their outputs too unless <see cref="RecallsStatesAlone"/>.</summary>
    public void Recall(HoldSlot slot, int rows)
    {
        RequireOwn(slot, rows);
        for (int g = 0; g < _groups.Count; g++)
        {
            _groups[g].State(0).CopyRowsFrom((_present ?? _states)[(int)slot][g], rows);
            if (_present is null && !_groups[g].OutputIsState)
            {
                _groups[g].Output(0).CopyRowsFrom(_activities[(int)slot][g], rows);
            }
        }
    }

    /// <summary>Held states of a free group (index 0 is the first free group).</summary>
    public BatchMatrix<T> States(HoldSlot slot, int freeGroup) => _sources[(int)slot]._states[(int)slot][freeGroup];

    /// <summary>Held activities of a free group (index 0 is the first free group).</summary>
    public BatchMatrix<T> Activities(HoldSlot slot, int freeGroup) => _sources[(int)slot]._activities[(int)slot][freeGroup];

    public void RequireHeld(HoldSlot slot, int rows) => _sources[(int)slot].RequireOwn(slot, rows);

    private void RequireOwn(HoldSlot slot, int rows)
    {
        if (_rows[(int)slot] != rows)
        {
            throw new InvalidOperationException($"Slot {slot} does not hold the present minibatch: hold it after it has settled.");
        }
    }

    /// <summary>Forgets what is held: a new minibatch came.</summary>
    public void Release() => Array.Clear(_rows);

    public void Dispose()
    {
        foreach (var matrix in _states.Concat(_activities).Concat(_present ?? []).SelectMany(slot => slot).Distinct())
        {
            matrix.Dispose();
        }
    }
}
