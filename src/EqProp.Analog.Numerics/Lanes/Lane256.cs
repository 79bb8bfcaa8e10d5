using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>A 256-bit register.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Value">The register.</param>
public readonly unsafe record struct Lane256<T>(Vector256<T> Value) : ILane<Lane256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const byte MiddleExchanged = 0b11_01_10_00;

    private const ulong WordsInOrder = 0x07_06_05_04_03_02_01_00;

    /// <inheritdoc/>
    public static int Count => Vector256<T>.Count;

    /// <inheritdoc/>
    public static Lane256<T> RoundingShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Constant(typeof(T) == typeof(float) ? 12582912.0 : 6755399441055744.0);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Broadcast(T value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Constant(double value) =>
        typeof(T) == typeof(float) ? new(Vector256.Create((float)value).As<float, T>()) : new(Vector256.Create(value).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Load(T* address) => new(Vector256.Load(address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* address, Lane256<T> value) => value.Value.Store(address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator +(Lane256<T> a, Lane256<T> b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> a, Lane256<T> b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator *(Lane256<T> a, Lane256<T> b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator /(Lane256<T> a, Lane256<T> b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MultiplyAdd(Lane256<T> a, Lane256<T> b, Lane256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>())
        : new(Vector256.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Min(Lane256<T> a, Lane256<T> b) => new(Vector256.MinNative(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Max(Lane256<T> a, Lane256<T> b) => new(Vector256.MaxNative(a.Value, b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Abs(Lane256<T> a) => new(Vector256.Abs(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SelectLess(Lane256<T> a, Lane256<T> b, Lane256<T> then, Lane256<T> otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(a.Value, b.Value), then.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SumPairs(Lane256<T> a, Lane256<T> b) => typeof(T) == typeof(float)
        ? new(SumPairs(a.Value.AsSingle(), b.Value.AsSingle()).As<float, T>())
        : new(SumPairs(a.Value.AsDouble(), b.Value.AsDouble()).As<double, T>());

    // The instruction works on each half of the registers by itself and leaves the middle two quarters exchanged.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> SumPairs(Vector256<float> a, Vector256<float> b) => Avx2.IsSupported
        ? Avx2.Permute4x64(Avx.HorizontalAdd(a, b).AsDouble(), MiddleExchanged).AsSingle()
        : Vector256.Create(Lane128<float>.SumPairs(a.GetLower(), a.GetUpper()), Lane128<float>.SumPairs(b.GetLower(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> SumPairs(Vector256<double> a, Vector256<double> b) => Avx2.IsSupported
        ? Avx2.Permute4x64(Avx.HorizontalAdd(a, b), MiddleExchanged)
        : Vector256.Create(Lane128<double>.SumPairs(a.GetLower(), a.GetUpper()), Lane128<double>.SumPairs(b.GetLower(), b.GetUpper()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Slide(Lane256<T> a, int places) => typeof(T) == typeof(float)
        ? new(Vector256.Shuffle(a.Value.AsSingle(), Vector256<int>.Indices + Vector256.Create(places)).As<float, T>())
        : new(Vector256.Shuffle(a.Value.AsDouble(), Vector256<long>.Indices + Vector256.Create((long)places)).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> PowerOfTwo(Lane256<T> shifted) => typeof(T) == typeof(float)
        ? new(((shifted.Value.AsInt32() << 23) + Vector256<float>.One.AsInt32()).As<int, T>())
        : new(((shifted.Value.AsInt64() << 52) + Vector256<double>.One.AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> And(Lane256<T> a, Lane256<T> b) => new(a.Value & b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Or(Lane256<T> a, Lane256<T> b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Xor(Lane256<T> a, Lane256<T> b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> AddBits(Lane256<T> a, Lane256<T> b) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() + b.Value.AsInt32()).As<int, T>())
        : new((a.Value.AsInt64() + b.Value.AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SubtractBits(Lane256<T> a, Lane256<T> b) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() - b.Value.AsInt32()).As<int, T>())
        : new((a.Value.AsInt64() - b.Value.AsInt64()).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ShiftLeft(Lane256<T> a, int count) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() << count).As<int, T>())
        : new((a.Value.AsInt64() << count).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ShiftRight(Lane256<T> a, int count) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() >>> count).As<int, T>())
        : new((a.Value.AsInt64() >>> count).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyLess(Lane256<T> a, Lane256<T> b) => Vector256.LessThanAny(a.Value, b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountLess(Lane256<T> a, Lane256<T> b) => BitOperations.PopCount(Vector256.LessThan(a.Value, b.Value).ExtractMostSignificantBits());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Pack(Lane256<T> value, Lane256<T> a, Lane256<T> b)
    {
        uint chosen = Vector256.LessThan(a.Value, b.Value).ExtractMostSignificantBits();
        if (!Avx2.IsSupported || !Bmi2.X64.IsSupported)
        {
            return PackOneByOne(value, chosen);
        }

        ulong places = Bmi2.X64.ParallelBitExtract(WordsInOrder, Spread(chosen));
        Vector256<int> whole = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(BitOperations.PopCount(chosen) * (Vector256<int>.Count / Count)));
        return new((Avx2.PermuteVar8x32(value.Value.AsInt32(), Places(places)) & whole).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Unpack(Lane256<T> packed, Lane256<T> a, Lane256<T> b, Lane256<T> otherwise)
    {
        Vector256<T> chosen = Vector256.LessThan(a.Value, b.Value);
        if (!Avx2.IsSupported || !Bmi2.X64.IsSupported)
        {
            return UnpackOneByOne(packed, chosen.ExtractMostSignificantBits(), otherwise);
        }

        ulong places = Bmi2.X64.ParallelBitDeposit(WordsInOrder, Spread(chosen.ExtractMostSignificantBits()));
        Vector256<T> moved = Avx2.PermuteVar8x32(packed.Value.AsInt32(), Places(places)).As<int, T>();
        return new(Vector256.ConditionalSelect(chosen, moved, otherwise.Value));
    }

    /// <summary>Eight bytes, one a 32-bit word of the register, that are all ones where an element is chosen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Spread(uint chosen) => typeof(T) == typeof(float)
        ? Bmi2.X64.ParallelBitDeposit(chosen, 0x0101_0101_0101_0101) * 0xFF
        : Bmi2.X64.ParallelBitDeposit(chosen, 0x0001_0001_0001_0001) * 0xFFFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Places(ulong bytes) => Avx2.ConvertToVector256Int32(Vector128.CreateScalar(bytes).AsByte());

    private static Lane256<T> PackOneByOne(Lane256<T> value, uint chosen)
    {
        Lane256<T> packed = default;
        T* from = (T*)&value, to = (T*)&packed;
        for (; chosen != 0; chosen &= chosen - 1)
        {
            *to++ = from[BitOperations.TrailingZeroCount(chosen)];
        }

        return packed;
    }

    private static Lane256<T> UnpackOneByOne(Lane256<T> packed, uint chosen, Lane256<T> otherwise)
    {
        T* from = (T*)&packed, to = (T*)&otherwise;
        for (; chosen != 0; chosen &= chosen - 1)
        {
            to[BitOperations.TrailingZeroCount(chosen)] = *from++;
        }

        return otherwise;
    }
}
