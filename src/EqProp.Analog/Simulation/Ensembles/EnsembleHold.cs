using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Ensembles;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>The hold circuits of all chips: activities of every example of the minibatch until it is written, and the states of the present one.</summary>
internal sealed class EnsembleHold<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<EnsembleGroup<T>> _groups;
    private readonly EnsembleSamples<T>[][] _activities;
    private readonly EnsembleSamples<T>[][] _states;
    private readonly int[] _heldAt = [.. Enum.GetValues<HoldSlot>().Select(_ => -1)];
    private readonly int[] _held = new int[Enum.GetValues<HoldSlot>().Length];

    /// <param name="groups">Free groups.</param>
    /// <param name="capacity">Most examples of a minibatch.</param>
    public EnsembleHold(IReadOnlyList<EnsembleGroup<T>> groups, int capacity)
    {
        _groups = groups;
        _activities = [.. _held.Select(_ => groups.Select(group => new EnsembleSamples<T>(group.Blocks, capacity, group.Size)).ToArray())];
        _states = [.. _held.Select(_ => groups.Select(group => new EnsembleSamples<T>(group.Blocks, 1, group.Size)).ToArray())];
    }

    /// <summary>Held activities of a free group.</summary>
    public EnsembleSamples<T> Activities(HoldSlot slot, int freeGroup) => _activities[(int)slot][freeGroup];

    /// <summary>Forgets what is held: a new minibatch came.</summary>
    public void Release()
    {
        Array.Clear(_held);
        Array.Fill(_heldAt, -1);
    }

    /// <summary>Holds the present activities as those of one example.</summary>
    public void Hold(HoldSlot slot, int sample)
    {
        for (int g = 0; g < _groups.Count; g++)
        {
            _activities[(int)slot][g].Keep(sample, _groups[g].Output);
            _states[(int)slot][g].Keep(0, _groups[g].State);
        }

        _held[(int)slot] += _heldAt[(int)slot] == sample ? 0 : 1;
        _heldAt[(int)slot] = sample;
    }

    /// <summary>Puts the present example back at its held states.</summary>
    public void Recall(HoldSlot slot, int sample)
    {
        if (_heldAt[(int)slot] != sample)
        {
            throw new InvalidOperationException($"Slot {slot} does not hold the present example: hold it after it has settled.");
        }

        for (int g = 0; g < _groups.Count; g++)
        {
            _states[(int)slot][g].Recall(0, _groups[g].State);
        }
    }

    /// <summary>Throws unless every example of the minibatch is held.</summary>
    public void RequireHeld(HoldSlot slot, int examples)
    {
        if (_held[(int)slot] != examples)
        {
            throw new InvalidOperationException($"Slot {slot} holds {_held[(int)slot]} of {examples} examples of the minibatch.");
        }
    }

    public void Dispose()
    {
        foreach (EnsembleSamples<T> samples in _activities.Concat(_states).SelectMany(slot => slot))
        {
            samples.Dispose();
        }
    }
}
