using System.Globalization;
using System.Text.RegularExpressions;
using EqProp.Analog.Numerics.Quantities;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;

namespace EqProp.Analog.Numerics.Tests.Quantities;

public class QuantityTextTests
{
    [Theory]
    [InlineData("10 pF", "F", 10e-12)]
    [InlineData("1.2 us", "s", 1.2e-6)]
    [InlineData("1.2 \u00B5s", "s", 1.2e-6)]
    [InlineData("1.2 \u03BCs", "s", 1.2e-6)]
    [InlineData("25 uS", "S", 25e-6)]
    [InlineData("300 K", "K", 300)]
    [InlineData("1.8V", "V", 1.8)]
    [InlineData("10 kOhm", "Ohm", 10e3)]
    [InlineData("2 kohm", "Ohm", 2e3)]
    [InlineData("50 ohm", "Ohm", 50)]
    [InlineData("4.7 k\u03A9", "Ohm", 4700)]
    [InlineData("-40 uS", "S", -40e-6)]
    [InlineData("3e-12 F", "F", 3e-12)]
    [InlineData("3E+2 mV", "V", 0.3)]
    [InlineData(" .5 nA ", "A", 0.5e-9)]
    [InlineData("2 GHz", "Hz", 2e9)]
    [InlineData("0", "F", 0)]
    [InlineData("-0.0", "V", 0)]
    [InlineData("0 K", "K", 0)]
    public void Reads_the_written_quantity(string text, string symbol, double expected)
    {
        Assert.True(QuantityText.TryParse(text, UnitTable.Get(symbol), out double value, out _));
        Assert.Equal(expected, value);
        if (text.Any(char.IsLetter))
        {
            Assert.Matches(new Regex(QuantityText.Pattern(UnitTable.Get(symbol)), RegexOptions.ECMAScript), text);
        }
    }

    [Theory]
    [InlineData("10 kOhm", QuantityFault.WrongDimension, "is a resistance (Ohm)")]
    [InlineData("0 V", QuantityFault.WrongDimension, "is a voltage (V)")]
    [InlineData("10", QuantityFault.NoUnit, "has no unit")]
    [InlineData("10 p", QuantityFault.UnknownUnit, "'p'")]
    [InlineData("10 pf", QuantityFault.UnknownUnit, "'pf'")]
    [InlineData("10 ppF", QuantityFault.UnknownUnit, "'ppF'")]
    [InlineData("1,5 pF", QuantityFault.UnknownUnit, "',5 pF'")]
    [InlineData("NaN F", QuantityFault.NotFinite, "not finite")]
    [InlineData("-Infinity F", QuantityFault.NotFinite, "not finite")]
    [InlineData("1e400 F", QuantityFault.NotFinite, "too large")]
    [InlineData("1e99999999999999999999 F", QuantityFault.NotFinite, "too large")]
    [InlineData("pF", QuantityFault.NotANumber, "does not start with a number")]
    [InlineData("", QuantityFault.NotANumber, "does not start with a number")]
    public void Says_what_is_wrong_and_what_was_expected(string text, QuantityFault fault, string part)
    {
        Assert.False(QuantityText.TryParse(text, UnitTable.Get("F"), out double value, out QuantityFailure? failure));
        Assert.Equal(fault, failure.Fault);
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        Assert.True(double.IsNaN(value));
        if (fault != QuantityFault.NotFinite)
        {
            Assert.Contains("capacitance (F) is expected", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotMatch(new Regex(QuantityText.Pattern(UnitTable.Get("F")), RegexOptions.ECMAScript), text);
        }
    }

    [Theory]
    [InlineData(1e-11, "F", "10 pF")]
    [InlineData(1e-12, "F", "1 pF")]
    [InlineData(999e-12, "F", "999 pF")]
    [InlineData(0.0001, "S", "100 uS")]
    [InlineData(-4e-5, "S", "-40 uS")]
    [InlineData(300, "K", "300 K")]
    [InlineData(1.8, "V", "1.8 V")]
    [InlineData(123456, "Ohm", "123.456 kOhm")]
    [InlineData(0, "V", "0 V")]
    [InlineData(1e15, "Hz", "1000000000000000 Hz")]
    [InlineData(2e18, "Hz", "2E+18 Hz")]
    [InlineData(2.5e-20, "J", "2.5E-20 J")]
    public void Writes_an_engineering_prefix(double value, string symbol, string expected) =>
        Assert.Equal(expected, QuantityText.Format(value, UnitTable.Get(symbol)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Refuses_to_write_what_is_not_finite(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantityText.Format(value, UnitTable.Get("V")));

    [Property(MaxTest = 2000)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void Every_finite_double_survives_the_round_trip(long bits)
    {
        double value = BitConverter.Int64BitsToDouble(bits);
        if (double.IsFinite(value))
        {
            AssertSurvives(value);
        }
    }

    [Property(MaxTest = 2000)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void Every_circuit_sized_double_survives_the_round_trip(int mantissa, byte exponent) =>
        AssertSurvives(mantissa / 7.0 * Math.Pow(10, (exponent % 40) - 25));

    [Fact]
    public void Does_not_depend_on_the_machines_language()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        commas.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = commas;
            AssertSurvives(-1.25e-7);
            Assert.Equal("-125.5 nF", QuantityText.Format(-1.255e-7, UnitTable.Get("F")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void AssertSurvives(double value)
    {
        string text = QuantityText.Format(value, UnitTable.Get("F"));
        Assert.True(QuantityText.TryParse(text, UnitTable.Get("F"), out double back, out _), text);
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(back));
    }
}
