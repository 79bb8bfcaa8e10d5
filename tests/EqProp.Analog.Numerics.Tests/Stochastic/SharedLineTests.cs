using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>
/// What states on one line share does not average out. The seed is fixed; with fresh ones each of the three bounds would fail at a rate of 1e-5 although nothing
/// is wrong.
/// </summary>
[Trait(TestKinds.Trait, TestKinds.Statistical)]
public class SharedLineTests
{
    private const double NormalBound = 4.42;
    private const int Rows = 4000;
    private const int Nodes = 20;
    private const double Length = 0.7;

    [Fact]
    public void All_states_of_an_example_move_together_and_examples_apart()
    {
        using var network = new NoisyNetwork<double>(Rows, [Nodes - 3, 3], RelaxationMethod.Euler);
        double[,] states = Run(network, new SharedLine<double>(new(1, 0, StreamPurpose.SupplyNoise), 0, Length, network.Groups));
        double variance = 0, neighbours = 0;
        for (int row = 0; row < Rows; row++)
        {
            double line = states[row, 0] / Size(0);
            for (int i = 0; i < Nodes; i++)
            {
                Assert.Equal(line * Size(i), states[row, i], 1e-13);
            }

            variance += line * line / Rows;
            neighbours += line * states[(row + 1) % Rows, 0] / Size(0) / Rows;
        }

        double a = Math.Exp(-Length), expected = 2 * (Length - 1 + a) / (Length * Length), deviation = NormalBound * Math.Sqrt(2.0 / Rows);
        Assert.InRange(variance / expected, 1 - deviation, 1 + deviation);
        Assert.InRange(neighbours / expected, -deviation, deviation);
    }

    [Fact]
    public void Sources_of_their_own_average_out()
    {
        using var network = new NoisyNetwork<double>(Rows, [Nodes], RelaxationMethod.Euler);
        double[,] states = Run(network, new OrnsteinUhlenbeckSource<double>(new(1, 0, StreamPurpose.FlickerNoise), Length, network.Groups));
        double a = Math.Exp(-Length), one = 2 * (Length - 1 + a) / (Length * Length), deviation = NormalBound * Math.Sqrt(2.0 / Rows);
        double expected = Enumerable.Range(0, Nodes).Sum(i => Size(i) * Size(i)) * one, found = 0;
        for (int row = 0; row < Rows; row++)
        {
            double sum = Enumerable.Range(0, Nodes).Sum(i => states[row, i]);
            found += sum * sum / Rows;
        }

        Assert.InRange(found / expected, 1 - deviation, 1 + deviation);
    }

    private static double Size(int i) => 1 + 0.5 * (i % 3);

    private static double[,] Run(NoisyNetwork<double> network, SlowSource<double> source)
    {
        network.Set(_ => 1, _ => 1, _ => 0).Add(source, Size);
        network.Noise.IsWhite = false;
        network.Start([.. Enumerable.Range(0, Rows)], 0, 3);
        double[,] states = new double[Rows, Nodes];
        for (int row = 0; row < Rows; row++)
        {
            double[] one = network.States(row);
            for (int i = 0; i < Nodes; i++)
            {
                states[row, i] = one[i];
            }
        }

        return states;
    }
}
