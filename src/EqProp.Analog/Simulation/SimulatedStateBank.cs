using System.Runtime.InteropServices;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>Stored states in the simulation's own number format.</summary>
internal sealed class SimulatedStateBank<T>(int examples, int nodes) : StateBank
    where T : unmanaged
{
    private const int ChunkExamples = 1024;
    private readonly T[] _states = new T[(long)examples * nodes];

    public override int Examples => examples;

    public Span<T> Of(int example) => _states.AsSpan(example * nodes, nodes);

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

    private Span<byte> Chunk(int first) =>
        MemoryMarshal.AsBytes(_states.AsSpan(first * nodes, Math.Min(ChunkExamples, examples - first) * nodes));
}
