using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Numbers out of the words of a 512-bit register.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly struct WordNumbers512<T> : IWordNumbers<Word512, Lane512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Parts => typeof(T) == typeof(float) ? 1 : 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> FromSigned(Word512 high, Word512 low, int part)
    {
        if (typeof(T) == typeof(float))
        {
            return new(Vector512.ConvertToSingle(high.Value.AsInt32()).As<float, T>());
        }

        Vector512<ulong> bits = (Widen(high.Value, part) << 32) | Widen(low.Value, part);
        return new(Vector512.ConvertToDouble(bits.AsInt64()).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> FlipSign(Lane512<T> value, Word512 words, int part)
    {
        if (typeof(T) == typeof(float))
        {
            Vector512<uint> sign = words.Value & Vector512.Create(0x8000_0000);
            return new((value.Value.As<T, uint>() ^ sign).As<uint, T>());
        }

        Vector512<ulong> wideSign = (Widen(words.Value, part) << 32) & Vector512.Create(0x8000_0000_0000_0000);
        return new((value.Value.As<T, ulong>() ^ wideSign).As<ulong, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Choose(Word512 words, int part, Lane512<T> then, Lane512<T> otherwise)
    {
        Vector512<T> set = typeof(T) == typeof(float)
            ? Vector512.LessThan(words.Value.AsInt32(), Vector512<int>.Zero).As<int, T>()
            : Vector512.LessThan((Widen(words.Value, part) << 32).AsInt64(), Vector512<long>.Zero).As<long, T>();
        return new(Vector512.ConditionalSelect(set, then.Value, otherwise.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sqrt(Lane512<T> value) => new(Vector512.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Fraction(Lane512<T> value) => typeof(T) == typeof(float)
        ? new(((value.Value.As<T, uint>() & Vector512.Create(0x007F_FFFFu)) | Vector512.Create(0x3F00_0000u)).As<uint, T>())
        : new(((value.Value.As<T, ulong>() & Vector512.Create(0x000F_FFFF_FFFF_FFFFul)) | Vector512.Create(0x3FE0_0000_0000_0000ul)).As<ulong, T>());

    // The biased exponent becomes the low bits of 2^23 (2^52): subtracting that power and the bias leaves e, without rounding.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Exponent(Lane512<T> value) => typeof(T) == typeof(float)
        ? new Lane512<T>(((value.Value.As<T, uint>() >> 23) | Vector512.Create(0x4B00_0000u)).As<uint, T>()) - Lane512<T>.Constant(8388608.0 + 126)
        : new Lane512<T>(((value.Value.As<T, ulong>() >> 52) | Vector512.Create(0x4330_0000_0000_0000ul)).As<ulong, T>()) - Lane512<T>.Constant(4503599627370496.0 + 1022);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Widen(Vector512<uint> words, int part) => part == 0 ? Vector512.WidenLower(words) : Vector512.WidenUpper(words);
}
