using System.Globalization;
using EqProp.Analog.Spice;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Spice;

public class SpiceNumberTests
{
    private static readonly (string Suffix, int Power)[] Suffixes =
        [("Meg", 6), ("f", -15), ("p", -12), ("n", -9), ("u", -6), ("m", -3), ("k", 3), ("G", 9), ("T", 12)];

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.4, "0.4")]
    [InlineData(-0.4, "-0.4")]
    [InlineData(0.8 + 0.4, "1.2")]
    [InlineData(800e-9, "800n")]
    [InlineData(-1.25e-12, "-1.25p")]
    [InlineData(1e6, "1Meg")]
    [InlineData(1234.5, "1.2345k")]
    [InlineData(999.5, "999.5")]
    [InlineData(0.001, "1m")]
    [InlineData(1e-16, "1E-16")]
    [InlineData(1e23, "1E+23")]
    public void Numbers_are_written_as_designers_write_them(double value, string text) => Assert.Equal(text, SpiceNumber.Text(value));

    [Property(MaxTest = 2000)]
    public bool Numbers_keep_fifteen_digits(FsCheck.NormalFloat mantissa, int exponent)
    {
        double value = mantissa.Get * Math.Pow(10, exponent % 20);
        return !double.IsFinite(value) || Math.Abs(Read(SpiceNumber.Text(value)) - value) <= 5.1e-15 * Math.Abs(value);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_is_refused(double value) => Assert.Throws<ArgumentException>(() => SpiceNumber.Text(value));

    [Fact]
    public void Names_are_plain_and_never_the_same()
    {
        var names = new SpiceNames();
        Assert.Equal(
            ["hidden_1_3", "hidden_1_3_2", "n0", "n", "gnd_2", "a_b", "n1x", "time_2"],
            new[] { "hidden 1[3]", "Hidden_1_3", "0", "\u00b5", "GND", "a, b\n", "1x", "time" }.Select(names.Take));
    }

    private static double Read(string text)
    {
        (string suffix, int power) = Suffixes.Append((Suffix: "", Power: 0)).First(s => text.EndsWith(s.Suffix, StringComparison.Ordinal));
        string mantissa = text[..^suffix.Length];
        return double.Parse(power == 0 ? mantissa : $"{mantissa}E{power}", CultureInfo.InvariantCulture);
    }
}
