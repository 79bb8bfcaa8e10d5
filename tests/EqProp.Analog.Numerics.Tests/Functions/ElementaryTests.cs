using System.Globalization;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Lanes;
using Xunit.Abstractions;

namespace EqProp.Analog.Numerics.Tests.Functions;

public class ElementaryTests(ITestOutputHelper output)
{
    private const double MostUnits = 4;

    [Fact]
    public void Float_functions_are_within_four_units_in_the_last_place()
    {
        float[] arguments = [.. Dense(20).Select(x => (float)x), .. Tiny().Select(x => (float)x)];
        float[] tanh = LaneLoop<float>.Run(Function.Tanh, VectorWidthSelection.Widest, arguments);
        float[] logistic = LaneLoop<float>.Run(Function.Logistic, VectorWidthSelection.Widest, arguments);
        double worstTanh = 0, worstLogistic = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            double x = arguments[i];
            worstTanh = Math.Max(worstTanh, Units(tanh[i], Math.Tanh(x)));
            worstLogistic = Math.Max(worstLogistic, Units(logistic[i], 1 / (1 + Math.Exp(-x))));
        }

        output.WriteLine($"tanh {worstTanh:f2}, logistic {worstLogistic:f2} units");
        Assert.InRange(worstTanh, 0.1, MostUnits);
        Assert.InRange(worstLogistic, 0.1, MostUnits);

        static double Units(float value, double exact) => Math.Abs(value - exact) / (MathF.BitIncrement(MathF.Abs((float)exact)) - MathF.Abs((float)exact));
    }

    [Fact]
    public void Double_functions_are_within_four_units_in_the_last_place()
    {
        double[] arguments = [.. Dense(20)];
        double[] tanh = LaneLoop<double>.Run(Function.Tanh, VectorWidthSelection.Widest, arguments);
        double[] logistic = LaneLoop<double>.Run(Function.Logistic, VectorWidthSelection.Widest, arguments);
        double worstTanh = 0, worstLogistic = 0;
        for (int i = 0; i < arguments.Length; i += 7)
        {
            (double exactTanh, double exactLogistic) = InDecimal(arguments[i]);
            worstTanh = Math.Max(worstTanh, Units(tanh[i], exactTanh));
            worstLogistic = Math.Max(worstLogistic, Units(logistic[i], exactLogistic));
        }

        output.WriteLine($"tanh {worstTanh:f2}, logistic {worstLogistic:f2} units");
        Assert.InRange(worstTanh, 0.1, MostUnits);
        Assert.InRange(worstLogistic, 0.1, MostUnits);
        double[] tiny = [.. Tiny()];
        double[] tanhOfTiny = LaneLoop<double>.Run(Function.Tanh, VectorWidthSelection.Widest, tiny);
        Assert.All(tanhOfTiny.Zip(tiny, Units), units => Assert.InRange(units, 0, MostUnits));

        static double Units(double value, double exact) => Math.Abs(value - exact) / (Math.BitIncrement(Math.Abs(exact)) - Math.Abs(exact));
    }

    [Fact]
    public void Exponential_of_numbers_that_are_not_positive_is_accurate_relative_to_one()
    {
        double[] arguments = [.. Dense(20).Select(x => -Math.Abs(x))];
        double[] exp = LaneLoop<double>.Run(Function.Exp, VectorWidthSelection.Widest, arguments);
        float[] single = LaneLoop<float>.Run(Function.Exp, VectorWidthSelection.Widest, [.. arguments.Select(x => (float)x)]);
        for (int i = 0; i < arguments.Length; i++)
        {
            Assert.Equal(Math.Exp(arguments[i]), exp[i], 5e-16);
            Assert.Equal(Math.Exp((float)arguments[i]), single[i], 2.5e-7);
        }
    }

    [Fact]
    public void Limits_and_what_is_not_a_number()
    {
        double[] ends = [double.PositiveInfinity, 1e300, double.NegativeInfinity, -1e300, double.NaN, 0];
        float[] single = [.. ends.Select(x => (float)x)];
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            Assert.Equal([1, 1, -1, -1, double.NaN, 0], LaneLoop<double>.Run(Function.Tanh, width, ends));
            Assert.Equal([1, 1, -1, -1, float.NaN, 0], LaneLoop<float>.Run(Function.Tanh, width, single));
            double[] logistic = LaneLoop<double>.Run(Function.Logistic, width, ends);
            float[] logisticSingle = LaneLoop<float>.Run(Function.Logistic, width, single);
            Assert.Equal([1, 1, double.NaN, 0.5], [logistic[0], logistic[1], logistic[4], logistic[5]]);
            Assert.Equal([1, 1, float.NaN, 0.5f], [logisticSingle[0], logisticSingle[1], logisticSingle[4], logisticSingle[5]]);
            Assert.All(logistic[2..4], y => Assert.InRange(y, 0, 1e-300));
            Assert.All(logisticSingle[2..4], y => Assert.InRange(y, 0, 2e-35f));
        }
    }

    [Theory]
    [InlineData(Function.Tanh)]
    [InlineData(Function.Logistic)]
    [InlineData(Function.Exp)]
    public void Every_width_gives_the_same_bits(Function function)
    {
        double sign = function == Function.Exp ? -1 : 1;
        double[] arguments = [.. Dense(25).Concat(Tiny()).Concat([1e300, double.PositiveInfinity, double.NaN]).Select(x => function == Function.Exp ? sign * Math.Abs(x) : x)];
        float[] single = [.. arguments.Select(x => (float)x)];
        long[] expected = [.. LaneLoop<double>.Run(function, VectorWidth.Scalar, arguments).Select(BitConverter.DoubleToInt64Bits)];
        int[] expectedSingle = [.. LaneLoop<float>.Run(function, VectorWidth.Scalar, single).Select(BitConverter.SingleToInt32Bits)];
        foreach (VectorWidth width in new[] { VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512 })
        {
            Assert.Equal(expected, LaneLoop<double>.Run(function, width, arguments).Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(expectedSingle, LaneLoop<float>.Run(function, width, single).Select(BitConverter.SingleToInt32Bits));
        }
    }

    private static IEnumerable<double> Dense(double limit) =>
        Enumerable.Range(-40_000, 80_001).Where(i => i != 0).Select(i => i * (limit / 40_000) * (1 + 1e-9 * i));

    private static IEnumerable<double> Tiny() => Enumerable.Range(9, 25).SelectMany(k => new[] { Math.Pow(10, -k), -3 * Math.Pow(10, -k) });

    /// <summary>Taylor series of the exponential in 28 decimal digits, with the argument halved seven times.</summary>
    private static (double Tanh, double Logistic) InDecimal(double x)
    {
        decimal argument = Exactly(Math.Abs(x)) / 128;
        decimal minusOne = 0, term = 1;
        for (int k = 1; k < 30; k++)
        {
            term *= -argument / k;
            minusOne += term;
        }

        // expm1(2 a) = expm1(a) (expm1(a) + 2) keeps its digits near zero; here for exp(-|x|) and then exp(-2|x|).
        for (int k = 0; k < 7; k++)
        {
            minusOne *= minusOne + 2;
        }

        decimal small = minusOne + 1;
        decimal twice = minusOne * (minusOne + 2);
        double tanh = Nearest(-twice / (twice + 2));
        decimal logistic = x > 0 ? 1 / (1 + small) : small / (1 + small);
        return (Math.Sign(x) * tanh, Nearest(logistic));
    }

    /// <summary>The cast is several units off for numbers with many digits; parsing is not.</summary>
    private static double Nearest(decimal value) => double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The cast keeps 15 digits only; here the bits are carried over in two whole numbers.</summary>
    private static decimal Exactly(double x)
    {
        const double Shift = 1L << 40;
        double high = Math.Floor(x * Shift);
        double low = (x * Shift - high) * Shift;
        return ((decimal)(long)high + (long)low / (decimal)Shift) / (decimal)Shift;
    }
}
