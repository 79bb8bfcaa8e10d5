using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Words of a 256-bit register.</summary>
/// <param name="Value">The register.</param>
public readonly unsafe record struct Word256(Vector256<uint> Value) : IWordLane<Word256>
{
    private const byte XorOfThree = 0x96;

    /// <inheritdoc/>
    public static int Count => Vector256<uint>.Count;

    /// <inheritdoc/>
    public static Word256 Ascending => new(Vector256<uint>.Indices);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word256 Broadcast(uint value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word256 Load(uint* address) => new(Vector256.Load(address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(uint* address, Word256 value) => value.Value.Store(address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word256 operator +(Word256 a, Word256 b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word256 operator ^(Word256 a, Word256 b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word256 operator |(Word256 a, Word256 b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word256 operator <<(Word256 a, int bits) => new(a.Value << bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word256 operator >>(Word256 a, int bits) => new(a.Value >> bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word256 Xor(Word256 a, Word256 b, Word256 c) => Avx512F.VL.IsSupported
        ? new(Avx512F.VL.TernaryLogic(a.Value, b.Value, c.Value, XorOfThree))
        : new(a.Value ^ b.Value ^ c.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word256 MultiplySlots(Word256 a, Word256 b)
    {
        if (Avx2.IsSupported)
        {
            return new(Avx2.Multiply(a.Value, b.Value).AsUInt32());
        }

        Word128 lower = Word128.MultiplySlots(new(a.Value.GetLower()), new(b.Value.GetLower()));
        Word128 upper = Word128.MultiplySlots(new(a.Value.GetUpper()), new(b.Value.GetUpper()));
        return new(Vector256.Create(lower.Value, upper.Value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word256 HighOfSlots(Word256 a) => new((a.Value.AsUInt64() >> 32).AsUInt32());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word256 JoinSlots(Word256 even, Word256 odd)
    {
        Vector256<uint> shifted = (odd.Value.AsUInt64() << 32).AsUInt32();
        return Avx2.IsSupported
            ? new(Avx2.Blend(even.Value, shifted, 0b1010_1010))
            : new((even.Value.AsUInt64() & Vector256.Create((ulong)uint.MaxValue)).AsUInt32() | shifted);
    }
}
