using System.Runtime.InteropServices;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Native memory for numbers, zeroed, aligned to a page and so to a cache line.</summary>
/// <remarks>
/// A processor takes a load for the reader of an earlier store when the two agree in their place within a page, and waits.
/// A sweep that reads one buffer and writes another a little behind it ran at a third of its speed for that reason. Buffers
/// that all begin a page are swept in step, and a load never catches up with a store.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class AlignedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const nuint Alignment = 4096;
    private readonly bool _isOwner;
    private T* _address;

    /// <summary>Allocates.</summary>
    /// <param name="length">Numbers; may be zero.</param>
    public AlignedBuffer(nint length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        nuint bytes = Math.Max(Alignment, checked((nuint)length * (nuint)sizeof(T)));
        _address = (T*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_address, bytes);
        _isOwner = true;
    }

    /// <summary>Uses memory that something else frees, not before the last use of this buffer.</summary>
    /// <param name="address">First number.</param>
    /// <param name="length">Numbers.</param>
    internal AlignedBuffer(T* address, nint length)
    {
        _address = address;
        Length = length;
    }

    /// <summary>Frees what was not disposed.</summary>
    ~AlignedBuffer() => Free();

    /// <summary>Numbers in the buffer.</summary>
    public nint Length { get; }

    /// <summary>First number. Valid until disposal; keep the buffer alive while using it.</summary>
    public T* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_address is null, this);
            return _address;
        }
    }

    /// <summary>The buffer as a span.</summary>
    public Span<T> Span => new(Pointer, checked((int)Length));

    /// <summary>Sets every number to zero.</summary>
    public void Clear() => NativeMemory.Clear(Pointer, (nuint)Length * (nuint)sizeof(T));

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_isOwner)
        {
            NativeMemory.AlignedFree(_address);
        }

        _address = null;
    }
}
