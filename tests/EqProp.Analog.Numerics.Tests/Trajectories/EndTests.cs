using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>How examples end: by time, at rest, at a level, or where they cannot go on.</summary>
public class EndTests
{
    private static readonly TrajectoryControl Loose = TrajectoryControl.Adaptive(new(1e-8, 1e-8));
    private static readonly DrawnNetwork Single = new(seed: 0, size: 1, timeSpread: 0, driveSigma: 0);

    /// <summary>x' = -x from 1 is below a residual r from t = -ln r on.</summary>
    [Theory]
    [MemberData(nameof(MethodTheoryData.All), MemberType = typeof(MethodTheoryData))]
    public void An_example_at_rest_ends(string name)
    {
        const double Residual = 1e-3;
        using var network = new TestNetwork<double>(Law.Linear, Single, TrajectoryMethod.Find(name), TrajectoryControl.Fixed(1.0 / 64)).From(1);
        TrajectoryResult result = network.Trajectory.Run(1, 100, new() { Residual = Residual });
        Assert.Equal(TrajectoryEnd.Settled, result.Ends[0]);
        Assert.InRange(result.Times[0], -Math.Log(Residual) - 0.07, -Math.Log(Residual) + 0.02);
        Assert.InRange(result.LargestRates[0], 0.95 * Residual, Residual);
        Assert.Equal(result.LargestRates[0], Math.Abs(network.States()[0]), 1e-15);
    }

    /// <summary>x' = -x from 1 falls to a level l at t = -ln l.</summary>
    [Theory]
    [MemberData(nameof(MethodTheoryData.Adaptive), MemberType = typeof(MethodTheoryData))]
    public void A_crossing_is_located(string name)
    {
        using var network = new TestNetwork<double>(Law.Linear, Single, TrajectoryMethod.Find(name), Loose).From(1);
        var crossing = new LevelCrossing(0, 0, 0.37, CrossingDirection.Falling);
        TrajectoryResult result = network.Trajectory.Run(1, 100, new() { Crossing = crossing });
        Assert.Equal(TrajectoryEnd.Crossed, result.Ends[0]);
        Assert.Equal(-Math.Log(0.37), result.Times[0], 1e-5);
        Assert.Equal(0.37, network.States()[0], 1e-8);
        Assert.Equal(network.States()[0], result.LargestRates[0], 1e-15);
    }

    [Fact]
    public void A_crossing_has_a_direction()
    {
        foreach ((CrossingDirection direction, TrajectoryEnd end) in new[]
        {
            (CrossingDirection.Rising, TrajectoryEnd.Duration), (CrossingDirection.Either, TrajectoryEnd.Crossed),
        })
        {
            using var network = new TestNetwork<double>(Law.Linear, Single, TrajectoryMethod.Tsitouras5, Loose).From(1);
            TrajectoryResult result = network.Trajectory.Run(1, 3, new() { Crossing = new(0, 0, 0.37, direction) });
            Assert.Equal(end, result.Ends[0]);
        }
    }

    [Fact]
    public void Nothing_is_sampled_after_the_end()
    {
        using var network = new TestNetwork<double>(Law.Linear, Single, TrajectoryMethod.Tsitouras5, Loose).From(1);
        var recorder = new SampleRecorder<double>(1, [0, 0.5, 0.9, 1.1, 2], [new(0, 0)]);
        network.Trajectory.Run(1, 3, new() { Crossing = new(0, 0, 0.37, CrossingDirection.Falling) }, recorder);
        Assert.Equal(3, recorder.Taken(0));
    }

    [Fact]
    public void A_run_goes_on_where_the_last_ended()
    {
        using var whole = new TestNetwork<double>(Law.Linear, Single, TrajectoryMethod.RungeKutta4, TrajectoryControl.Fixed(0.25)).From(1);
        using var parts = new TestNetwork<double>(Law.Linear, Single, TrajectoryMethod.RungeKutta4, TrajectoryControl.Fixed(0.25)).From(1);
        whole.Trajectory.Run(1, 3);
        parts.Trajectory.Run(1, 1);
        Assert.Equal(0, parts.Trajectory.Run(1, 0).Steps[0]);
        parts.Trajectory.Run(1, 2);
        Assert.Equal(whole.States(), parts.States());
    }

    /// <summary>x' = x^2 from 1 is 1 / (1 - t).</summary>
    [Theory]
    [MemberData(nameof(MethodTheoryData.Adaptive), MemberType = typeof(MethodTheoryData))]
    public void A_state_that_runs_away_is_named(string name)
    {
        var drawn = new DrawnNetwork(0, 3, weightSigma: 0, timeSpread: 0, driveSigma: 0);
        using var network = new TestNetwork<double>(Law.Explosive, drawn, TrajectoryMethod.Find(name), Loose).From(0, 1, 0.5);
        TrajectoryResult result = network.Trajectory.Run(1, 3);
        Assert.Equal(TrajectoryEnd.Diverged, result.Ends[0]);
        Assert.Equal(1, result.Times[0], 0.01);
        Assert.Equal((0, 1), (result.FirstFailure!.Group, result.FirstFailure.State));
        Assert.Equal(result.Steps[0] + 1, result.FirstFailure.Step);
        Assert.True(double.IsFinite(network.States()[1]));
    }

    [Fact]
    public void Steps_beyond_stability_diverge_by_name()
    {
        var drawn = new DrawnNetwork(0, 3, weightSigma: 0, timeSpread: 1, driveSigma: 1);
        int fastest = Array.IndexOf(drawn.TimeConstants, drawn.TimeConstants.Min());
        using var network = new TestNetwork<double>(Law.Linear, drawn, TrajectoryMethod.Euler, TrajectoryControl.Fixed(4 * drawn.TimeConstants.Min()));
        TrajectoryResult result = network.Trajectory.Run(1, 1000);
        Assert.Equal(TrajectoryEnd.Diverged, result.Ends[0]);
        Assert.Equal(fastest, result.FirstFailure!.State);
    }

    /// <summary>A drive that is no number stops an example where it stands, and no other.</summary>
    [Fact]
    public void A_drive_that_is_no_number_stops_its_own_example_alone()
    {
        var drawn = new DrawnNetwork(6, 5);
        foreach (TrajectoryMethod method in TrajectoryMethod.All.Where(m => m.ChoosesSteps))
        {
            using var network = new TestNetwork<double>(Law.Tanh, drawn, method, Loose, rows: 3);
            using var sound = new TestNetwork<double>(Law.Tanh, drawn, method, Loose, rows: 3);
            network.Group.Drive.Row(1)[2] = double.NaN;
            TrajectoryResult result = network.Trajectory.Run(3, 2);
            sound.Trajectory.Run(3, 2);
            Assert.Equal([TrajectoryEnd.Duration, TrajectoryEnd.Diverged, TrajectoryEnd.Duration], result.Ends);
            Assert.Equal(sound.States(0), network.States(0));
            Assert.Equal(sound.States(2), network.States(2));
            Assert.Equal(new double[5], network.States(1));
        }
    }

    [Fact]
    public void Questions_that_make_no_sense_are_refused()
    {
        using var network = new TestNetwork<double>(Law.Linear, Single, TrajectoryMethod.Tsitouras5, Loose).From(1);
        Assert.Throws<ArgumentException>(() => network.Trajectory.Run(1, 1, new() { Crossing = new(0, 1, 0, CrossingDirection.Either) }));
        Assert.Throws<ArgumentException>(() => network.Trajectory.Run(1, 1, observer: new SampleRecorder<double>(1, [1], [new(1, 0)])));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Trajectory.Run(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Trajectory.Run(1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => TrajectoryControl.Fixed(0));
        Assert.Throws<ArgumentException>(() => TrajectoryControl.Adaptive(new(0, 1)));
    }
}
