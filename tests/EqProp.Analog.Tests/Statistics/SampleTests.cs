using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Studies.Statistics;

namespace EqProp.Analog.Tests.Statistics;

/// <summary>Summaries of samples, shares of variance, and yields of dies that are tried more than once.</summary>
public class SampleTests
{
    [Fact]
    public void A_summary_is_that_of_the_numbers_alone()
    {
        // By hand: mean 5, squares 9 + 1 + 1 + 9 = 20 over 3; quartiles 2 + 3 * 0.25 * 2 and so on between 2, 4, 6, 8.
        SampleSummary summary = SampleSummary.Of([6, double.NaN, 2, 8, double.PositiveInfinity, 4]);
        Assert.Equal((4, 5, Math.Sqrt(20 / 3.0)), (summary.Count, summary.Mean, summary.Deviation));
        Assert.Equal((2, 3.5, 5, 6.5, 8), (summary.Minimum, summary.LowerQuartile, summary.Median, summary.UpperQuartile, summary.Maximum));
        (double low, double high) = summary.MeanInterval(0.95);
        Assert.Equal(3.1824463 * Math.Sqrt(20 / 3.0) / 2, (high - low) / 2, 6);
    }

    [Fact]
    public void Of_nothing_there_is_no_mean_and_of_one_no_deviation()
    {
        Assert.True(double.IsNaN(SampleSummary.Of([double.NaN]).Mean));
        SampleSummary one = SampleSummary.Of([3]);
        Assert.Equal((3, 3), (one.Mean, one.Median));
        Assert.True(double.IsNaN(one.Deviation) && double.IsNaN(one.MeanInterval(0.95).Low));
    }

    [Fact]
    public void An_axis_that_says_everything_has_all_of_the_variance()
    {
        Assert.Equal(1, VarianceShare.Of([1, 1, 2, 2, 5, 5], [0, 0, 1, 1, 2, 2]));
        Assert.True(double.IsNaN(VarianceShare.Of([1, 2, 3], [0, 1, 2])));
        Assert.True(double.IsNaN(VarianceShare.Of([4, 4, 4, 4], [0, 0, 1, 1])));
    }

    // y = 3 a + b with a of variance 1 over 20 groups and b of variance 1: a has 9 of 10 parts.
    [Fact]
    [Trait(TestKit.TestKinds.Trait, TestKit.TestKinds.Statistical)]
    public void Shares_of_the_variance_have_no_bias_by_chance()
    {
        double noise = 0, most = 0;
        for (int repeat = 0; repeat < 200; repeat++)
        {
            var stream = new RandomStream(repeat, StreamPurpose.Study);
            int[] groups = [.. Enumerable.Range(0, 200).Select(i => i % 20)];
            double[] centers = [.. Enumerable.Range(0, 20).Select(_ => 3 * stream.NextGaussian())];
            double[] scatter = [.. groups.Select(_ => stream.NextGaussian())];
            noise += VarianceShare.Of(scatter, groups) / 200;
            most += VarianceShare.Of([.. groups.Select((group, i) => centers[group] + scatter[i])], groups) / 200;
        }

        // The correlation ratio would give 19/199 = 0.095 for noise; what is cut off below zero leaves 0.02 here.
        Assert.InRange(noise, 0, 0.03);
        Assert.InRange(most, 0.88, 0.91);
    }

    [Fact]
    public void Dies_that_are_tried_once_count_in_full()
    {
        YieldEstimate estimate = YieldEstimate.Of([true, false, true, true], [4, 5, 6, 7]);
        Assert.Equal((3, 4, 4), (estimate.Good, estimate.Trials, estimate.EffectiveTrials));
        Assert.Equal(WilsonInterval.Of(3, 4, 0.95), estimate.Wilson(0.95));
        Assert.Equal(ExactInterval.Of(3, 4, 0.95), estimate.Exact(0.95));
    }

    [Fact]
    public void A_die_that_always_does_the_same_counts_once()
    {
        bool[] good = [.. Enumerable.Range(0, 90).Select(i => i % 30 < 20)];
        int[] dies = [.. Enumerable.Range(0, 90).Select(i => i % 30)];
        Assert.Equal(30, YieldEstimate.Of(good, dies).EffectiveTrials);
        Assert.Equal(30, YieldEstimate.Of([.. good.Select(_ => true)], dies).EffectiveTrials);
        Assert.Equal(1, YieldEstimate.Of(good, [.. dies.Select(_ => 3)]).EffectiveTrials);
    }

    // 40 dies, 6 trials each; half of the dies have a yield of 0.95 and half one of 0.35. Of 400 intervals at 95 %, 11 to 33 miss with a
    // chance of 99 %; intervals for 240 independent trials would miss about 100 times.
    [Fact]
    [Trait(TestKit.TestKinds.Trait, TestKit.TestKinds.Statistical)]
    public void Dies_that_are_tried_often_are_not_counted_as_many_dies()
    {
        int missed = 0, naive = 0;
        for (int repeat = 0; repeat < 400; repeat++)
        {
            var stream = new RandomStream(repeat, StreamPurpose.Study, 1);
            double[] yields = [.. Enumerable.Range(0, 40).Select(_ => stream.NextDouble() < 0.5 ? 0.95 : 0.35)];
            int[] dies = [.. Enumerable.Range(0, 240).Select(i => i % 40)];
            YieldEstimate estimate = YieldEstimate.Of([.. dies.Select(die => stream.NextDouble() < yields[die])], dies);
            missed += Misses(estimate.Wilson(0.95));
            naive += Misses(WilsonInterval.Of(estimate.Good, estimate.Trials, 0.95));
        }

        Assert.InRange(missed, 8, 33);
        Assert.True(naive > 70);
        static int Misses((double Low, double High) interval) => interval.Low <= 0.65 && 0.65 <= interval.High ? 0 : 1;
    }
}
