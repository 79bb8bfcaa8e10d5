using EqProp.Analog.Studies.Statistics;
using FsCheck.Xunit;
using MathNet.Numerics.Distributions;

namespace EqProp.Analog.Tests.Statistics;

/// <summary>Intervals against printed tables, binomial sums and their own coverage.</summary>
public class IntervalTests
{
    private const double Confidence = 0.95;

    // R. G. Newcombe, Stat. Med. 17, 857 (1998), table I, methods 3 and 5.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662, 0.2527, 0.3676)]
    [InlineData(15, 148, 0.0624, 0.1605, 0.0578, 0.1617)]
    [InlineData(0, 20, 0.0000, 0.1611, 0.0000, 0.1684)]
    [InlineData(1, 29, 0.0061, 0.1718, 0.0009, 0.1776)]
    public void Agree_with_the_printed_table(int good, int all, double wilsonLow, double wilsonHigh, double exactLow, double exactHigh)
    {
        (double low, double high) = WilsonInterval.Of(good, all, Confidence);
        Assert.Equal(wilsonLow, low, 4);
        Assert.Equal(wilsonHigh, high, 4);
        (low, high) = ExactInterval.Of(good, all, Confidence);
        Assert.Equal(exactLow, low, 4);
        Assert.Equal(exactHigh, high, 4);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(57)]
    [InlineData(256)]
    public void Hold_the_yield_as_often_as_they_say(int all)
    {
        (double Low, double High)[] wilson = [.. Enumerable.Range(0, all + 1).Select(good => WilsonInterval.Of(good, all, Confidence))];
        (double Low, double High)[] exact = [.. Enumerable.Range(0, all + 1).Select(good => ExactInterval.Of(good, all, Confidence))];
        double[] yields = [.. Enumerable.Range(1, 399).Select(i => i / 400.0)];
        Assert.All(yields, yield => Assert.True(Coverage(exact, yield) >= Confidence));

        // Wilson's interval holds on average, and dips near 0 and 1 (L. D. Brown, T. T. Cai, A. DasGupta, Stat. Sci. 16, 101, 2001).
        Assert.InRange(yields.Average(yield => Coverage(wilson, yield)), 0.945, 0.965);
        Assert.All(yields, yield => Assert.True(Coverage(wilson, yield) > 0.83));
    }

    [Property]
    [Trait(TestKit.TestKinds.Trait, TestKit.TestKinds.Property)]
    public void Ends_of_the_exact_interval_have_the_stated_tails(ushort someGood, ushort more)
    {
        int good = someGood % 300, all = good + more % 300 + 1;
        (double low, double high) = ExactInterval.Of(good, all, 0.9);
        if (good > 0)
        {
            Assert.Equal(0.05, 1 - Binomial.CDF(low, all, good - 1), 6);
        }

        Assert.Equal(0.05, Binomial.CDF(high, all, good), 6);
    }

    [Property]
    [Trait(TestKit.TestKinds.Trait, TestKit.TestKinds.Property)]
    public void Good_and_bad_chips_mirror_each_other(ushort someGood, ushort more)
    {
        int good = someGood % 2000, all = good + more % 2000;
        foreach (Func<int, int, double, (double Low, double High)> of in
            (Func<int, int, double, (double Low, double High)>[])[WilsonInterval.Of, ExactInterval.Of])
        {
            (double low, double high) = of(good, all, Confidence);
            (double other, double end) = of(all - good, all, Confidence);
            Assert.InRange(low, 0, high);
            Assert.InRange(high, low, 1);
            Assert.Equal(1 - low, end, 9);
            Assert.Equal(1 - high, other, 9);
        }
    }

    [Fact]
    public void Without_chips_nothing_is_known()
    {
        Assert.Equal((0, 1), WilsonInterval.Of(0, 0, Confidence));
        Assert.Equal((0, 1), ExactInterval.Of(0, 0, Confidence));
        Assert.Equal(1, WilsonInterval.Of(7, 7, Confidence).High);
        Assert.Equal(0, WilsonInterval.Of(0, 7, Confidence).Low);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(5, 4, Confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactInterval.Of(-1, 4, Confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(1, 4, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentInterval.Of(0, 1, 3, double.NaN));
    }

    // Printed t tables: 12.706, 2.776, 2.262 and 1.984 for 1, 4, 9 and 99 degrees of freedom.
    [Theory]
    [InlineData(2, 12.706)]
    [InlineData(5, 2.776)]
    [InlineData(10, 2.262)]
    [InlineData(100, 1.984)]
    public void Students_interval_has_the_printed_width(int size, double t)
    {
        (double low, double high) = StudentInterval.Of(3, 2, size, Confidence);
        Assert.Equal(3, (low + high) / 2, 12);
        Assert.Equal(t, (high - low) / 2 * Math.Sqrt(size) / 2, 3);
    }

    private static double Coverage((double Low, double High)[] intervals, double yield) => intervals
        .Select((interval, good) => interval.Low <= yield && yield <= interval.High ? Binomial.PMF(yield, intervals.Length - 1, good) : 0).Sum();
}
