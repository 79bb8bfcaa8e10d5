using System.Numerics;
using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>One number: the reference lane, and the tail of the wide ones.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Value">The number.</param>
public readonly unsafe record struct ScalarLane<T>(T Value) : ILane<ScalarLane<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static ScalarLane<T> RoundingShift => Constant(typeof(T) == typeof(float) ? 12582912.0 : 6755399441055744.0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Broadcast(T value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Constant(double value) => new(T.CreateTruncating(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Load(T* address) => new(*address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* address, ScalarLane<T> value) => *address = value.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator +(ScalarLane<T> a, ScalarLane<T> b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator -(ScalarLane<T> a, ScalarLane<T> b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator *(ScalarLane<T> a, ScalarLane<T> b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> operator /(ScalarLane<T> a, ScalarLane<T> b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> MultiplyAdd(ScalarLane<T> a, ScalarLane<T> b, ScalarLane<T> c) =>
        new(T.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Min(ScalarLane<T> a, ScalarLane<T> b) => a.Value < b.Value ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Max(ScalarLane<T> a, ScalarLane<T> b) => a.Value > b.Value ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Abs(ScalarLane<T> a) => new(T.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> SelectLess(ScalarLane<T> a, ScalarLane<T> b, ScalarLane<T> then, ScalarLane<T> otherwise) =>
        a.Value < b.Value ? then : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> SumPairs(ScalarLane<T> a, ScalarLane<T> b) => a + b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Slide(ScalarLane<T> a, int places) => places == 0 ? a : new(T.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> PowerOfTwo(ScalarLane<T> shifted)
    {
        if (typeof(T) == typeof(float))
        {
            int bits = (BitConverter.SingleToInt32Bits((float)(object)shifted.Value) << 23) + BitConverter.SingleToInt32Bits(1);
            return new((T)(object)BitConverter.Int32BitsToSingle(bits));
        }

        long wide = (BitConverter.DoubleToInt64Bits((double)(object)shifted.Value) << 52) + BitConverter.DoubleToInt64Bits(1);
        return new((T)(object)BitConverter.Int64BitsToDouble(wide));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> And(ScalarLane<T> a, ScalarLane<T> b) => OfBits(Bits(a) & Bits(b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Or(ScalarLane<T> a, ScalarLane<T> b) => OfBits(Bits(a) | Bits(b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Xor(ScalarLane<T> a, ScalarLane<T> b) => OfBits(Bits(a) ^ Bits(b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> AddBits(ScalarLane<T> a, ScalarLane<T> b) => OfBits(Bits(a) + Bits(b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> SubtractBits(ScalarLane<T> a, ScalarLane<T> b) => OfBits(Bits(a) - Bits(b));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> ShiftLeft(ScalarLane<T> a, int count) => OfBits(Bits(a) << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> ShiftRight(ScalarLane<T> a, int count) => OfBits(Bits(a) >> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(ScalarLane<T> a, ScalarLane<T> b) => a.Value < b.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountLess(ScalarLane<T> a, ScalarLane<T> b) => a.Value < b.Value ? 1 : 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Pack(ScalarLane<T> value, ScalarLane<T> a, ScalarLane<T> b) => a.Value < b.Value ? value : new(T.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane<T> Unpack(ScalarLane<T> packed, ScalarLane<T> a, ScalarLane<T> b, ScalarLane<T> otherwise) =>
        a.Value < b.Value ? packed : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(ScalarLane<T> a) =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, uint>(a.Value) : Unsafe.BitCast<T, ulong>(a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarLane<T> OfBits(ulong bits) =>
        typeof(T) == typeof(float) ? new(Unsafe.BitCast<uint, T>((uint)bits)) : new(Unsafe.BitCast<ulong, T>(bits));
}
