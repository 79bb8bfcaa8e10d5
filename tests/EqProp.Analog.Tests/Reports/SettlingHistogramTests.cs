using EqProp.Analog.Studies.Reports;
using Xunit;

namespace EqProp.Analog.Tests.Reports;

public class SettlingHistogramTests
{
    private const double Step = 0.5e-6;

    [Fact]
    public void EveryExampleIsInTheBinOfItsTime()
    {
        int[] steps = [.. Enumerable.Range(0, 500).Select(i => 7 + i * i % 389)];
        SettlingHistogram histogram = SettlingHistogram.Of(steps, Step, unsettled: 3);
        Assert.Equal(500, histogram.Examples.Sum());
        Assert.Equal(3, histogram.Unsettled);
        Assert.InRange(histogram.Examples.Count, 2, 41);
        for (int bin = 0; bin < histogram.Examples.Count; bin++)
        {
            (double low, double high) = (histogram.EdgesSeconds[bin], histogram.EdgesSeconds[bin + 1]);
            Assert.Equal(steps.Count(s => s * Step >= low && s * Step < high), histogram.Examples[bin]);
        }
    }

    [Fact]
    public void QuantilesAreTimesOfExamples()
    {
        SettlingHistogram histogram = SettlingHistogram.Of([.. Enumerable.Range(1, 100)], Step, unsettled: 0);
        Assert.Equal(50 * Step, histogram.MedianSeconds, 1e-15);
        Assert.Equal(95 * Step, histogram.Percentile95Seconds, 1e-15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void ExamplesThatTakeTheSameTimeShareOneBin(int examples)
    {
        SettlingHistogram histogram = SettlingHistogram.Of([.. Enumerable.Repeat(12, examples)], Step, unsettled: 0);
        Assert.Equal([examples], histogram.Examples);
    }
}
