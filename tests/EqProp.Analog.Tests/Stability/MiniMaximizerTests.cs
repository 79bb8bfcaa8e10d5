using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Stability;

namespace EqProp.Analog.Tests.Stability;

public class MiniMaximizerTests
{
    private const int Cells = 4;

    private static readonly int[] Activators = [.. Enumerable.Range(0, Cells)];
    private static readonly int[] Inhibitors = [.. Enumerable.Range(Cells, Cells)];

    /// <summary>Random symmetric blocks, coupled one to one with gains p and q: verdicts against the eigenvalues at many time constants.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Verdicts_hold_at_every_ratio_of_time_constants(bool drawnGains)
    {
        var counts = new int[4];
        for (int seed = 1; seed <= 200; seed++)
        {
            var random = new RandomStream(seed, StreamPurpose.Study);
            double[,] a = Symmetric(random, random.NextUniform(-0.5, 2)), b = Symmetric(random, random.NextUniform(1, 3), drawnGains ? 0 : 0.4);
            double[] forward = Gains(random, drawnGains), backward = Gains(random, drawnGains);
            double Abscissa(double tau) => Spectrum.Of(Jacobian(a, b, forward, backward, tau)).Abscissa;
            MiniMaximizer test = MiniMaximizer.Of(Jacobian(a, b, forward, backward, 3), [1, 1, 1, 1, 3, 3, 3, 3], Activators, Inhibitors);
            counts[(int)test.Verdict]++;
            double[] taus = [1e-4, 1e-2, 1, 30, 1e4];
            switch (test.Verdict)
            {
                case MiniMaximizerVerdict.StableForEveryTimeConstant:
                    Assert.All(taus, tau => Assert.True(Abscissa(tau) < 0));
                    break;
                case MiniMaximizerVerdict.StableForFastInhibitors:
                    Assert.True(Abscissa(1e-4) < 0);
                    Assert.True(Abscissa(1e4) > 0);
                    break;
                case MiniMaximizerVerdict.UnstableForEveryTimeConstant:
                    Assert.All(taus, tau => Assert.True(Abscissa(tau) > 0));
                    break;
            }
        }

        Assert.All(counts[..(drawnGains ? 2 : 3)], count => Assert.InRange(count, 10, 190));
    }

    /// <summary>With equal cells and diffusion: stable exactly if the largest slope of the activators is below gamma / tau and 1 / gamma.</summary>
    [Theory]
    [InlineData(0.8, 12.5)]
    [InlineData(0.8, 0.5)]
    [InlineData(2.0, 1.0)]
    [InlineData(2.0, 12.5)]
    public void Rows_of_equal_cells_obey_the_criterion_of_one(double gamma, double tau)
    {
        NetworkLayout layout = CellLayouts.Row(6, 0.3, isRing: true, new CellOptions { Gamma = gamma, Tau = tau, B = 0.2 });
        var parameters = new NetworkParameters(layout);
        var random = new RandomStream(5, StreamPurpose.Study);
        parameters.Biases[1] = [.. Enumerable.Range(0, 6).Select(_ => random.NextUniform(-0.4, 0.6))];
        parameters.Biases[2] = [.. Enumerable.Repeat(0.2, 6)];
        StabilityFindings found = StabilityAnalysis.Run(new NetworkEquations(layout, parameters), [], new StabilityOptions { Motions = 2, Kicks = false });
        Assert.NotEmpty(found.Points);
        foreach (OperatingPoint point in found.Points)
        {
            double slope = -point.MiniMaximizer!.ActivatorFloor;
            Assert.Equal(slope < Math.Min(gamma / tau, 1 / gamma), point.IsStable);
            Assert.Equal(gamma, point.MiniMaximizer.InhibitorFloor, 1e-9);
        }
    }

    [Fact]
    public void Circuits_without_inhibitors_have_no_such_test()
    {
        NetworkLayout layout = CellLayouts.Row(2, 0.1, isRing: false, new CellOptions()) with { Cells = [] };
        Assert.Null(MiniMaximizer.Of(layout, new double[4, 4]));
    }

    private static double[] Gains(RandomStream random, bool drawn) => [.. Enumerable.Range(0, Cells).Select(_ => drawn ? random.NextUniform(0.6, 1.6) : 1)];

    private static double[,] Symmetric(RandomStream random, double diagonal, double coupling = 0.4)
    {
        var matrix = new double[Cells, Cells];
        for (int i = 0; i < Cells; i++)
        {
            matrix[i, i] = diagonal + random.NextUniform(-0.3, 0.3);
            for (int j = 0; j < i; j++)
            {
                matrix[i, j] = matrix[j, i] = coupling * random.NextUniform(-1, 1);
            }
        }

        return matrix;
    }

    private static double[,] Jacobian(double[,] a, double[,] b, double[] forward, double[] backward, double tau)
    {
        var jacobian = new double[2 * Cells, 2 * Cells];
        for (int i = 0; i < Cells; i++)
        {
            for (int j = 0; j < Cells; j++)
            {
                jacobian[i, j] = -a[i, j];
                jacobian[Cells + i, Cells + j] = -b[i, j] / tau;
            }

            jacobian[i, Cells + i] = -forward[i];
            jacobian[Cells + i, i] = backward[i] / tau;
        }

        return jacobian;
    }
}
