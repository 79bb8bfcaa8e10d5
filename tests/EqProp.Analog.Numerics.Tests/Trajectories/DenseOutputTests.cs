using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>States between the ends of steps.</summary>
public class DenseOutputTests
{
    private static readonly DrawnNetwork Rotating = new(seed: 3, size: 8, weightSigma: 3, rotates: true);

    /// <summary>The error anywhere in a trajectory is of the lower of the method's order and its interpolant's.</summary>
    [Theory]
    [MemberData(nameof(MethodTheoryData.All), MemberType = typeof(MethodTheoryData))]
    public void The_order_is_the_declared_one(string name)
    {
        TrajectoryMethod method = TrajectoryMethod.Find(name);
        double[] times = [.. Enumerable.Range(1, 100).Select(i => 0.02 * i - 0.007)];
        var reference = new PlainReference(Law.Linear, Rotating, longestStep: 2.5e-4).From(new double[Rotating.Size]);
        double[][] expected = [.. times.Select(reference.At)];
        int order = Math.Min(method.Order, method.DenseOrder + 1);
        int coarse = method.Order switch { 1 => 1024, 2 => 256, _ => 128 };
        double found = Math.Log2(Error(coarse) / Error(2 * coarse));
        Assert.InRange(found, order - 0.2, order + 0.2);

        double Error(int steps)
        {
            using var network = new TestNetwork<double>(Law.Linear, Rotating, method, TrajectoryControl.Fixed(2.0 / steps));
            var recorder = new SampleRecorder<double>(1, times, Enumerable.Range(0, Rotating.Size).Select(i => new StateProbe(0, i)));
            network.Trajectory.Run(1, 2, observer: recorder);
            return expected.Select((states, index) => recorder.Values(0, index).ToArray().Zip(states, (x, y) => Math.Abs(x - y)).Max()).Max();
        }
    }

    /// <summary>20000 irregular times: their number changes neither steps nor states, and each is as good as a step's end.</summary>
    [Theory]
    [MemberData(nameof(MethodTheoryData.Adaptive), MemberType = typeof(MethodTheoryData))]
    public void Many_samples_cost_no_step(string name)
    {
        const int Count = 20_000;
        const double Duration = 5;
        var random = new Random(1);
        double[] times = [.. Enumerable.Range(0, Count).Select(_ => Duration * random.NextDouble()).Order()];
        var drawn = new DrawnNetwork(2, 6);
        TrajectoryControl control = TrajectoryControl.Adaptive(new(1e-6, 1e-6));
        using var plain = new TestNetwork<double>(Law.Tanh, drawn, TrajectoryMethod.Find(name), control);
        using var sampled = new TestNetwork<double>(Law.Tanh, drawn, TrajectoryMethod.Find(name), control);
        var recorder = new SampleRecorder<double>(1, times, [new(0, 5), new(0, 2, IsOutput: true)]);
        TrajectoryResult alone = plain.Trajectory.Run(1, Duration), seen = sampled.Trajectory.Run(1, Duration, observer: recorder);
        Assert.Equal(alone.Steps, seen.Steps);
        Assert.Equal(plain.States(), sampled.States());
        Assert.Equal(Count, recorder.Taken(0));
        var reference = new PlainReference(Law.Tanh, drawn).From(new double[6]);
        for (int index = 0; index < Count; index += 97)
        {
            double[] expected = reference.At(times[index]);
            Assert.Equal(expected[5], recorder.Values(0, index)[0], 5e-5);
            Assert.Equal(Math.Tanh(expected[2]), recorder.Values(0, index)[1], 5e-5);
        }
    }

    [Fact]
    public void Samples_at_both_ends_are_the_states_themselves()
    {
        var drawn = new DrawnNetwork(2, 6);
        double[] start = [0.5, -1, 2, 0, 0.25, -3];
        foreach (TrajectoryMethod method in TrajectoryMethod.All)
        {
            using var network = new TestNetwork<double>(Law.Linear, drawn, method, TrajectoryControl.Fixed(0.3)).From(start);
            var recorder = new SampleRecorder<double>(1, [0, 1], Enumerable.Range(0, 6).Select(i => new StateProbe(0, i)));
            network.Trajectory.Run(1, 1, observer: recorder);
            Assert.Equal(start, recorder.Values(0, 0).ToArray());
            Assert.Equal(network.States(), recorder.Values(0, 1).ToArray());
        }
    }

    [Fact]
    public void Ends_of_steps_are_seen_in_order_and_within_the_rails()
    {
        var drawn = new DrawnNetwork(1, 9, weightSigma: 1.2);
        using var network = new TestNetwork<double>(Law.Rail, drawn, TrajectoryMethod.Tsitouras5, TrajectoryControl.Adaptive(new(1e-4, 1e-4)));
        var steps = new StepObserver();
        TrajectoryResult result = network.Trajectory.Run(1, 6, observer: steps);
        Assert.Equal(result.Steps[0], steps.Times.Count);
        Assert.Equal(steps.Times.Order(), steps.Times);
        Assert.Equal(6, steps.Times[^1]);
        Assert.All(steps.Values, value => Assert.InRange(value, 0, 1));
        Assert.Contains(0.0, steps.Values);
        Assert.Contains(1.0, steps.Values);
    }

    private sealed class StepObserver : ITrajectoryObserver<double>
    {
        public List<double> Times { get; } = [];

        public List<double> Values { get; } = [];

        public IReadOnlyList<StateProbe> Probes => [.. Enumerable.Range(0, 9).Select(i => new StateProbe(0, i))];

        ReadOnlySpan<double> ITrajectoryObserver<double>.Times => [];

        public bool SeesSteps => true;

        public void Sample(int row, int index, ReadOnlySpan<double> values) => Assert.Fail("No time was asked for.");

        public void EndStep(int row, double time, ReadOnlySpan<double> values)
        {
            Times.Add(time);
            Values.AddRange(values);
        }
    }
}
