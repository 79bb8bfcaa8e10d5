using System.Numerics;
using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>A number out of one word, or in double out of two.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly struct ScalarWordNumbers<T> : IWordNumbers<ScalarWord, ScalarLane<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Parts => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> FromSigned(ScalarWord high, ScalarWord low, int part) => typeof(T) == typeof(float)
        ? new((T)(object)(float)(int)high.Value)
        : new((T)(object)(double)(long)((ulong)high.Value << 32 | low.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> FlipSign(ScalarLane<T> value, ScalarWord words, int part) => Choose(words, part, new(-value.Value), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Choose(ScalarWord words, int part, ScalarLane<T> then, ScalarLane<T> otherwise) =>
        (int)words.Value < 0 ? then : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Sqrt(ScalarLane<T> value) => new(T.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Fraction(ScalarLane<T> value) => typeof(T) == typeof(float)
        ? new((T)(object)BitConverter.UInt32BitsToSingle((BitConverter.SingleToUInt32Bits((float)(object)value.Value) & 0x007F_FFFF) | 0x3F00_0000))
        : new((T)(object)BitConverter.UInt64BitsToDouble(
            (BitConverter.DoubleToUInt64Bits((double)(object)value.Value) & 0x000F_FFFF_FFFF_FFFF) | 0x3FE0_0000_0000_0000));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Exponent(ScalarLane<T> value) => typeof(T) == typeof(float)
        ? new((T)(object)(float)((int)(BitConverter.SingleToUInt32Bits((float)(object)value.Value) >> 23) - 126))
        : new((T)(object)(double)((int)(BitConverter.DoubleToUInt64Bits((double)(object)value.Value) >> 52) - 1022));
}
