using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>Steps that follow a tolerance, against a plain reference at many times on the way.</summary>
public class AdaptiveAccuracyTests
{
    private const double Duration = 8;

    private static readonly double[] Times = [.. Enumerable.Range(1, 40).Select(i => Duration * i / 40)];

    [Theory]
    [InlineData("bs3", 1)]
    [InlineData("bs3", 2)]
    [InlineData("tsit5", 1)]
    [InlineData("tsit5", 2)]
    [InlineData("rodas4", 1)]
    [InlineData("rodas4", 2)]
    public void Smooth_networks(string name, int seed) => Assert.InRange(Error(Law.Tanh, name, seed, 1e-9), 0, 1e-8);

    [Theory]
    [InlineData(Law.Rail, "bs3")]
    [InlineData(Law.Rail, "tsit5")]
    [InlineData(Law.Rail, "rodas4")]
    [InlineData(Law.Kink, "bs3")]
    [InlineData(Law.Kink, "tsit5")]
    [InlineData(Law.Kink, "rodas4")]
    public void Networks_with_rails_and_kinks(Law law, string name)
    {
        for (int seed = 1; seed <= 6; seed++)
        {
            Assert.InRange(Error(law, name, seed, 1e-9), 0, 1e-6);
        }
    }

    /// <summary>A tolerance a hundred times tighter makes the error some hundred times smaller.</summary>
    [Theory]
    [MemberData(nameof(MethodTheoryData.Adaptive), MemberType = typeof(MethodTheoryData))]
    public void The_error_follows_the_tolerance(string name)
    {
        double[] tolerances = name == "exponential-rk2" ? [1e-3, 1e-5] : [1e-4, 1e-6, 1e-8];
        double[] errors = [.. tolerances.Select(tolerance => Error(Law.Tanh, name, 3, tolerance))];
        for (int i = 1; i < errors.Length; i++)
        {
            Assert.InRange(errors[i - 1] / errors[i], 15, 1500);
        }
    }

    [Fact]
    public void Single_precision_reaches_what_it_can()
    {
        var drawn = new DrawnNetwork(4, 9);
        double[] expected = new PlainReference(Law.Tanh, drawn).From(new double[drawn.Size]).At(Duration);
        using var network = new TestNetwork<float>(Law.Tanh, drawn, TrajectoryMethod.Tsitouras5, TrajectoryControl.Adaptive(new(1e-5, 1e-5)));
        TrajectoryResult result = network.Trajectory.Run(1, Duration);
        Assert.Equal(TrajectoryEnd.Duration, result.Ends[0]);
        Assert.All(network.States().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    private static double Error(Law law, string name, int seed, double tolerance)
    {
        var drawn = new DrawnNetwork(seed, size: 9, weightSigma: law == Law.Tanh ? 0.8 : 1.2);
        double[] start = [.. Enumerable.Range(0, drawn.Size).Select(i => law == Law.Tanh ? 0 : i / (double)(drawn.Size - 1))];
        using var network = new TestNetwork<double>(law, drawn, TrajectoryMethod.Find(name), TrajectoryControl.Adaptive(new(tolerance, tolerance))).From(start);
        var recorder = new SampleRecorder<double>(1, Times, Enumerable.Range(0, drawn.Size).Select(i => new StateProbe(0, i)));
        TrajectoryResult result = network.Trajectory.Run(1, Duration, observer: recorder);
        Assert.Equal(TrajectoryEnd.Duration, result.Ends[0]);
        var reference = new PlainReference(law, drawn).From(start);
        return Times.Select((time, index) => recorder.Values(0, index).ToArray().Zip(reference.At(time), (found, x) => Math.Abs(found - x)).Max()).Max();
    }
}
