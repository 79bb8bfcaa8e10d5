using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Words of a 128-bit register.</summary>
/// <param name="Value">The register.</param>
public readonly unsafe record struct Word128(Vector128<uint> Value) : IWordLane<Word128>
{
    private const byte XorOfThree = 0x96;

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
    public static Word128 Xor(Word128 a, Word128 b, Word128 c) => Avx512F.VL.IsSupported
        ? new(Avx512F.VL.TernaryLogic(a.Value, b.Value, c.Value, XorOfThree))
        : new(a.Value ^ b.Value ^ c.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word128 MultiplySlots(Word128 a, Word128 b)
    {
        if (Sse2.IsSupported)
        {
            return new(Sse2.Multiply(a.Value, b.Value).AsUInt32());
        }

        Vector128<ulong> low = Vector128.Create((ulong)uint.MaxValue);
        return new(((a.Value.AsUInt64() & low) * (b.Value.AsUInt64() & low)).AsUInt32());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word128 HighOfSlots(Word128 a) => new((a.Value.AsUInt64() >> 32).AsUInt32());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word128 JoinSlots(Word128 even, Word128 odd)
    {
        Vector128<ulong> low = Vector128.Create((ulong)uint.MaxValue);
        return new(((even.Value.AsUInt64() & low) | (odd.Value.AsUInt64() << 32)).AsUInt32());
    }
}
