using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>A 512-bit register.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Value">The register.</param>
public readonly unsafe record struct Lane512<T>(Vector512<T> Value) : ILane<Lane512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public static int Count => Vector512<T>.Count;

    /// <inheritdoc/>
    public static Lane512<T> RoundingShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Constant(typeof(T) == typeof(float) ? 12582912.0 : 6755399441055744.0);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Broadcast(T value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Constant(double value) =>
        typeof(T) == typeof(float) ? new(Vector512.Create((float)value).As<float, T>()) : new(Vector512.Create(value).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Load(T* address) => new(Vector512.Load(address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* address, Lane512<T> value) => value.Value.Store(address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator +(Lane512<T> a, Lane512<T> b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> a, Lane512<T> b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator *(Lane512<T> a, Lane512<T> b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator /(Lane512<T> a, Lane512<T> b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> a, Lane512<T> b, Lane512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>())
        : new(Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Min(Lane512<T> a, Lane512<T> b) => new(Vector512.MinNative(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Max(Lane512<T> a, Lane512<T> b) => new(Vector512.MaxNative(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Abs(Lane512<T> a) => new(Vector512.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SelectLess(Lane512<T> a, Lane512<T> b, Lane512<T> then, Lane512<T> otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SumPairs(Lane512<T> a, Lane512<T> b) => typeof(T) == typeof(float)
        ? new(SumPairs(a.Value.AsSingle(), b.Value.AsSingle()).As<float, T>())
        : new(SumPairs(a.Value.AsDouble(), b.Value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumPairs(Vector512<float> a, Vector512<float> b)
    {
        if (Avx512F.IsSupported)
        {
            var even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            return Avx512F.PermuteVar16x32x2(a, even, b) + Avx512F.PermuteVar16x32x2(a, even + Vector512<int>.One, b);
        }

        return Vector512.Create(Lane256<float>.SumPairs(a.GetLower(), a.GetUpper()), Lane256<float>.SumPairs(b.GetLower(), b.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> SumPairs(Vector512<double> a, Vector512<double> b)
    {
        if (Avx512F.IsSupported)
        {
            var even = Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14);
            return Avx512F.PermuteVar8x64x2(a, even, b) + Avx512F.PermuteVar8x64x2(a, even + Vector512<long>.One, b);
        }

        return Vector512.Create(Lane256<double>.SumPairs(a.GetLower(), a.GetUpper()), Lane256<double>.SumPairs(b.GetLower(), b.GetUpper()));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Slide(Lane512<T> a, int places) => typeof(T) == typeof(float)
        ? new(Vector512.Shuffle(a.Value.AsSingle(), Vector512<int>.Indices + Vector512.Create(places)).As<float, T>())
        : new(Vector512.Shuffle(a.Value.AsDouble(), Vector512<long>.Indices + Vector512.Create((long)places)).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> PowerOfTwo(Lane512<T> shifted) => typeof(T) == typeof(float)
        ? new(((shifted.Value.AsInt32() << 23) + Vector512<float>.One.AsInt32()).As<int, T>())
        : new(((shifted.Value.AsInt64() << 52) + Vector512<double>.One.AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> And(Lane512<T> a, Lane512<T> b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Or(Lane512<T> a, Lane512<T> b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Xor(Lane512<T> a, Lane512<T> b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AddBits(Lane512<T> a, Lane512<T> b) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() + b.Value.AsInt32()).As<int, T>())
        : new((a.Value.AsInt64() + b.Value.AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SubtractBits(Lane512<T> a, Lane512<T> b) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() - b.Value.AsInt32()).As<int, T>())
        : new((a.Value.AsInt64() - b.Value.AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ShiftLeft(Lane512<T> a, int count) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() << count).As<int, T>())
        : new((a.Value.AsInt64() << count).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ShiftRight(Lane512<T> a, int count) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() >>> count).As<int, T>())
        : new((a.Value.AsInt64() >>> count).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Lane512<T> a, Lane512<T> b) => Vector512.LessThanAny(a.Value, b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountLess(Lane512<T> a, Lane512<T> b) => BitOperations.PopCount(Vector512.LessThan(a.Value, b.Value).ExtractMostSignificantBits());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Pack(Lane512<T> value, Lane512<T> a, Lane512<T> b)
    {
        Vector512<T> chosen = Vector512.LessThan(a.Value, b.Value);
        if (Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new(Avx512F.Compress(Vector512<float>.Zero, chosen.AsSingle(), value.Value.AsSingle()).As<float, T>())
                : new(Avx512F.Compress(Vector512<double>.Zero, chosen.AsDouble(), value.Value.AsDouble()).As<double, T>());
        }

        return PackOneByOne(value, chosen.ExtractMostSignificantBits());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Unpack(Lane512<T> packed, Lane512<T> a, Lane512<T> b, Lane512<T> otherwise)
    {
        Vector512<T> chosen = Vector512.LessThan(a.Value, b.Value);
        if (Avx512F.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? new(Avx512F.Expand(otherwise.Value.AsSingle(), chosen.AsSingle(), packed.Value.AsSingle()).As<float, T>())
                : new(Avx512F.Expand(otherwise.Value.AsDouble(), chosen.AsDouble(), packed.Value.AsDouble()).As<double, T>());
        }

        return UnpackOneByOne(packed, chosen.ExtractMostSignificantBits(), otherwise);
    }

    private static Lane512<T> PackOneByOne(Lane512<T> value, ulong chosen)
    {
        Lane512<T> packed = default;
        T* from = (T*)&value, to = (T*)&packed;
        for (; chosen != 0; chosen &= chosen - 1)
        {
            *to++ = from[BitOperations.TrailingZeroCount(chosen)];
        }

        return packed;
    }

    private static Lane512<T> UnpackOneByOne(Lane512<T> packed, ulong chosen, Lane512<T> otherwise)
    {
        T* from = (T*)&packed, to = (T*)&otherwise;
        for (; chosen != 0; chosen &= chosen - 1)
        {
            to[BitOperations.TrailingZeroCount(chosen)] = *from++;
        }

        return otherwise;
    }
}
