using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>What the catalog says of each method, measured.</summary>
public class MethodCatalogTests
{
    private static readonly DrawnNetwork Smooth = new(seed: 3, size: 8, weightSigma: 0.8);
    private static readonly DrawnNetwork Rotating = new(seed: 3, size: 8, weightSigma: 3, rotates: true);
    private static readonly DrawnNetwork Single = new(seed: 0, size: 1, timeSpread: 0, driveSigma: 0);

    /// <summary>States that go round at their own paces. Those of a linear network show each order cleanly.</summary>
    [Theory]
    [MemberData(nameof(MethodTheoryData.All), MemberType = typeof(MethodTheoryData))]
    public void The_order_is_the_declared_one(string name)
    {
        TrajectoryMethod method = TrajectoryMethod.Find(name);
        Assert.InRange(MeasuredOrder(Law.Linear, method), method.Order - 0.1, method.Order + 0.1);

        // The error of order five is so small with Tsitouras that that of order six shows beside it.
        Assert.InRange(MeasuredOrder(Law.Tanh, method), method.Order - 0.1, method.Order + (method.Order == 5 ? 0.4 : 0.1));
    }

    [Theory]
    [MemberData(nameof(MethodTheoryData.All), MemberType = typeof(MethodTheoryData))]
    public void Products_are_as_many_as_declared(string name)
    {
        TrajectoryMethod method = TrajectoryMethod.Find(name);
        using var network = new TestNetwork<double>(Law.Tanh, Smooth, method, TrajectoryControl.Fixed(0.1));
        var counter = new EvaluationCounter();
        network.Trajectory.PushSource = counter;
        network.Trajectory.Run(1, 2);
        Assert.Equal(1 + 20 * method.ProductsPerStep, counter.Count);
    }

    [Theory]
    [MemberData(nameof(MethodTheoryData.All), MemberType = typeof(MethodTheoryData))]
    public void A_fixed_point_is_kept(string name)
    {
        TrajectoryMethod method = TrajectoryMethod.Find(name);
        double[] equilibrium = Equilibrium(Smooth);
        foreach (double step in new[] { 0.01, 0.5, 1 })
        {
            using var network = new TestNetwork<double>(Law.Tanh, Smooth, method, TrajectoryControl.Fixed(step)).From(equilibrium);
            network.Trajectory.Run(1, 20 * step);
            Assert.All(network.States().Zip(equilibrium), pair => Assert.Equal(pair.Second, pair.First, 4e-15));
        }
    }

    /// <summary>x' = -x decays just inside the interval and grows just beyond it.</summary>
    [Theory]
    [MemberData(nameof(MethodTheoryData.Bounded), MemberType = typeof(MethodTheoryData))]
    public void The_interval_of_stability_ends_where_declared(string name)
    {
        TrajectoryMethod method = TrajectoryMethod.Find(name);
        Assert.InRange(Math.Abs(Growth(method, 0.99 * method.RealInterval)), 0, 1);
        Assert.True(Math.Abs(Growth(method, 1.01 * method.RealInterval)) > 1);
    }

    [Fact]
    public void Methods_without_a_bound_damp_fast_modes_at_once()
    {
        foreach (TrajectoryMethod method in TrajectoryMethod.All.Where(m => m.Stability != MethodStability.RealInterval))
        {
            Assert.Equal(0, Growth(method, 1e3), 0.01);
            Assert.Equal(0, Growth(method, 1e6), 1e-5);
            Assert.Equal(0, Growth(method, 1e12), 1e-10);
        }
    }

    [Fact]
    public void Names_find_their_methods()
    {
        Assert.All(TrajectoryMethod.All, method => Assert.Same(method, TrajectoryMethod.Find(method.Name)));
        Assert.Throws<ArgumentException>(() => TrajectoryMethod.Find("rk5"));
        Assert.All(TrajectoryMethod.All, method => Assert.Equal(method.Order - 1, method.EstimateOrder ?? method.Order - 1));
    }

    [Fact]
    public void A_method_without_an_estimate_cannot_choose_its_steps() =>
        Assert.All(TrajectoryMethod.All.Where(m => !m.ChoosesSteps), method => Assert.Throws<ArgumentException>(
            () => new TestNetwork<double>(Law.Tanh, Smooth, method, TrajectoryControl.Adaptive(new StepTolerance(1e-6, 1e-6)))));

    /// <summary>Where the plain equation 0 = -x + W tanh x + drive holds, by damped iteration.</summary>
    internal static double[] Equilibrium(DrawnNetwork network)
    {
        double[] x = new double[network.Size], drive = network.Drive(0);
        for (int sweep = 0; sweep < 2000; sweep++)
        {
            x = [.. x.Select((value, i) => 0.5 * value + 0.5 * (drive[i] + Enumerable.Range(0, x.Length).Sum(j => network.Weights[i, j] * Math.Tanh(x[j]))))];
        }

        return x;
    }

    /// <summary>Order between two step lengths.</summary>
    private static double MeasuredOrder(Law law, TrajectoryMethod method)
    {
        const double Duration = 2;
        double[] expected = new PlainReference(law, Rotating, longestStep: 2.5e-4).From(new double[Rotating.Size]).At(Duration);
        int coarse = method.Order switch { 1 => 1024, 2 => 256, _ => 64 };
        double order = Math.Log2(Error(coarse) / Error(2 * coarse));
        return order;

        double Error(int steps)
        {
            using var network = new TestNetwork<double>(law, Rotating, method, TrajectoryControl.Fixed(Duration / steps));
            TrajectoryResult result = network.Trajectory.Run(1, Duration);
            Assert.Equal(steps, result.Steps[0]);
            return network.States().Zip(expected, (found, x) => Math.Abs(found - x)).Max();
        }
    }

    private static double Growth(TrajectoryMethod method, double step)
    {
        using var network = new TestNetwork<double>(Law.Linear, Single, method, TrajectoryControl.Fixed(step)).From(1);
        network.Trajectory.Run(1, step);
        return network.States()[0];
    }

    private sealed class EvaluationCounter : IPushSource<double>
    {
        public int Count { get; private set; }

        public void Refresh(int firstRow, int rows, int stateParity, int outputParity) => Count++;
    }
}
