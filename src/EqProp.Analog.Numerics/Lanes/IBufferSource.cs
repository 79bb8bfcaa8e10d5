namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Where kernels' buffers come from, so that tests can lay them against pages that may not be touched.</summary>
internal interface IBufferSource
{
    /// <summary>Makes a buffer of zeros, aligned to a cache line if its length is a whole number of them.</summary>
    /// <typeparam name="T">Element.</typeparam>
    /// <param name="length">Numbers; may be zero.</param>
    /// <returns>The buffer.</returns>
    AlignedBuffer<T> Allocate<T>(nint length)
        where T : unmanaged;
}
