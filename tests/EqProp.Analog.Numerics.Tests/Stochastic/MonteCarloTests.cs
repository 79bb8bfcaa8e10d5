using System.Runtime.Intrinsics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>
/// Variances and covariances by many samples, in single precision as circuits run. Seeds are fixed; with fresh ones each of the bounds, about 170,
/// would fail at a rate of 1e-5 although nothing is wrong: 2e-3 for the whole class (Bonferroni).
/// </summary>
[Trait(TestKinds.Trait, TestKinds.Statistical)]
public class MonteCarloTests
{
    /// <summary>Two-sided bound of a standard normal statistic at a false-alarm rate of 1e-5.</summary>
    private const double NormalBound = 4.42;

    /// <summary>1.64 million independent nodes: the bound of a variance is 0.49 %. Without wide registers a hundredth of them.</summary>
    private static readonly int Rows = Vector256.IsHardwareAccelerated ? 1600 : 16;

    [Theory]
    [InlineData("euler", 0.01)]
    [InlineData("euler", 0.5)]
    [InlineData("euler", 1.5)]
    [InlineData("averaged-euler", 0.01)]
    [InlineData("averaged-euler", 0.5)]
    [InlineData("averaged-euler", 1.9)]
    [InlineData("exponential-euler", 0.1)]
    [InlineData("exponential-euler", 3)]
    [InlineData("sra1", 0.5)]
    [InlineData("sra1", 1.5)]
    public void Variance_of_a_node_is_that_of_the_closed_form(string name, double x)
    {
        const int Nodes = 1024;
        StochasticMethod method = StochasticMethod.All.Single(m => m.Name == name);
        double keep = name switch
        {
            "exponential-euler" => Math.Exp(-x),
            "sra1" => 1 - x + x * x / 2,
            _ => 1 - x,
        };
        int steps = x < 0.1 ? 60 : (int)Math.Ceiling(Math.Log(0.01) / Math.Log(Math.Abs(keep)));
        double expected = method.StationaryVariance(x) * (1 - Math.Pow(keep, name == "averaged-euler" ? 2 * steps - 1 : 2 * steps));
        using var network = new NoisyNetwork<float>(Rows, [Nodes], method.Method);
        network.Set(_ => 1, _ => x, _ => Math.Sqrt(2 * x));
        network.Start([.. Enumerable.Range(0, Rows)], 0, steps);
        double sum = 0;
        for (int row = 0; row < Rows; row++)
        {
            foreach (float state in network.Groups[0].State(0).Row(row))
            {
                sum += (double)state * state;
            }
        }

        double count = (double)Rows * Nodes, deviation = NormalBound * Math.Sqrt(2 / count);
        Assert.InRange(sum / count / expected, 1 - deviation, 1 + deviation);
    }

    /// <summary>At 97 % of the stability limit: within 1 % with half a million samples and more, where Euler-Maruyama is several times off.</summary>
    [Fact]
    public void A_passive_network_has_k_T_over_C()
    {
        // Five copies of the network in each example: nodes are drawn by 64.
        const int Nodes = 12, Copies = 5, Steps = 60;
        const double Theta = 0.05;
        int rows = 50 * Rows;
        PassiveNetwork passive = new(Nodes);
        double step = 0.97 * 2 / passive.FastestRate;
        Matrix<double> exact = Theta * passive.InverseCapacitances;
        double bound = NormalBound * Math.Sqrt(2.0 / (rows * Copies));
        Assert.InRange(PassiveNetwork.LargestError(exact, Covariance(RelaxationMethod.AveragedEuler, rows)), 0, Math.Max(0.01, bound));
        Assert.InRange(PassiveNetwork.LargestError(exact, Covariance(RelaxationMethod.Euler, 1000)), 1, double.PositiveInfinity);

        Matrix<double> Covariance(RelaxationMethod method, int rows)
        {
            using var network = new NoisyNetwork<float>(rows, [Copies * Nodes], method, passive.Weight);
            passive.SetUp(network, step, Theta, Copies);
            network.Start([.. Enumerable.Range(0, rows)], 0, Steps);
            var products = Matrix<double>.Build.Dense(Nodes, Nodes);
            for (int row = 0; row < rows; row++)
            {
                Span<float> x = network.Groups[0].State(0).Row(row);
                for (int copy = 0; copy < Copies; copy++, x = x[Nodes..])
                {
                    for (int i = 0; i < Nodes; i++)
                    {
                        for (int j = 0; j < Nodes; j++)
                        {
                            products[i, j] += (double)x[i] * x[j];
                        }
                    }
                }
            }

            return products / (rows * Copies);
        }
    }
}
