using EqProp.Analog.Studies.Reports;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Reports;

public class WeightHistogramTests
{
    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property Every_finite_weight_is_counted_once(NormalFloat[] before, NormalFloat[] after, PositiveInt bins)
    {
        double[] old = [.. before.Select(w => Math.Tanh(w.Get)), double.NaN];
        double[] learnt = [.. after.Select(w => Math.Tanh(w.Get)), double.PositiveInfinity];
        WeightHistogram histogram = WeightHistogram.Of("c", old, learnt, ReportSamples.Map, bins.Get);
        bool rising = histogram.EdgesSiemens.Zip(histogram.EdgesSiemens.Skip(1)).All(pair => pair.First < pair.Second);
        return (rising && histogram.Before.Sum() == before.Length && histogram.After.Sum() == after.Length).ToProperty();
    }

    [Fact]
    public void Edges_are_siemens()
    {
        WeightHistogram histogram = WeightHistogram.Of("c", [-1.0], [3.0], ReportSamples.Map, 4);
        Assert.Equal([-1e-6, 0, 1e-6, 2e-6, 3e-6], histogram.EdgesSiemens);
        Assert.Equal([1, 0, 0, 0], histogram.Before);
        Assert.Equal([0, 0, 0, 1], histogram.After);
    }
}
