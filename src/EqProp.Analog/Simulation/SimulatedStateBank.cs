using System.Numerics;
using System.Runtime.InteropServices;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Simulation;

/// <summary>Stored states in the simulation's own number format.</summary>
internal sealed class SimulatedStateBank<T>(int examples, int nodes) : StateBank
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkExamples = 1024;
    private readonly T[] _states = new T[(long)examples * nodes];

    public override int Examples => examples;

    /// <summary>Puts one row of all groups at the stored states of an example.</summary>
    public void Restore(int example, IReadOnlyList<StateGroup<T>> groups, int row)
    {
        Span<T> stored = Of(example);
        foreach (var group in groups)
        {
            stored[..group.Size].CopyTo(group.State(0).Row(row));
            stored = stored[group.Size..];
        }
    }

    /// <summary>Stores one row of all groups as the states of an example.</summary>
    public void Keep(int example, IReadOnlyList<StateGroup<T>> groups, int row)
    {
        Span<T> stored = Of(example);
        foreach (var group in groups)
        {
            group.State(0).Row(row).CopyTo(stored);
            stored = stored[group.Size..];
        }
    }

    public override void Clear() => Array.Clear(_states);

    public override void WriteTo(Stream destination)
    {
        for (int first = 0; first < examples; first += ChunkExamples)
        {
            destination.Write(Chunk(first));
        }
    }

    public override void ReadFrom(Stream source)
    {
        for (int first = 0; first < examples; first += ChunkExamples)
        {
            source.ReadExactly(Chunk(first));
        }
    }

    private Span<T> Of(int example) => _states.AsSpan(example * nodes, nodes);

    private Span<byte> Chunk(int first) =>
        MemoryMarshal.AsBytes(_states.AsSpan(first * nodes, Math.Min(ChunkExamples, examples - first) * nodes));
}
