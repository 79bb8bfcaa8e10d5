using System.Numerics;
using EqProp.Analog.Numerics.Tests.Lanes;

namespace EqProp.Analog.Numerics.Tests.Functions;

/// <summary>
/// The elementary functions of doubles by their series in fixed point with 256 bits behind the point: relative errors stay
/// below 2^-100, which a comparison in units of 2^-53 does not see.
/// </summary>
internal static class PreciseFunctions
{
    private const int Bits = 256;
    private const int Wide = Bits + 1100;
    private static readonly BigInteger One = BigInteger.One << Bits;
    private static readonly BigInteger Ln2 = LogOfTwo();
    private static readonly BigInteger WideHalfPi = HalfPi();

    public static PreciseNumber Evaluate(Function function, double x) => function switch
    {
        Function.Exp or Function.ExpOfNonPositive => Exp(x),
        Function.Log => Log(PreciseNumber.Of(x)),
        Function.Tanh => Tanh(x),
        Function.Logistic => Logistic(x),
        Function.Softplus => Softplus(x),
        Function.Sin when Math.Abs(x) < 1e-20 => PreciseNumber.Of(x),
        Function.Sin => SinOfQuadrant(x, 0),
        _ => SinOfQuadrant(x, 1),
    };

    private static BigInteger Fixed(double x) => PreciseNumber.Of(x).Fixed(Bits);

    /// <summary>Beyond +-2000 the result is that of the bound, which is beyond the doubles too.</summary>
    private static PreciseNumber Exp(double x) => Exp(Fixed(Math.Clamp(x, -2000, 2000)));

    private static PreciseNumber Exp(BigInteger x)
    {
        BigInteger n = (x + Ln2 / 2) / Ln2 - (x + Ln2 / 2 < 0 ? 1 : 0);
        BigInteger r = (x - n * Ln2) >> 16;
        BigInteger sum = One, term = One;
        for (int k = 1; !term.IsZero && term != -1; k++)
        {
            term = (term * r >> Bits) / k;
            sum += term;
        }

        for (int k = 0; k < 16; k++)
        {
            sum = sum * sum >> Bits;
        }

        return new(sum, (int)n - Bits);
    }

    /// <summary>Halley's iteration on the exponential; each step triples the digits of the first guess.</summary>
    private static PreciseNumber Log(PreciseNumber x)
    {
        int k = x.Magnitude;
        BigInteger significand = new PreciseNumber(x.Mantissa, x.Exponent - k).Fixed(Bits);
        if (significand > One * 3 / 2)
        {
            significand /= 2;
            k++;
        }

        BigInteger y = Fixed(Math.Log((double)significand / Math.Pow(2, Bits)));
        for (int step = 0; step < 3; step++)
        {
            BigInteger e = Exp(y).Fixed(Bits);
            y += ((significand - e) << (Bits + 1)) / (significand + e);
        }

        return new(y + k * Ln2, -Bits);
    }

    private static PreciseNumber Tanh(double x)
    {
        if (Math.Abs(x) is < 1e-20 or > 60)
        {
            return PreciseNumber.Of(Math.Abs(x) > 60 ? Math.Sign(x) : x);
        }

        BigInteger e = Exp(2 * Fixed(x)).Fixed(Bits);
        return new(((e - One) << Bits) / (e + One), -Bits);
    }

    private static PreciseNumber Logistic(double x)
    {
        PreciseNumber e = Exp(-Math.Abs(x));
        if (x < -90)
        {
            return e;
        }

        BigInteger small = e.Fixed(Bits);
        return new(((x < 0 ? small : One) << Bits) / (One + small), -Bits);
    }

    private static PreciseNumber Softplus(double x)
    {
        if (x > 200)
        {
            return PreciseNumber.Of(x);
        }

        PreciseNumber e = Exp(-Math.Abs(x));
        if (x < -60)
        {
            // u - u^2 / 2 + u^3 / 3 relative to u.
            BigInteger u = e.Fixed(Bits);
            return new(e.Mantissa * (One - u / 2 + (u * u >> Bits) / 3) >> Bits, e.Exponent);
        }

        BigInteger log = Log(new(One + e.Fixed(Bits), -Bits)).Fixed(Bits);
        return new(log + (x > 0 ? Fixed(x) : 0), -Bits);
    }

    /// <summary>sin(x + quadrant pi/2).</summary>
    private static PreciseNumber SinOfQuadrant(double x, int quadrant)
    {
        BigInteger wide = PreciseNumber.Of(x).Fixed(Wide);
        BigInteger n = BigInteger.Divide(2 * BigInteger.Abs(wide) + WideHalfPi, 2 * WideHalfPi) * wide.Sign;
        BigInteger r = (wide - n * WideHalfPi) >> (Wide - Bits);
        int turn = (int)(((n + quadrant) % 4 + 4) % 4);
        BigInteger square = r * r >> Bits;
        BigInteger term = turn % 2 == 0 ? r : One, sum = term;
        for (int k = turn % 2 == 0 ? 2 : 1; !term.IsZero && term != -1; k += 2)
        {
            term = -(term * square >> Bits) / (k * (k + 1));
            sum += term;
        }

        return new(turn < 2 ? sum : -sum, -Bits);
    }

    /// <summary>ln 2 = 2 artanh(1/3).</summary>
    private static BigInteger LogOfTwo()
    {
        BigInteger power = (One << 64) / 3, sum = power;
        for (int k = 3; !power.IsZero; k += 2)
        {
            power /= 9;
            sum += power / k;
        }

        return 2 * sum >> 64;
    }

    /// <summary>pi/2 = 8 arctan(1/5) - 2 arctan(1/239) (Machin).</summary>
    private static BigInteger HalfPi() => (8 * ArcTangentOfInverse(5) - 2 * ArcTangentOfInverse(239)) >> 64;

    private static BigInteger ArcTangentOfInverse(int x)
    {
        BigInteger power = (BigInteger.One << (Wide + 64)) / x, sum = power;
        for (int k = 3; !power.IsZero; k += 2)
        {
            power /= -x * x;
            sum += power / k;
        }

        return sum;
    }
}
