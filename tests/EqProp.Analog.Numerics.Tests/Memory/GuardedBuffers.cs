using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Memory;

/// <summary>Which of its two guard pages a buffer touches.</summary>
public enum Against
{
    LowerPage,
    UpperPage,
}

/// <summary>
/// Hands out buffers that end at a page that may not be touched, or begin behind one. Their memory serves again after
/// <see cref="Reset"/>, since mapping pages for each of many small cases would take most of the time.
/// </summary>
internal sealed unsafe class GuardedBuffers(Against side) : IBufferSource, IDisposable
{
    private readonly List<GuardedBuffer<byte>> _buffers = [];
    private int _used;

    /// <summary>Takes back everything that was handed out.</summary>
    public void Reset() => _used = 0;

    public AlignedBuffer<T> Allocate<T>(nint length)
        where T : unmanaged => new(Take<T>((int)length), length);

    /// <summary>Memory of zeros, valid until the next reset.</summary>
    public T* Take<T>(int length)
        where T : unmanaged
    {
        int bytes = length * sizeof(T);
        if (_used == _buffers.Count)
        {
            _buffers.Add(new(bytes));
        }
        else if (_buffers[_used].Length < bytes)
        {
            _buffers[_used].Dispose();
            _buffers[_used] = new(bytes);
        }

        GuardedBuffer<byte> buffer = _buffers[_used++];
        Span<byte> span = side == Against.LowerPage ? buffer.First(bytes) : buffer.Last(bytes);
        span.Clear();
        return (T*)(side == Against.LowerPage ? buffer.Pointer : buffer.Pointer + buffer.Length - bytes);
    }

    public void Dispose()
    {
        foreach (GuardedBuffer<byte> buffer in _buffers)
        {
            buffer.Dispose();
        }
    }
}
