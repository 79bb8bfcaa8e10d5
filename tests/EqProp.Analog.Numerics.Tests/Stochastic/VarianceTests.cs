using EqProp.Analog.Numerics.Integrators;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>
/// Variance of one RC node, k T / C = 1, exactly: the weight of every number of the noise in the state is measured, and the sum of their squares is the
/// variance.
/// </summary>
public class VarianceTests
{
    public static TheoryData<string, double> Cases()
    {
        var cases = new TheoryData<string, double>();
        foreach (StochasticMethod method in StochasticMethod.All)
        {
            foreach (double x in new[] { 0.01, 0.1, 0.5, 1, 1.5, 1.9, 3 })
            {
                if (x < method.RealInterval)
                {
                    cases.Add(method.Name, x);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_node_has_the_variance_of_the_closed_form(string name, double x)
    {
        StochasticMethod method = StochasticMethod.All.Single(m => m.Name == name);
        int steps = x < 0.5 ? 40 : 140;
        double keep = name switch
        {
            "exponential-euler" => Math.Exp(-x),
            "sra1" => 1 - x + x * x / 2,
            _ => 1 - x,
        };
        double[] weights = [.. LinearResponse.Weights(method, 1, steps, Node(x)).Column(0)];
        double measured = weights.Sum(w => w * w);

        // From zero instead of the stationary law; averaged steps begin with half a number.
        double stationary = method.StationaryVariance(x);
        double expected = stationary * (1 - Math.Pow(keep, name == "averaged-euler" ? 2 * steps - 1 : 2 * steps));
        Assert.Equal(expected, measured, 1e-9 * stationary);
    }

    [Fact]
    public void Published_ratios_of_the_catalog()
    {
        Assert.Equal(1.053, StochasticMethod.EulerMaruyama.StationaryVariance(0.1), 5e-4);
        Assert.Equal(1.333, StochasticMethod.EulerMaruyama.StationaryVariance(0.5), 5e-4);
        Assert.Equal(20, StochasticMethod.EulerMaruyama.StationaryVariance(1.9), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => StochasticMethod.EulerMaruyama.StationaryVariance(2));
        Assert.Equal(1, StochasticMethod.ExponentialEuler.StationaryVariance(3));
    }

    /// <summary>Sixteen resistors between twelve membranes and leaks at one temperature: covariance k T / C and nothing else.</summary>
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.9)]
    [InlineData(0.97)]
    public void A_passive_network_has_k_T_over_C_at_every_stable_averaged_step(double shareOfLimit)
    {
        const double Theta = 0.3;
        const int Steps = 50;
        PassiveNetwork passive = new(12);
        double step = shareOfLimit * 2 / passive.FastestRate;
        Matrix<double> equipartition = Theta * passive.InverseCapacitances;
        Matrix<double> fromZero = Theta * (passive.InverseCapacitances - passive.Memory(step, 2 * Steps - 1));
        Assert.InRange(PassiveNetwork.LargestError(fromZero, Covariance(StochasticMethod.AveragedEuler)), 0, 1e-9);
        Assert.InRange(PassiveNetwork.LargestError(equipartition, fromZero), 0, 2e-3);
        Assert.InRange(PassiveNetwork.LargestError(fromZero, Covariance(StochasticMethod.EulerMaruyama)), shareOfLimit < 0.5 ? 0.1 : 1, double.PositiveInfinity);

        Matrix<double> Covariance(StochasticMethod method) =>
            LinearResponse.Covariance(method, 12, Steps, network => passive.SetUp(network, step, Theta), passive.Weight);
    }

    private static Action<NoisyNetwork<double>> Node(double x) => network => network.Set(_ => 1, _ => x, _ => Math.Sqrt(2 * x));
}
