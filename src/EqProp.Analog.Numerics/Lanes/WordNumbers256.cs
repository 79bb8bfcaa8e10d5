using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Numbers out of the words of a 256-bit register.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly struct WordNumbers256<T> : IWordNumbers<Word256, Lane256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Parts => typeof(T) == typeof(float) ? 1 : 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> FromSigned(Word256 high, Word256 low, int part)
    {
        if (typeof(T) == typeof(float))
        {
            return new(Vector256.ConvertToSingle(high.Value.AsInt32()).As<float, T>());
        }

        Vector256<ulong> bits = (Widen(high.Value, part) << 32) | Widen(low.Value, part);
        return new(Vector256.ConvertToDouble(bits.AsInt64()).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> FlipSign(Lane256<T> value, Word256 words, int part)
    {
        if (typeof(T) == typeof(float))
        {
            Vector256<uint> sign = words.Value & Vector256.Create(0x8000_0000);
            return new((value.Value.As<T, uint>() ^ sign).As<uint, T>());
        }

        Vector256<ulong> wideSign = (Widen(words.Value, part) << 32) & Vector256.Create(0x8000_0000_0000_0000);
        return new((value.Value.As<T, ulong>() ^ wideSign).As<ulong, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Choose(Word256 words, int part, Lane256<T> then, Lane256<T> otherwise)
    {
        Vector256<T> set = typeof(T) == typeof(float)
            ? Vector256.LessThan(words.Value.AsInt32(), Vector256<int>.Zero).As<int, T>()
            : Vector256.LessThan((Widen(words.Value, part) << 32).AsInt64(), Vector256<long>.Zero).As<long, T>();
        return new(Vector256.ConditionalSelect(set, then.Value, otherwise.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Sqrt(Lane256<T> value) => new(Vector256.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Fraction(Lane256<T> value) => typeof(T) == typeof(float)
        ? new(((value.Value.As<T, uint>() & Vector256.Create(0x007F_FFFFu)) | Vector256.Create(0x3F00_0000u)).As<uint, T>())
        : new(((value.Value.As<T, ulong>() & Vector256.Create(0x000F_FFFF_FFFF_FFFFul)) | Vector256.Create(0x3FE0_0000_0000_0000ul)).As<ulong, T>());

    // The biased exponent becomes the low bits of 2^23 (2^52): subtracting that power and the bias leaves e, without rounding.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Exponent(Lane256<T> value) => typeof(T) == typeof(float)
        ? new Lane256<T>(((value.Value.As<T, uint>() >> 23) | Vector256.Create(0x4B00_0000u)).As<uint, T>()) - Lane256<T>.Constant(8388608.0 + 126)
        : new Lane256<T>(((value.Value.As<T, ulong>() >> 52) | Vector256.Create(0x4330_0000_0000_0000ul)).As<ulong, T>()) - Lane256<T>.Constant(4503599627370496.0 + 1022);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Widen(Vector256<uint> words, int part) => part == 0 ? Vector256.WidenLower(words) : Vector256.WidenUpper(words);
}
