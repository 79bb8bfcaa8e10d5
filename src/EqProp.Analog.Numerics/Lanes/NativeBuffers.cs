namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Buffers that own their memory.</summary>
internal sealed class NativeBuffers : IBufferSource
{
    /// <summary>The only one needed.</summary>
    public static readonly NativeBuffers Source = new();

    private NativeBuffers()
    {
    }

    /// <inheritdoc/>
    public AlignedBuffer<T> Allocate<T>(nint length)
        where T : unmanaged => new(length);
}
