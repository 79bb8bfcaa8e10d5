using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Functions;

/// <summary>
/// Elementary functions of every finite number, infinities and NaN, from add, multiply, divide, fused multiply-add,
/// comparison and operations on bits alone, so that every lane width gives the same bits. Polynomials are minimax fits of our
/// own (Remez exchange in 60 digits). No result is subnormal where the argument is not: what would be is zero.
/// </summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public static partial class Elementary<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A whole number below the significand, moved to where the exponent is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ToExponent(V bits) => typeof(T) == typeof(float) ? V.ShiftLeft(bits, 23) : V.ShiftLeft(bits, 52);

    /// <summary>The biased exponent of a positive number, as a whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V FromExponent(V bits) => typeof(T) == typeof(float) ? V.ShiftRight(bits, 23) : V.ShiftRight(bits, 52);

    /// <summary>The lowest bit of a pattern where the sign is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V FirstBitToSign(V bits) => typeof(T) == typeof(float) ? V.ShiftLeft(bits, 31) : V.ShiftLeft(bits, 63);

    /// <summary>The second lowest bit of a pattern where the sign is, with the lowest below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SecondBitToSign(V bits) => typeof(T) == typeof(float) ? V.ShiftLeft(bits, 30) : V.ShiftLeft(bits, 62);

    /// <summary>The sign as the lowest bit of a pattern.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SignToFirstBit(V bits) => typeof(T) == typeof(float) ? V.ShiftRight(bits, 31) : V.ShiftRight(bits, 63);
}
