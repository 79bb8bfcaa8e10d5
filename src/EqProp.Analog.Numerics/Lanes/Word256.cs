using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Words of a 256-bit register.</summary>
/// <param name="Value">The register.</param>
public readonly unsafe record struct Word256(Vector256<uint> Value) : IWordLane<Word256>
{
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
    public static Word256 Multiply(Word256 a, Word256 b, out Word256 high)
    {
        if (!Avx2.IsSupported)
        {
            Word128 lower = Word128.Multiply(new(a.Value.GetLower()), new(b.Value.GetLower()), out Word128 lowerHigh);
            Word128 upper = Word128.Multiply(new(a.Value.GetUpper()), new(b.Value.GetUpper()), out Word128 upperHigh);
            high = new(Vector256.Create(lowerHigh.Value, upperHigh.Value));
            return new(Vector256.Create(lower.Value, upper.Value));
        }

        Vector256<uint> even = Avx2.Multiply(a.Value, b.Value).AsUInt32();
        Vector256<uint> odd = Avx2.Multiply((a.Value.AsUInt64() >> 32).AsUInt32(), (b.Value.AsUInt64() >> 32).AsUInt32()).AsUInt32();
        high = new(Avx2.Blend((even.AsUInt64() >> 32).AsUInt32(), odd, 0b1010_1010));
        return new(a.Value * b.Value);
    }
}
