using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks;

/// <summary>Every elementary function in float for each of the 2^32 arguments, beside the runtime's functions in double.</summary>
internal sealed class EveryFloat(string name, EveryFloat.FloatFunction function, Func<Vector512<double>, Vector512<double>> reference)
{
    private const int BlockLength = 1 << 14;
    private const double SmallestNormal = 1.1754943508222875e-38;
    private readonly float[] _x = new float[BlockLength];
    private readonly float[] _y = new float[BlockLength];
    private double _worst;
    private float _at;
    private long _aboveOne, _aboveTwo, _flushed, _wrong;

    private string Name => name;

    internal delegate void FloatFunction(ReadOnlySpan<float> x, Span<float> result);

    /// <summary>Prints a Markdown table of the named functions, or of all; the exit code is 1 if a result is wrong by more than 4 ulp.</summary>
    public static int Run(string[] names)
    {
        VectorFunctions<float> functions = KernelSet<float>.For(VectorWidthSelection.Widest).Functions;
        Console.WriteLine($"Width {VectorWidthSelection.Name(VectorWidthSelection.Widest)}, reference the runtime's functions of Vector512 of double.\n");
        Console.WriteLine("| function | largest error, ulp | at | above 1 ulp | above 2 ulp | flushed to zero | wrong limit or NaN | seconds |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        EveryFloat[] rows =
        [
            new("exp", functions.Exp, Vector512.Exp),
            new("log", functions.Log, Vector512.Log),
            new("tanh", functions.Tanh, Tanh),
            new("logistic", functions.Logistic, x => Vector512<double>.One / (Vector512<double>.One + Vector512.Exp(-x))),
            new("softplus", functions.Softplus, Softplus),
            new("sin", functions.Sin, Vector512.Sin),
            new("cos", functions.Cos, Vector512.Cos),
        ];
        return rows.Count(row => (names.Length == 0 || names.Contains(row.Name)) && !row.IsGood()) == 0 ? 0 : 1;
    }

    private bool IsGood()
    {
        long began = Stopwatch.GetTimestamp();
        for (ulong first = 0; first <= uint.MaxValue; first += BlockLength)
        {
            for (int i = 0; i < BlockLength; i++)
            {
                _x[i] = BitConverter.UInt32BitsToSingle((uint)first + (uint)i);
            }

            function(_x, _y);
            for (int i = 0; i < BlockLength; i += Vector512<double>.Count)
            {
                Compare(i);
            }
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {_worst:f3} | {_at:r} | {_aboveOne} | {_aboveTwo} | {_flushed} | {_wrong} | {seconds:f0} |"));
        return _wrong == 0 && _worst <= 4;
    }

    /// <summary>Looks closer only at what is special, above 1 ulp or worse than what was seen.</summary>
    private void Compare(int i)
    {
        Vector512<double> exact = reference(Widen(_x, i));
        Vector512<double> magnitude = Vector512.Abs(exact);
        Vector512<double> unit = ((magnitude.AsInt64() >>> 52) - Vector512.Create(23L) << 52).AsDouble();
        Vector512<double> ulps = Vector512.Abs(Widen(_y, i) - exact) / unit;
        if (Vector512.GreaterThanOrEqualAll(magnitude, Vector512.Create(SmallestNormal))
            && Vector512.LessThanOrEqualAll(magnitude, Vector512.Create((double)float.MaxValue))
            && Vector512.LessThanOrEqualAll(ulps, Vector512.Create(Math.Min(1, _worst))))
        {
            return;
        }

        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            Count(_x[i + lane], _y[i + lane], exact[lane]);
        }
    }

    private void Count(float x, float y, double exact)
    {
        if (!float.IsFinite((float)exact))
        {
            _wrong += y == (float)exact || (float.IsNaN(y) && double.IsNaN(exact)) ? 0 : 1;
            return;
        }

        if (Math.Abs(exact) < SmallestNormal && y == 0)
        {
            _flushed += exact == 0 ? 0 : 1;
            return;
        }

        double ulps = Math.Abs(y - exact) / Unit(exact);
        _wrong += double.IsFinite(ulps) ? 0 : 1;
        _aboveOne += ulps > 1 ? 1 : 0;
        _aboveTwo += ulps > 2 ? 1 : 0;
        (_worst, _at) = ulps > _worst ? (ulps, x) : (_worst, _at);
    }

    private static Vector512<double> Widen(float[] values, int i)
    {
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(Vector256.Create(values, i));
        return Vector512.Create(lower, upper);
    }

    /// <summary>Distance of neighbouring floats of a number's size.</summary>
    private static double Unit(double exact)
    {
        long exponent = BitConverter.DoubleToInt64Bits(Math.Max(Math.Abs(exact), SmallestNormal)) >> 52;
        return BitConverter.Int64BitsToDouble((exponent - 23) << 52);
    }

    /// <summary>From the exponential; below 0.1 the power series, which is closer than 1e-12 there.</summary>
    private static Vector512<double> Tanh(Vector512<double> x)
    {
        Vector512<double> one = Vector512<double>.One, magnitude = Vector512.Abs(x), square = x * x;
        Vector512<double> large = one - Vector512.Create(2.0) / (Vector512.Exp(magnitude + magnitude) + one);
        Vector512<double> series = Vector512.Create(-1382.0 / 155925);
        foreach (double coefficient in (ReadOnlySpan<double>)[62.0 / 2835, -17.0 / 315, 2.0 / 15, -1.0 / 3, 1])
        {
            series = series * square + Vector512.Create(coefficient);
        }

        Vector512<double> result = Vector512.ConditionalSelect(
            Vector512.LessThan(magnitude, Vector512.Create(0.1)), magnitude * series, large);
        return Vector512.CopySign(result, x);
    }

    /// <summary>With Kahan's correction of the rounding of 1 + u.</summary>
    private static Vector512<double> Softplus(Vector512<double> x)
    {
        Vector512<double> one = Vector512<double>.One, u = Vector512.Exp(-Vector512.Abs(x)), sum = one + u;
        Vector512<double> log = Vector512.ConditionalSelect(
            Vector512.Equals(sum, one), u, Vector512.Log(sum) * (u / (sum - one)));
        return log + Vector512.Max(Vector512<double>.Zero, x);
    }
}
