using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>Time constants far apart, and a diode.</summary>
public class StiffTests
{
    /// <summary>Time constants spread over three decades: a linear network against the matrix exponential.</summary>
    [Fact]
    public void A_thousandfold_spread_costs_a_Rosenbrock_method_few_steps()
    {
        var drawn = new DrawnNetwork(13, 10, weightSigma: 0.4);
        for (int i = 0; i < 10; i++)
        {
            drawn.TimeConstants[i] = Math.Pow(10, -3 + i / 3.0);
        }

        const double Duration = 5, Tolerance = 1e-6;
        double[] expected = drawn.LinearStates(Duration);
        int[] steps = [.. new[] { TrajectoryMethod.Rodas4, TrajectoryMethod.Tsitouras5 }.Select(method =>
        {
            using var network = new TestNetwork<double>(Law.Linear, drawn, method, TrajectoryControl.Adaptive(new(Tolerance, Tolerance)));
            TrajectoryResult result = network.Trajectory.Run(1, Duration);
            Assert.All(network.States().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
            return result.Steps[0];
        })];
        Assert.InRange(steps[0], 10, 200);
        Assert.True(steps[1] > 5 * steps[0], $"{steps[0]}, {steps[1]}");
    }

    /// <summary>
    /// A node driven by 5 against a diode: dt = dx / f(x) by quadrature up to a level, and the clamped voltage where f is zero.
    /// </summary>
    [Theory]
    [InlineData("rodas4")]
    [InlineData("tsit5")]
    public void A_diode_clamps_its_node(string name)
    {
        var drawn = new DrawnNetwork(0, 1, timeSpread: 0, driveSigma: 0);
        using var network = new TestNetwork<double>(Law.Diode, drawn, TrajectoryMethod.Find(name), TrajectoryControl.Adaptive(new(1e-8, 1e-8)));
        network.Group.Drive.Row(0)[0] = 5;
        TrajectoryResult crossed = network.Trajectory.Run(1, 10, new() { Crossing = new(0, 0, 0.74, CrossingDirection.Rising) });
        Assert.Equal(Quadrature(0.74), crossed.Times[0], 1e-6);
        TrajectoryResult result = network.Trajectory.Run(1, 50);
        Assert.Equal(Clamped(), network.States()[0], 1e-7);
        Assert.True(name == "tsit5" || result.Steps[0] < 100, $"{result.Steps[0]} steps");
    }

    /// <summary>Far from its end a step of an L-stable method is at the slow solution at once.</summary>
    [Fact]
    public void A_long_step_lands_on_the_slow_solution()
    {
        var drawn = new DrawnNetwork(0, 1, timeSpread: 0, driveSigma: 0);
        using var network = new TestNetwork<double>(Law.Linear, drawn, TrajectoryMethod.Rodas4, TrajectoryControl.Fixed(1e9)).From(1);
        network.Trajectory.Run(1, 1e9);
        Assert.Equal(0, network.States()[0], 1e-8);
    }

    [Fact]
    public void A_step_without_length_left_names_the_state()
    {
        // The derivative is infinite at zero: no step is short enough for the tolerance.
        var drawn = new DrawnNetwork(0, 4, weightSigma: 0, timeSpread: 0, driveSigma: 0);
        using var network = new TestNetwork<double>(Law.Linear, drawn, TrajectoryMethod.Tsitouras5, TrajectoryControl.Adaptive(new(1e-300, 0)));
        network.Group.Drive.Row(0)[2] = 1;
        TrajectoryResult result = network.Trajectory.Run(1, 1);
        Assert.Equal(TrajectoryEnd.Stiff, result.Ends[0]);
        Assert.Equal((0, 2), (result.FirstFailure!.Group, result.FirstFailure.State));
        Assert.True(result.FirstFailure.Ratio > 1);
    }

    private static double Slope(double x) => 5 - x - DiodeCurrent(x);

    private static double DiodeCurrent(double x) => 1e-6 * (Math.Exp(x / 0.05) - 1);

    /// <summary>Simpson's rule.</summary>
    private static double Quadrature(double level)
    {
        const int Intervals = 20_000;
        double h = level / Intervals;
        return h / 3 * Enumerable.Range(0, Intervals + 1).Sum(i => (i is 0 or Intervals ? 1 : i % 2 == 0 ? 2 : 4) / Slope(i * h));
    }

    private static double Clamped()
    {
        double low = 0, high = 1;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Slope(middle) > 0 ? (middle, high) : (low, middle);
        }

        return low;
    }
}
