using System.Numerics;

namespace EqProp.Analog.Numerics.Tests.Functions;

/// <summary>A number mantissa 2^exponent, exact, to compare results with.</summary>
internal readonly record struct PreciseNumber(BigInteger Mantissa, int Exponent)
{
    /// <summary>The value of a finite number, exactly.</summary>
    public static PreciseNumber Of(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) & 0x7ff;
        long significand = bits & 0xfffffffffffff;
        BigInteger magnitude = exponent == 0 ? significand : significand | (1L << 52);
        return new(x < 0 ? -magnitude : magnitude, Math.Max(exponent, 1) - 1075);
    }

    /// <summary>Floor of the binary logarithm of the magnitude; meaningless for zero.</summary>
    public int Magnitude => (int)BigInteger.Abs(Mantissa).GetBitLength() + Exponent - 1;

    /// <summary>The number in whole multiples of 2^-bits, rounded downwards.</summary>
    public BigInteger Fixed(int bits) => Exponent + bits >= 0 ? Mantissa << (Exponent + bits) : Mantissa >> -(Exponent + bits);

    /// <summary>How far a double is from this number, in units in the last place of a double of this number's size.</summary>
    public double Ulps(double value)
    {
        const int Digits = 30;
        int unit = Math.Max(Magnitude - 52, -1074);
        BigInteger difference = Of(value).Fixed(Digits - unit) - Fixed(Digits - unit);
        return Math.Abs((double)difference) / (1 << Digits);
    }
}
