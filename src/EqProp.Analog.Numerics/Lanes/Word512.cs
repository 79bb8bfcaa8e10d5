using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Words of a 512-bit register.</summary>
/// <param name="Value">The register.</param>
public readonly unsafe record struct Word512(Vector512<uint> Value) : IWordLane<Word512>
{
    private const byte XorOfThree = 0x96;

    /// <inheritdoc/>
    public static int Count => Vector512<uint>.Count;

    /// <inheritdoc/>
    public static Word512 Ascending => new(Vector512<uint>.Indices);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word512 Broadcast(uint value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word512 Load(uint* address) => new(Vector512.Load(address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(uint* address, Word512 value) => value.Value.Store(address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word512 operator +(Word512 a, Word512 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word512 operator ^(Word512 a, Word512 b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word512 operator |(Word512 a, Word512 b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word512 operator <<(Word512 a, int bits) => new(a.Value << bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word512 operator >>(Word512 a, int bits) => new(a.Value >> bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word512 Xor(Word512 a, Word512 b, Word512 c) => Avx512F.IsSupported
        ? new(Avx512F.TernaryLogic(a.Value, b.Value, c.Value, XorOfThree))
        : new(a.Value ^ b.Value ^ c.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word512 MultiplySlots(Word512 a, Word512 b)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.Multiply(a.Value, b.Value).AsUInt32());
        }

        Word256 lower = Word256.MultiplySlots(new(a.Value.GetLower()), new(b.Value.GetLower()));
        Word256 upper = Word256.MultiplySlots(new(a.Value.GetUpper()), new(b.Value.GetUpper()));
        return new(Vector512.Create(lower.Value, upper.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word512 HighOfSlots(Word512 a) => new((a.Value.AsUInt64() >> 32).AsUInt32());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word512 JoinSlots(Word512 even, Word512 odd)
    {
        Vector512<ulong> low = Vector512.Create((ulong)uint.MaxValue);
        return new(((even.Value.AsUInt64() & low) | (odd.Value.AsUInt64() << 32)).AsUInt32());
    }
}
