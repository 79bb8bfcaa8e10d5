using System.Runtime.Intrinsics;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Lanes;
using FsCheck.Xunit;
using Xunit.Abstractions;

namespace EqProp.Analog.Numerics.Tests.Functions;

public class ElementaryTests(ITestOutputHelper output)
{
    private const double Infinity = double.PositiveInfinity, NotANumber = double.NaN;

    /// <summary>Fewer samples where multiply-add is done in software, a hundred times slower.</summary>
    private static int Thinning => Vector128.IsHardwareAccelerated ? 1 : 64;

    private static IEnumerable<VectorWidth> Widths => Enum.GetValues<VectorWidth>();

    [Theory]
    [InlineData(Function.Exp, 1.2)]
    [InlineData(Function.ExpOfNonPositive, 1.2)]
    [InlineData(Function.Log, 1.2)]
    [InlineData(Function.Tanh, 2.8)]
    [InlineData(Function.Logistic, 2.6)]
    [InlineData(Function.Softplus, 1.8)]
    [InlineData(Function.Sin, 1.8)]
    [InlineData(Function.Cos, 1.8)]
    public void One_float_in_4099_is_accurate_and_no_result_is_subnormal(Function function, double mostUlps)
    {
        float[] arguments = [.. EveryFloat(4099 * (uint)Thinning).Where(x => IsInDomain(function, x))];
        float[] results = LaneLoop<float>.Run(function, VectorWidthSelection.Widest, arguments);
        (double worst, float at) = (0, 0);
        for (int i = 0; i < arguments.Length; i++)
        {
            double exact = InDouble(function, arguments[i]);
            double ulps = Ulps(results[i], exact);
            (worst, at) = ulps > worst ? (ulps, arguments[i]) : (worst, at);
            Assert.True(!float.IsSubnormal(results[i]) || float.IsSubnormal(arguments[i]), $"{function}({arguments[i]:r}) is subnormal");
        }

        output.WriteLine($"{function}: {worst:f3} ulp at {at:r}, {arguments.Length} arguments");
        Assert.InRange(worst, 0.4, mostUlps);
    }

    [Theory]
    [InlineData(Function.Exp, 1.2)]
    [InlineData(Function.ExpOfNonPositive, 1.2)]
    [InlineData(Function.Log, 1.2)]
    [InlineData(Function.Tanh, 2.8)]
    [InlineData(Function.Logistic, 2.6)]
    [InlineData(Function.Softplus, 1.8)]
    [InlineData(Function.Sin, 1.8)]
    [InlineData(Function.Cos, 1.8)]
    public void Doubles_are_accurate_and_no_result_is_subnormal(Function function, double mostUlps)
    {
        double[] arguments = [.. SomeDoubles(function).Where(x => IsInDomain(function, x))];
        double[] results = LaneLoop<double>.Run(function, VectorWidthSelection.Widest, arguments);
        (double worst, double at) = (0, 0);
        for (int i = 0; i < arguments.Length; i++)
        {
            double ulps = DoubleUlps(function, arguments[i], results[i]);
            (worst, at) = ulps > worst ? (ulps, arguments[i]) : (worst, at);
            Assert.True(!double.IsSubnormal(results[i]) || double.IsSubnormal(arguments[i]), $"{function}({arguments[i]:r}) is subnormal");
        }

        output.WriteLine($"{function}: {worst:f3} ulp at {at:r}, {arguments.Length} arguments");
        Assert.InRange(worst, 0.4, mostUlps);
    }

    [Theory]
    [InlineData(Function.Exp, new[] { 0, 1, -0.0, 1, Infinity, Infinity, -Infinity, 0, NotANumber, NotANumber, 1e-300, 1, 1000, Infinity, -1000, 0 })]
    [InlineData(Function.ExpOfNonPositive, new[] { 0, 1, -0.0, 1, -Infinity, 0, NotANumber, NotANumber, -1e-300, 1, -1000, 0 })]
    [InlineData(Function.Log, new[] { 1, 0, 0, -Infinity, -0.0, -Infinity, Infinity, Infinity, -Infinity, NotANumber, -1e-300, NotANumber, -1, NotANumber, NotANumber, NotANumber })]
    [InlineData(Function.Tanh, new[] { 0, 0, -0.0, -0.0, Infinity, 1, -Infinity, -1, NotANumber, NotANumber, 1e30, 1, -1e30, -1 })]
    [InlineData(Function.Logistic, new[] { 0, 0.5, -0.0, 0.5, Infinity, 1, -Infinity, 0, NotANumber, NotANumber, 1e30, 1, -1e30, 0 })]
    [InlineData(Function.Softplus, new[] { Infinity, Infinity, -Infinity, 0, NotANumber, NotANumber, 1e30, 1e30, -1e30, 0 })]
    [InlineData(Function.Sin, new[] { 0, 0, -0.0, -0.0, Infinity, NotANumber, -Infinity, NotANumber, NotANumber, NotANumber })]
    [InlineData(Function.Cos, new[] { 0, 1, -0.0, 1, Infinity, NotANumber, -Infinity, NotANumber, NotANumber, NotANumber })]
    public void Limits_zeros_and_what_is_not_a_number(Function function, double[] argumentsAndResults)
    {
        double[] arguments = [.. argumentsAndResults.Where((_, i) => i % 2 == 0)];
        double[] expected = [.. argumentsAndResults.Where((_, i) => i % 2 == 1)];
        foreach (VectorWidth width in Widths)
        {
            double[] results = LaneLoop<double>.Run(function, width, arguments);
            float[] single = LaneLoop<float>.Run(function, width, [.. arguments.Select(x => (float)x)]);
            for (int i = 0; i < arguments.Length; i++)
            {
                AssertSame(expected[i], results[i], $"{function}({arguments[i]:r}), double, {width}");
                bool becameZero = arguments[i] != 0 && (float)arguments[i] == 0;
                if (!becameZero)
                {
                    AssertSame((float)expected[i], single[i], $"{function}({arguments[i]:r}), float, {width}");
                }
            }
        }
    }

    [Fact]
    public void Results_next_to_overflow_and_underflow()
    {
        Assert.Equal([3.4027985e38f, float.PositiveInfinity], Floats(Function.Exp, 88.72283f, 88.72284f));
        Assert.Equal([1.1754997e-38f, 0], Floats(Function.Exp, -87.33654f, -87.33655f));
        Assert.Equal([1.1754997e-38f, 0], Floats(Function.Logistic, -87.33654f, -87.33655f));
        Assert.Equal([1.1754997e-38f, 0], Floats(Function.Softplus, -87.33654f, -87.33655f));
        Assert.Equal([0, 0], Doubles(Function.Exp, -708.3964185322642, -745));
        Assert.InRange(Doubles(Function.Exp, 709.782712893384)[0], 1.797693134862e308, double.MaxValue);
        Assert.InRange(Doubles(Function.Exp, -708.396418532264)[0], 2.2250738585072014e-308, 2.22507385850752e-308);
        Assert.Equal([float.Epsilon, -float.Epsilon], Floats(Function.Tanh, float.Epsilon, -float.Epsilon));
        Assert.Equal([-103.278929903431851103, -87.336544750553109], Floats(Function.Log, float.Epsilon, 1.17549435e-38f).Select(y => (double)y), (a, b) => Math.Abs(a - b) < 4e-6);
        Assert.Equal([-744.44007192138126, -708.39641853226408], Doubles(Function.Log, double.Epsilon, 2.2250738585072014e-308));

        static float[] Floats(Function function, params float[] x) => LaneLoop<float>.Run(function, VectorWidthSelection.Widest, x);
        static double[] Doubles(Function function, params double[] x) => LaneLoop<double>.Run(function, VectorWidthSelection.Widest, x);
    }

    [Theory]
    [InlineData(Function.Exp)]
    [InlineData(Function.ExpOfNonPositive)]
    [InlineData(Function.Log)]
    [InlineData(Function.Tanh)]
    [InlineData(Function.Logistic)]
    [InlineData(Function.Softplus)]
    [InlineData(Function.Sin)]
    [InlineData(Function.Cos)]
    public void Every_width_gives_the_same_bits_over_all_exponents(Function function)
    {
        float[] single = [.. EveryFloat(40_009 * (uint)Thinning)];
        int[] expectedSingle = [.. LaneLoop<float>.Run(function, VectorWidth.Scalar, single).Select(BitConverter.SingleToInt32Bits)];
        double[] arguments = [.. SomeDoubles(function), .. single.Select(x => (double)x)];
        long[] expected = [.. LaneLoop<double>.Run(function, VectorWidth.Scalar, arguments).Select(BitConverter.DoubleToInt64Bits)];
        foreach (VectorWidth width in Widths.Skip(1))
        {
            Assert.Equal(expectedSingle, LaneLoop<float>.Run(function, width, single).Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(expected, LaneLoop<double>.Run(function, width, arguments).Select(BitConverter.DoubleToInt64Bits));
        }
    }

    /// <summary>
    /// The same figures with instruction sets switched off, where multiply-add is done in software. They change when a
    /// coefficient does: then the change has to be seen.
    /// </summary>
    [Theory]
    [InlineData(Function.Exp, 0x7fe096414d2bbd8c, 0xfa12276def39a052)]
    [InlineData(Function.Log, 0xdc37b6b3b1c4da9b, 0xe87f18f7240934a9)]
    [InlineData(Function.Tanh, 0x985c4737dd25c6ab, 0x775621e27c7ef47e)]
    [InlineData(Function.Logistic, 0xd7b1a13ef2c9e537, 0x9fe17662b080f4a6)]
    [InlineData(Function.Softplus, 0x244f805b7ca93fc1, 0x950908cab2d78248)]
    [InlineData(Function.Sin, 0x1737941c39807736, 0xbd1c1d630c395370)]
    [InlineData(Function.Cos, 0x9eb006ddf73a2ef7, 0xd05336dc2ade1f64)]
    public void Bits_are_the_recorded_ones_on_every_processor(Function function, ulong expectedSingle, ulong expected)
    {
        float[] single = [.. EveryFloat(262_147)];
        ulong hashSingle = 14695981039346656037, hash = hashSingle;
        foreach (float y in LaneLoop<float>.Run(function, VectorWidthSelection.Widest, single))
        {
            hashSingle = Fnv(hashSingle, float.IsNaN(y) ? 1 : BitConverter.SingleToUInt32Bits(y));
        }

        foreach (double y in LaneLoop<double>.Run(function, VectorWidthSelection.Widest, [.. single.Select(x => (double)x * (1 + Math.PI * 1e-9))]))
        {
            hash = Fnv(hash, double.IsNaN(y) ? 1 : BitConverter.DoubleToUInt64Bits(y));
        }

        Assert.Equal($"0x{expectedSingle:x16}, 0x{expected:x16}", $"0x{hashSingle:x16}, 0x{hash:x16}");

        static ulong Fnv(ulong hash, ulong value) => (hash ^ value) * 1099511628211;
    }

    [Property(MaxTest = 30)]
    public bool A_result_does_not_depend_on_its_neighbours(Function function, long[] patterns)
    {
        double[] arguments = [.. patterns.Select(bits => BitConverter.Int64BitsToDouble(bits * 0x1e3779b97f4a7c15))];
        double[] together = LaneLoop<double>.Run(function, VectorWidth.Bits512, arguments);
        return arguments.Select((x, i) => Same(LaneLoop<double>.Run(function, VectorWidth.Scalar, [x])[0], together[i])).All(same => same);
    }

    [Fact]
    public void Softplus_has_the_logistic_function_as_its_slope()
    {
        double[] x = [.. Enumerable.Range(-300, 601).Select(i => i / 20.0)];
        const double Step = 1.0 / 4096;
        double[] above = LaneLoop<double>.Run(Function.Softplus, VectorWidthSelection.Widest, [.. x.Select(v => v + Step)]);
        double[] below = LaneLoop<double>.Run(Function.Softplus, VectorWidthSelection.Widest, [.. x.Select(v => v - Step)]);
        double[] slope = LaneLoop<double>.Run(Function.Logistic, VectorWidthSelection.Widest, x);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(slope[i], (above[i] - below[i]) / (2 * Step), 2e-9);
        }
    }

    private static bool Same(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    private static void AssertSame(double expected, double actual, string what) =>
        Assert.True(Same(expected, actual) || (double.IsNaN(expected) && double.IsNaN(actual)), $"{what}: {actual:r} instead of {expected:r}");

    private static bool IsInDomain(Function function, double x) => double.IsFinite(x) && function switch
    {
        Function.Log => x > 0,
        Function.ExpOfNonPositive => x <= 0,
        _ => true,
    };

    private static IEnumerable<float> EveryFloat(uint stride)
    {
        for (ulong bits = 0; bits <= uint.MaxValue; bits += stride)
        {
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
        }
    }

    /// <summary>All exponents, the range where functions bend, and for sine and cosine what lies closest to zeros.</summary>
    private static IEnumerable<double> SomeDoubles(Function function)
    {
        int count = 2500 / Math.Min(Thinning, 8);
        double limit = function is Function.Tanh ? 1 : function is Function.Log ? 2 : 40;
        for (int i = 0; i < count; i++)
        {
            ulong bits = (ulong)i * (ulong.MaxValue / (ulong)count) + 0x3779b97f4a7c15;
            yield return BitConverter.UInt64BitsToDouble(bits);
            yield return (i - count / 2) * (2 * limit / count) * (1 + 1e-9 * i);
        }

        // 2^797 6381956970095103 is the double closest to a multiple of pi/2, relative to its size.
        yield return Math.ScaleB(6381956970095103, 797);
        yield return 1L << 30;
        yield return Math.BitIncrement(1L << 30);
        for (int k = 1; k <= 40; k++)
        {
            yield return k * (Math.PI / 2);
            yield return Math.ScaleB(Math.PI / 2, k);
        }
    }

    private static double InDouble(Function function, double x) => function switch
    {
        Function.Exp or Function.ExpOfNonPositive => Math.Exp(x),
        Function.Log => Math.Log(x),
        Function.Tanh => Math.Tanh(x),
        Function.Logistic => 1 / (1 + Math.Exp(-x)),
        Function.Softplus => Math.Max(0, x) + LogOnePlus(Math.Exp(-Math.Abs(x))),
        Function.Sin => Math.Sin(x),
        _ => Math.Cos(x),
    };

    /// <summary>Kahan's correction of the rounding of 1 + u.</summary>
    private static double LogOnePlus(double u) => 1 + u == 1 ? u : Math.Log(1 + u) * (u / (1 + u - 1));

    private static double Ulps(float value, double exact)
    {
        if (double.Abs(exact) >= Math.ScaleB(1, 128) * (1 - Math.ScaleB(1, -25)))
        {
            return value == (float)exact ? 0 : Infinity;
        }

        const double SmallestNormal = 1.1754943508222875e-38;
        bool isFlushed = Math.Abs(exact) < SmallestNormal && value == 0;
        return isFlushed ? 0 : Math.Abs(value - exact) / Math.ScaleB(1, Math.Max(exact == 0 ? -126 : Math.ILogB(exact), -126) - 23);
    }

    private static double DoubleUlps(Function function, double x, double value)
    {
        PreciseNumber exact = PreciseFunctions.Evaluate(function, x);
        if (exact.Mantissa.IsZero)
        {
            return value == 0 ? 0 : Infinity;
        }

        bool isFlushed = exact.Magnitude < -1022 && value == 0;
        return isFlushed ? 0
            : exact.Magnitude < 1024 ? exact.Ulps(value)
            : value == Infinity ? 0 : Infinity;
    }
}
