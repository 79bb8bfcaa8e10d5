using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.Studies.Statistics;
using EqProp.Analog.Studies.Trials;
using EqProp.Analog.Tests.Designs;

namespace EqProp.Analog.Tests.Shards;

public class StopRuleTests
{
    private static readonly string[] Settings =
        ["samples.dies=200", "yield={\"measure\":\"score\",\"atLeast\":40}", "stop={\"halfWidth\":0.15,\"atLeast\":20,\"every\":8}"];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    public void Points_are_left_at_the_same_trial_whatever_the_shards_and_threads(int shards, int threads)
    {
        using StudyBench study = new(new() { Shards = shards }, null, Settings);
        StudyRunner.Resume(study.Folder, study.Trial, new() { Threads = threads });
        Assert.Equal(StudyBench.Expected(Settings), study.Merge());
    }

    [Fact]
    public void A_point_is_left_at_the_first_look_at_which_its_interval_is_narrow_enough()
    {
        using StudyBench study = new(null, null, Settings);
        StudyRunner.Resume(study.Folder, study.Trial);
        var table = StudyMerge.Read(study.Folder);
        var points = (int[])table.Find("point")!.Values;
        var scores = (double[])table.Find("score")!.Values;
        string[] failures = (string[])table.Find("failure")!.Values;
        for (int point = 0; point < study.Plan.Points.Count; point++)
        {
            bool[] good = [.. Enumerable.Range(0, points.Length).Where(i => points[i] == point).Select(i => failures[i].Length == 0 && scores[i] >= 40)];
            Assert.Equal(0, good.Length % 8);
            Assert.InRange(good.Length, 20, 199);
            Assert.True(HalfWidth(good) <= 0.15);
            Assert.True(good.Length - 8 < 20 || HalfWidth(good[..^8]) > 0.15);
        }
    }

    [Fact]
    public void A_point_that_was_stopped_half_way_goes_on_to_the_same_trial()
    {
        using StudyBench study = new(new() { Shards = 2 }, null, Settings);
        using CancellationTokenSource stop = new();
        Assert.Throws<OperationCanceledException>(() => study.Run(
            0, new() { Threads = 1, Progress = progress => { if (progress.Done > 50) { stop.Cancel(); } }, Cancellation = stop.Token }));
        StudyRunner.Resume(study.Folder, study.Trial);
        Assert.Equal(StudyBench.Expected(Settings), study.Merge());
    }

    private static double HalfWidth(bool[] good)
    {
        (double low, double high) = WilsonInterval.Of(good.Count(one => one), good.Length, 0.95);
        return (high - low) / 2;
    }
}
