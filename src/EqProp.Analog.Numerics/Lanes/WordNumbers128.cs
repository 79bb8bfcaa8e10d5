using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Numbers out of the words of a 128-bit register.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly struct WordNumbers128<T> : IWordNumbers<Word128, Lane128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Parts => typeof(T) == typeof(float) ? 1 : 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> FromSigned(Word128 high, Word128 low, int part)
    {
        if (typeof(T) == typeof(float))
        {
            return new(Vector128.ConvertToSingle(high.Value.AsInt32()).As<float, T>());
        }

        Vector128<ulong> bits = (Widen(high.Value, part) << 32) | Widen(low.Value, part);
        return new(Vector128.ConvertToDouble(bits.AsInt64()).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> FlipSign(Lane128<T> value, Word128 words, int part)
    {
        if (typeof(T) == typeof(float))
        {
            Vector128<uint> sign = words.Value & Vector128.Create(0x8000_0000);
            return new((value.Value.As<T, uint>() ^ sign).As<uint, T>());
        }

        Vector128<ulong> wideSign = (Widen(words.Value, part) << 32) & Vector128.Create(0x8000_0000_0000_0000);
        return new((value.Value.As<T, ulong>() ^ wideSign).As<ulong, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Choose(Word128 words, int part, Lane128<T> then, Lane128<T> otherwise)
    {
        Vector128<T> set = typeof(T) == typeof(float)
            ? Vector128.LessThan(words.Value.AsInt32(), Vector128<int>.Zero).As<int, T>()
            : Vector128.LessThan((Widen(words.Value, part) << 32).AsInt64(), Vector128<long>.Zero).As<long, T>();
        return new(Vector128.ConditionalSelect(set, then.Value, otherwise.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Sqrt(Lane128<T> value) => new(Vector128.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Fraction(Lane128<T> value) => typeof(T) == typeof(float)
        ? new(((value.Value.As<T, uint>() & Vector128.Create(0x007F_FFFFu)) | Vector128.Create(0x3F00_0000u)).As<uint, T>())
        : new(((value.Value.As<T, ulong>() & Vector128.Create(0x000F_FFFF_FFFF_FFFFul)) | Vector128.Create(0x3FE0_0000_0000_0000ul)).As<ulong, T>());

    // The biased exponent becomes the low bits of 2^23 (2^52): subtracting that power and the bias leaves e, without rounding.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Exponent(Lane128<T> value) => typeof(T) == typeof(float)
        ? new Lane128<T>(((value.Value.As<T, uint>() >> 23) | Vector128.Create(0x4B00_0000u)).As<uint, T>()) - Lane128<T>.Constant(8388608.0 + 126)
        : new Lane128<T>(((value.Value.As<T, ulong>() >> 52) | Vector128.Create(0x4330_0000_0000_0000ul)).As<ulong, T>()) - Lane128<T>.Constant(4503599627370496.0 + 1022);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Widen(Vector128<uint> words, int part) => part == 0 ? Vector128.WidenLower(words) : Vector128.WidenUpper(words);
}
