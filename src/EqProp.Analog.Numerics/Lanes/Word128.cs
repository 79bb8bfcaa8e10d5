using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Words of a 128-bit register.</summary>
/// <param name="Value">The register.</param>
public readonly unsafe record struct Word128(Vector128<uint> Value) : IWordLane<Word128>
{
    /// <inheritdoc/>
    public static int Count => Vector128<uint>.Count;

    /// <inheritdoc/>
    public static Word128 Ascending => new(Vector128<uint>.Indices);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word128 Broadcast(uint value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word128 Load(uint* address) => new(Vector128.Load(address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(uint* address, Word128 value) => value.Value.Store(address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word128 operator +(Word128 a, Word128 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word128 operator ^(Word128 a, Word128 b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word128 operator |(Word128 a, Word128 b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word128 operator <<(Word128 a, int bits) => new(a.Value << bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word128 operator >>(Word128 a, int bits) => new(a.Value >> bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word128 Multiply(Word128 a, Word128 b, out Word128 high)
    {
        Vector128<ulong> even, odd;
        if (Sse2.IsSupported)
        {
            even = Sse2.Multiply(a.Value, b.Value);
            odd = Sse2.Multiply((a.Value.AsUInt64() >> 32).AsUInt32(), (b.Value.AsUInt64() >> 32).AsUInt32());
        }
        else
        {
            Vector128<ulong> low = Vector128.Create((ulong)uint.MaxValue);
            even = (a.Value.AsUInt64() & low) * (b.Value.AsUInt64() & low);
            odd = (a.Value.AsUInt64() >> 32) * (b.Value.AsUInt64() >> 32);
        }

        Vector128<ulong> upper = Vector128.Create((ulong)uint.MaxValue << 32);
        high = new(((even >> 32) | (odd & upper)).AsUInt32());
        return new(a.Value * b.Value);
    }
}
