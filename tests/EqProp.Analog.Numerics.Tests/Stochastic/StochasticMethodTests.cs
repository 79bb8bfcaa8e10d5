using System.Runtime.Intrinsics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Tests.Ensembles;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>What the catalog says of stochastic methods; orders of paths and moments have tests of their own.</summary>
public class StochasticMethodTests
{
    public static TheoryData<string> Names => [.. StochasticMethod.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_state_decays_within_the_interval_and_grows_beyond(string name)
    {
        StochasticMethod method = Find(name);
        double inside = Math.Min(0.98 * method.RealInterval, 50), outside = 1.02 * method.RealInterval;
        Assert.InRange(Math.Abs(After(method, inside)), 0, 1e-2);
        if (double.IsFinite(outside))
        {
            Assert.InRange(Math.Abs(After(method, outside)), 1e2, double.PositiveInfinity);
        }
    }

    [Fact]
    public void Every_method_that_takes_noise_is_in_the_catalog() => Assert.Equal(
        Enum.GetValues<RelaxationMethod>().Except([RelaxationMethod.RungeKutta4]).Order(), StochasticMethod.All.Select(m => m.Method).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stationary_variance_that_is_not_exact_has_the_order_of_the_catalog(string name)
    {
        StochasticMethod method = Find(name);
        double coarse = method.StationaryVariance(0.02) - 1, fine = method.StationaryVariance(0.01) - 1;
        if (coarse != 0)
        {
            Assert.Equal(method.StationaryOrder, Math.Log2(coarse / fine), 0.05);
        }
    }

    /// <summary>
    /// A tilted well that is not parabolic, V = x^2 / 2 + x^4 / 12 - x: the mean of x over its distribution exp(-V / D). The seed is fixed; means over 40,000 examples
    /// and 500 steps have a sampling error of 5e-4, of which the bound is 4.42: with fresh seeds each would fail at a rate of 1e-5. Euler-Maruyama is off by 1.1e-2.
    /// </summary>
    [Fact]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void Averaged_steps_keep_the_mean_in_a_well_that_is_not_parabolic()
    {
        // A twenty-fifth of the examples without wide registers, which says nothing about Euler-Maruyama.
        int rows = Vector256.IsHardwareAccelerated ? 100 : 4;
        double bound = 2.4e-3 * Math.Sqrt(100.0 / rows), exact = WellMean();
        Assert.InRange(Error(RelaxationMethod.AveragedEuler, 0.2), -bound, bound);
        Assert.InRange(Error(RelaxationMethod.AveragedEuler, 0.1), -bound, bound);
        Assert.InRange(Error(RelaxationMethod.Euler, 0.1), -0.014 - bound, rows == 100 ? -0.009 : bound);

        double Error(RelaxationMethod method, double step)
        {
            const int Nodes = 400, Steps = 500;
            using var network = new NoisyNetwork<double>(rows, [Nodes], method, neuron: Neuron.Activator);
            network.Set(_ => 2, _ => step, _ => Math.Sqrt(2 * Depth * step));
            for (int row = 0; row < rows; row++)
            {
                network.Groups[0].Drive.Row(row).Fill(1);
            }

            int[] samples = [.. Enumerable.Range(0, rows)];
            network.Start(samples, 0, 60);
            network.Relaxation.AveragedSteps = Steps;
            network.Continue(rows, 60, Steps);
            return samples.Average(row => network.Groups[0].MeanState!.Row(row).ToArray().Average()) - exact;
        }
    }

    private const double Depth = 0.6;

    /// <summary>Trapezoids, which are exact to rounding for a smooth function that vanishes at both ends.</summary>
    private static double WellMean()
    {
        double weight = 0, moment = 0;
        for (double x = -8; x <= 8; x += 1e-3)
        {
            double density = Math.Exp(-(x * x / 2 + x * x * x * x / 12 - x) / Depth);
            weight += density;
            moment += x * density;
        }

        return moment / weight;
    }

    private static StochasticMethod Find(string name) => StochasticMethod.All.Single(m => m.Name == name);

    private static double After(StochasticMethod method, double step)
    {
        using var network = new NoisyNetwork<double>(1, [1], method.Method);
        network.Set(_ => 1, _ => step, _ => 0);
        network.Start([0], 0, 250, (_, _) => 1);
        return network.States(0)[0];
    }
}
