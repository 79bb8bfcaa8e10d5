using EqProp.Analog.Circuits;
using EqProp.Analog.Spatial;

namespace EqProp.Analog.Tests.Spatial;

/// <summary>Operating points of stacks against their equations of motion, written out here once more.</summary>
public class BoundarySolveTests
{
    [Theory]
    [InlineData(6.0, true)]
    [InlineData(null, true)]
    [InlineData(2.0, false)]
    public void A_stack_comes_to_rest_where_the_boundary_problem_says(double? dv, bool clamps)
    {
        CellStack stack = Stacks.Draw(11, new StackOptions { Dv = dv, ClampsInput = clamps, HasMatrices = true, Depth = 5 });
        DepthPath free = BoundarySolve.Free(stack.ToChain());
        (double[][] u, double[][] v) = Rest(stack, clamps);
        for (int l = 0; l < u.Length; l++)
        {
            Assert.All(u[l].Zip(free.Positions[l]), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
            Assert.All(v[l].Zip(free.Positions[l].Skip(u[l].Length)), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        }
    }

    [Theory]
    [InlineData(NonlinearityKind.Cubic)]
    [InlineData(NonlinearityKind.AlphaCubic)]
    [InlineData(NonlinearityKind.Tanh)]
    [InlineData(NonlinearityKind.PiecewiseLinear)]
    public void Every_conductance_has_the_slope_of_its_potential(NonlinearityKind kind)
    {
        var block = new NonlinearityBlock { Kind = kind, Alpha = kind == NonlinearityKind.AlphaCubic ? 0.3 : null, OuterSlope = kind is NonlinearityKind.Tanh or NonlinearityKind.PiecewiseLinear ? 0.4 : null };
        var potential = new ConductancePotential(block);
        for (double u = -2.05; u < 2.1; u += 0.3)
        {
            double f = kind switch
            {
                NonlinearityKind.Cubic => u - u * u * u / 3,
                NonlinearityKind.AlphaCubic => u * (1 - u) * (u - 0.3),
                NonlinearityKind.Tanh => 1.4 * Math.Tanh(u) - 0.4 * u,
                _ => -0.4 * u + 1.4 * Math.Clamp(u, -1, 1),
            };
            Assert.Equal(f, -potential.Slope(u) - potential.NominalLeak * u, 1e-13);
            Assert.Equal(potential.Slope(u), (potential.Value(u + 1e-5) - potential.Value(u - 1e-5)) / 2e-5, 1e-8);
            Assert.Equal(potential.Curvature(u), (potential.Slope(u + 1e-5) - potential.Slope(u - 1e-5)) / 2e-5, 1e-8);
        }
    }

    [Fact]
    public void A_nudge_is_an_end_momentum()
    {
        SpatialChain chain = Stacks.Draw(2, new StackOptions()).ToChain();
        DepthPath free = BoundarySolve.Free(chain);
        double[] target = [0.3, -0.2, 0.1];
        DepthPath nudged = BoundarySolve.Nudged(chain, EndCost.SquaredError(target, first: 3), 0.2, free);
        double[] outputs = nudged.Positions[^1];
        double[] expected = [0, 0, 0, .. target.Select((d, k) => -0.2 * (outputs[3 + k] - d))];
        Assert.All(expected.Zip(nudged.Momenta[^1]), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.True(nudged.DistanceTo(free) > 1e-3);
    }

    [Fact]
    public void A_stationary_path_is_where_the_functional_is_flat()
    {
        SpatialChain chain = Stacks.Draw(4, new StackOptions { Dv = 6, HasMatrices = true }).ToChain();
        DepthPath free = BoundarySolve.Free(chain);
        for (int l = 0; l < chain.Depth; l++)
        {
            for (int i = 0; i < chain.Width; i++)
            {
                double At(double by) => chain.Functional([.. free.Positions.Select((x, m) => x.Select((value, j) => m == l && j == i ? value + by : value).ToArray())]);
                double slope = (At(1e-4) - At(-1e-4)) / 2e-4;
                Assert.Equal(l == 0 && chain.IsClamped(i) ? -free.Momenta[0][i] : 0, slope, 1e-6);
            }
        }
    }

    [Fact]
    public void What_has_no_operating_point_in_reach_is_a_failure_that_says_what_is_left()
    {
        SpatialChain chain = Stacks.Draw(2, new StackOptions { Depth = 2, Dv = null }).ToChain();
        DepthPath free = BoundarySolve.Free(chain);
        var failure = Assert.Throws<InputException>(() => BoundarySolve.Nudged(chain, EndCost.SquaredError([double.NaN, 0, 0]), 1, free));
        Assert.Equal(("spatial.unsettled", FailureKind.Diverged), (failure.Violations[0].Code, failure.Kind));
    }

    /// <summary>Where Euler steps of the circuit's own equations end.</summary>
    private static (double[][] U, double[][] V) Rest(CellStack stack, bool clamps)
    {
        const double Step = 0.01, Tau = 0.3;
        double[][] u = [.. stack.Layers.Select(layer => layer.Start?.Take(layer.Gamma.Count).ToArray() ?? new double[layer.Gamma.Count])];
        double[][] v = [.. stack.Layers.Select(layer => layer.Start?.Skip(layer.Gamma.Count).ToArray() ?? new double[layer.Gamma.Count])];
        for (int k = 0; k < 20000; k++)
        {
            double[][] du = [.. u.Select((_, l) => Rate(l, (layer, i) => u[l][i] - u[l][i] * u[l][i] * u[l][i] / 3 - v[l][i] + layer.Currents[i]
                + u[l].Select((other, j) => j == i ? 0 : layer.Weights![i, j] * other).Sum() + Neighbours(u, l, i, link => link.Activators)))];
            double[][] dv = [.. u.Select((_, l) => Rate(l, (layer, i) =>
                (u[l][i] - layer.Gamma[i] * v[l][i] + layer.Inputs[i] + Neighbours(v, l, i, link => link.Inhibitors)) / Tau))];
            u = [.. u.Select((row, l) => row.Select((value, i) => clamps && l == 0 ? value : value + Step * du[l][i]).ToArray())];
            v = [.. v.Select((row, l) => row.Select((value, i) => value + Step * dv[l][i]).ToArray())];
        }

        return (u, v);

        double[] Rate(int l, Func<CellLayer, int, double> rate) => [.. Enumerable.Range(0, u[l].Length).Select(i => rate(stack.Layers[l], i))];

        double Neighbours(double[][] y, int l, int i, Func<CellLink, double[,]?> conductance)
        {
            double sum = 0;
            for (int j = 0; j < y[l].Length; j++)
            {
                sum += l > 0 && conductance(stack.Links[l - 1]) is { } before ? before[j, i] * (y[l - 1][j] - y[l][i]) : 0;
                sum += l + 1 < y.Length && conductance(stack.Links[l]) is { } behind ? behind[i, j] * (y[l + 1][j] - y[l][i]) : 0;
            }

            return sum;
        }
    }
}
