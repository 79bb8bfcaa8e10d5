using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>A 128-bit register.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Value">The register.</param>
public readonly unsafe record struct Lane128<T>(Vector128<T> Value) : ILane<Lane128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static int Count => Vector128<T>.Count;

    /// <inheritdoc/>
    public static Lane128<T> RoundingShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Constant(typeof(T) == typeof(float) ? 12582912.0 : 6755399441055744.0);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Broadcast(T value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Constant(double value) =>
        typeof(T) == typeof(float) ? new(Vector128.Create((float)value).As<float, T>()) : new(Vector128.Create(value).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Load(T* address) => new(Vector128.Load(address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* address, Lane128<T> value) => value.Value.Store(address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator +(Lane128<T> a, Lane128<T> b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> a, Lane128<T> b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator *(Lane128<T> a, Lane128<T> b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator /(Lane128<T> a, Lane128<T> b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> a, Lane128<T> b, Lane128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>())
        : new(Vector128.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Min(Lane128<T> a, Lane128<T> b) => new(Vector128.MinNative(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Max(Lane128<T> a, Lane128<T> b) => new(Vector128.MaxNative(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Abs(Lane128<T> a) => new(Vector128.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SelectLess(Lane128<T> a, Lane128<T> b, Lane128<T> then, Lane128<T> otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SumPairs(Lane128<T> a, Lane128<T> b) => typeof(T) == typeof(float)
        ? new(SumPairs(a.Value.AsSingle(), b.Value.AsSingle()).As<float, T>())
        : new(SumPairs(a.Value.AsDouble(), b.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> SumPairs(Vector128<float> a, Vector128<float> b)
    {
        if (Sse3.IsSupported)
        {
            return Sse3.HorizontalAdd(a, b);
        }

        var even = Vector128.Create(Vector128.Shuffle(a, Vector128.Create(0, 2, 0, 2)).GetLower(), Vector128.Shuffle(b, Vector128.Create(0, 2, 0, 2)).GetLower());
        var odd = Vector128.Create(Vector128.Shuffle(a, Vector128.Create(1, 3, 1, 3)).GetLower(), Vector128.Shuffle(b, Vector128.Create(1, 3, 1, 3)).GetLower());
        return even + odd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<double> SumPairs(Vector128<double> a, Vector128<double> b) =>
        Sse3.IsSupported ? Sse3.HorizontalAdd(a, b) : Vector128.Create(a.GetElement(0), b.GetElement(0)) + Vector128.Create(a.GetElement(1), b.GetElement(1));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Slide(Lane128<T> a, int places) => typeof(T) == typeof(float)
        ? new(Vector128.Shuffle(a.Value.AsSingle(), Vector128<int>.Indices + Vector128.Create(places)).As<float, T>())
        : new(Vector128.Shuffle(a.Value.AsDouble(), Vector128<long>.Indices + Vector128.Create((long)places)).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> PowerOfTwo(Lane128<T> shifted) => typeof(T) == typeof(float)
        ? new(((shifted.Value.AsInt32() << 23) + Vector128<float>.One.AsInt32()).As<int, T>())
        : new(((shifted.Value.AsInt64() << 52) + Vector128<double>.One.AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> And(Lane128<T> a, Lane128<T> b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Or(Lane128<T> a, Lane128<T> b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Xor(Lane128<T> a, Lane128<T> b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AddBits(Lane128<T> a, Lane128<T> b) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() + b.Value.AsInt32()).As<int, T>())
        : new((a.Value.AsInt64() + b.Value.AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SubtractBits(Lane128<T> a, Lane128<T> b) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() - b.Value.AsInt32()).As<int, T>())
        : new((a.Value.AsInt64() - b.Value.AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ShiftLeft(Lane128<T> a, int count) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() << count).As<int, T>())
        : new((a.Value.AsInt64() << count).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ShiftRight(Lane128<T> a, int count) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() >>> count).As<int, T>())
        : new((a.Value.AsInt64() >>> count).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Lane128<T> a, Lane128<T> b) => Vector128.LessThanAny(a.Value, b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountLess(Lane128<T> a, Lane128<T> b) => BitOperations.PopCount(Vector128.LessThan(a.Value, b.Value).ExtractMostSignificantBits());

    /// <inheritdoc/>
    public static Lane128<T> Pack(Lane128<T> value, Lane128<T> a, Lane128<T> b)
    {
        Lane128<T> packed = default;
        T* from = (T*)&value, to = (T*)&packed;
        for (uint chosen = Vector128.LessThan(a.Value, b.Value).ExtractMostSignificantBits(); chosen != 0; chosen &= chosen - 1)
        {
            *to++ = from[BitOperations.TrailingZeroCount(chosen)];
        }

        return packed;
    }

    /// <inheritdoc/>
    public static Lane128<T> Unpack(Lane128<T> packed, Lane128<T> a, Lane128<T> b, Lane128<T> otherwise)
    {
        T* from = (T*)&packed, to = (T*)&otherwise;
        for (uint chosen = Vector128.LessThan(a.Value, b.Value).ExtractMostSignificantBits(); chosen != 0; chosen &= chosen - 1)
        {
            to[BitOperations.TrailingZeroCount(chosen)] = *from++;
        }

        return otherwise;
    }
}
