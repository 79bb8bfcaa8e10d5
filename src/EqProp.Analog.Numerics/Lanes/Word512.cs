using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Words of a 512-bit register.</summary>
/// <param name="Value">The register.</param>
public readonly unsafe record struct Word512(Vector512<uint> Value) : IWordLane<Word512>
{
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
    public static Word512 Multiply(Word512 a, Word512 b, out Word512 high)
    {
        if (!Avx512F.IsSupported)
        {
            Word256 lower = Word256.Multiply(new(a.Value.GetLower()), new(b.Value.GetLower()), out Word256 lowerHigh);
            Word256 upper = Word256.Multiply(new(a.Value.GetUpper()), new(b.Value.GetUpper()), out Word256 upperHigh);
            high = new(Vector512.Create(lowerHigh.Value, upperHigh.Value));
            return new(Vector512.Create(lower.Value, upper.Value));
        }

        Vector512<uint> even = Avx512F.Multiply(a.Value, b.Value).AsUInt32();
        Vector512<uint> odd = Avx512F.Multiply((a.Value.AsUInt64() >> 32).AsUInt32(), (b.Value.AsUInt64() >> 32).AsUInt32()).AsUInt32();
        Vector512<uint> highHalves = Vector512.Create(1u, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31);
        high = new(Avx512F.PermuteVar16x32x2(even, highHalves, odd));
        return new(a.Value * b.Value);
    }
}
