using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>Networks whose states are known in closed form.</summary>
public class ClosedFormTests
{
    /// <summary>An RC node after a step of its drive: u (1 - exp(-t / tau)).</summary>
    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    [InlineData(7.0)]
    [InlineData(40.0)]
    public void A_step_response_is_exact_for_exponential_methods(double step)
    {
        var node = new DrawnNetwork(seed: 5, size: 9, weightSigma: 0, timeSpread: 0.5);
        foreach (TrajectoryMethod method in new[] { TrajectoryMethod.ExponentialEuler, TrajectoryMethod.ExponentialRungeKutta2 })
        {
            using var network = new TestNetwork<double>(Law.Linear, node, method, TrajectoryControl.Fixed(step));
            network.Trajectory.Run(1, step);
            double[] drive = node.Drive(0), states = network.States();
            for (int i = 0; i < node.Size; i++)
            {
                double expected = drive[i] * -ExpMinusOne(-step * (1 / node.TimeConstants[i]));
                Assert.InRange(Math.Abs(states[i] - expected), 0, 4 * Math.BitIncrement(Math.Abs(expected)) - 4 * Math.Abs(expected));
            }
        }
    }

    [Theory]
    [InlineData("bs3", 1e-9)]
    [InlineData("tsit5", 1e-9)]
    [InlineData("rodas4", 1e-9)]
    public void A_linear_network_follows_the_matrix_exponential(string name, double tolerance)
    {
        var drawn = new DrawnNetwork(seed: 11, size: 12, weightSigma: 0.4);
        double[] times = [0.2, 0.7, 1.9, 4, 10];
        using var network = new TestNetwork<double>(Law.Linear, drawn, TrajectoryMethod.Find(name), TrajectoryControl.Adaptive(new(tolerance, tolerance)));
        var recorder = new SampleRecorder<double>(1, times, Enumerable.Range(0, drawn.Size).Select(i => new StateProbe(0, i)));
        network.Trajectory.Run(1, times[^1], observer: recorder);
        Assert.Equal(times.Length, recorder.Taken(0));
        for (int index = 0; index < times.Length; index++)
        {
            double[] expected = drawn.LinearStates(times[index]);
            Assert.All(recorder.Values(0, index).ToArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
        }

        Assert.Equal(recorder.Values(0, times.Length - 1).ToArray(), network.States());
    }

    /// <summary>The reference of other tests, against the same matrix exponential.</summary>
    [Fact]
    public void The_plain_reference_follows_the_matrix_exponential()
    {
        var drawn = new DrawnNetwork(seed: 11, size: 12, weightSigma: 0.4);
        double[] found = new PlainReference(Law.Linear, drawn).From(new double[drawn.Size]).At(4);
        Assert.All(found.Zip(drawn.LinearStates(4)), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    /// <summary>e^x - 1 = 2 e^(x/2) sinh(x/2).</summary>
    private static double ExpMinusOne(double x) => 2 * Math.Exp(x / 2) * Math.Sinh(x / 2);
}
