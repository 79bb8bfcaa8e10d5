using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Tests.Ensembles;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>
/// Errors on a path of the noise: the numbers of the relaxation say what the path does over each step, and a plain reference of 16 times shorter steps
/// follows a path that does just that. The seeds are fixed; root mean squares over 1,800 states have a sampling error of a few percent, so that an order from
/// two of them is within 0.15 but for a rate below 1e-4.
/// </summary>
[Trait(TestKinds.Trait, TestKinds.Statistical)]
public class StrongOrderTests
{
    private const int Size = 6;
    private const int Rows = 300;
    private const int Refinements = 4;
    private const double Time = 1;
    private const double Sigma = 1.5;

    [Theory]
    [InlineData("euler")]
    [InlineData("averaged-euler")]
    [InlineData("exponential-euler")]
    [InlineData("sra1")]
    public void A_path_has_the_strong_order_of_the_catalog(string name)
    {
        StochasticMethod method = StochasticMethod.All.Single(m => m.Name == name);
        double[] errors = [.. new[] { 8, 16, 32, 64 }.Select(steps => Error(method, steps))];
        double[] orders = [.. errors.Zip(errors.Skip(1), (coarse, fine) => Math.Log2(coarse / fine))];
        Assert.True(Math.Abs(orders.TakeLast(2).Average() - method.StrongOrder) < 0.15, string.Join(", ", orders) + " from " + string.Join(", ", errors));
    }

    private static double Error(StochasticMethod method, int steps)
    {
        double length = Time / steps;
        using var network = new NoisyNetwork<double>(Rows, [Size], method.Method, Weight, Neuron.Tanh);
        network.Set(_ => 1, _ => length, _ => Sigma * Math.Sqrt(length));
        network.Start([.. Enumerable.Range(0, Rows)], 0, steps, Begin);
        double sum = 0;
        for (int row = 0; row < Rows; row++)
        {
            var stream = new RandomStream(row, StreamPurpose.Study);
            double[] x = [.. Enumerable.Range(0, Size).Select(i => Begin(row, i))];
            for (int step = 0; step < steps; step++)
            {
                double[] w = Draws.Normal(NoisyNetwork<double>.Key, 0, step, row, 0, Size), h = Draws.Normal(NoisyNetwork<double>.Key, 1, step, row, 0, Size);
                Follow(x, new(length, Scale(w, Math.Sqrt(length)), Scale(h, Math.Sqrt(length / 12))), Refinements, stream);
            }

            sum += network.States(row).Zip(x, (found, exact) => (found - exact) * (found - exact)).Sum();
        }

        return Math.Sqrt(sum / (Rows * Size));
    }

    /// <summary>SRA1 written out, on the halves of the halves of a step.</summary>
    private static void Follow(double[] x, NoisePath path, int refinements, RandomStream stream)
    {
        if (refinements > 0)
        {
            (NoisePath first, NoisePath second) = path.Split(stream);
            Follow(x, first, refinements - 1, stream);
            Follow(x, second, refinements - 1, stream);
            return;
        }

        double h = path.Length;
        double[] k1 = Rate(x), stage = new double[Size];
        for (int i = 0; i < Size; i++)
        {
            stage[i] = x[i] + 0.75 * h * k1[i] + 1.5 * Sigma * (path.W[i] / 2 + path.H[i]);
        }

        double[] k2 = Rate(stage);
        for (int i = 0; i < Size; i++)
        {
            x[i] += h * (k1[i] + 2 * k2[i]) / 3 + Sigma * path.W[i];
        }
    }

    private static double[] Rate(double[] x)
    {
        double[] y = [.. x.Select(Math.Tanh)], rate = new double[Size];
        for (int i = 0; i < Size; i++)
        {
            rate[i] = -x[i];
            for (int j = 0; j < Size; j++)
            {
                rate[i] += Weight(i, j) * y[j];
            }
        }

        return rate;
    }

    private static double Weight(int i, int j) => 1.5 * Math.Sin(3 * i + 5 * j + 1);

    private static double Begin(int row, int state) => Math.Sin(row + 2 * state);

    private static double[] Scale(double[] values, double by) => [.. values.Select(v => by * v)];
}
