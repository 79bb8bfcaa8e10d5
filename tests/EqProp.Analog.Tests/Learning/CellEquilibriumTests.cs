using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Tests.Learning;

/// <summary>Operating points of cells: where the physics leads, stable, or none.</summary>
public class CellEquilibriumTests
{
    // u - u^3/3 - v + I = 0 and v = (u + b) / gamma has one root at I = 0: u = -1.199408035..., v = -0.624260044... (gamma 0.8, b 0.7).
    [Fact]
    public void The_resting_point_is_the_published_one()
    {
        ReferenceEquilibrium rest = Settle(new() { Tau = 12.5 }, current: 0);
        Assert.Equal(-1.1994080352, rest.State[0], 1e-9);
        Assert.Equal(-0.6242600440, rest.State[1], 1e-9);
        Assert.InRange(rest.Residual, 0, 1e-13);
    }

    // gamma 0.8, b 0.7: oscillates for I from 0.33 to 1.42 at tau 12.5, always settles at tau 0.5 < gamma^2.
    [Fact]
    public void A_cell_between_its_Hopf_points_does_not_settle()
    {
        var failure = Assert.Throws<InputException>(() => Settle(new() { Tau = 12.5 }, current: 0.5));
        Assert.Equal(("network.unsettled", FailureKind.Diverged), (failure.Violations[0].Code, failure.Kind));
        Assert.InRange(Settle(new() { Tau = 12.5 }, current: 1.5).Residual, 0, 1e-13);
        Assert.InRange(Settle(new() { Tau = 0.5 }, current: 0.5).Residual, 0, 1e-13);
    }

    // gamma 2, b 0: states at u = 0 (unstable) and u = +-sqrt(3 (1 - 1/gamma)).
    [Fact]
    public void A_bistable_cell_goes_to_the_side_it_is_started_on()
    {
        var options = new CellOptions { Gamma = 2, B = 0, Tau = 1 };
        foreach (double side in (double[])[-1, 1])
        {
            ReferenceEquilibrium settled = Settle(options, 0, [1e-6 * side, 0]);
            Assert.Equal(side * Math.Sqrt(1.5), settled.State[0], 1e-12);
            Assert.Equal(side * Math.Sqrt(1.5) / 2, settled.State[1], 1e-12);
        }

        Assert.Equal("network.unstable", Assert.Throws<InputException>(() => Settle(options, 0, [0, 0])).Violations[0].Code);
    }

    // It overshoots on its way, so that Newton's method from the start would end elsewhere; the trajectory is followed by fine steps here.
    [Fact]
    public void The_settled_state_is_where_fine_steps_lead()
    {
        var options = new CellOptions { Gamma = 2, B = 0, Tau = 3.9 };
        foreach (int seed in Enumerable.Range(1, 3))
        {
            RandomNetwork network = CellNetworks.Draw(CellLayouts.Layered([2, 4, 3], options), seed);
            double[] state = [.. network.Equations.InitialState().Select((_, i) => Math.Sin(seed + 7 * i))];
            double[] settled = ReferenceEquilibrium.Settle(network.Equations, network.Inputs, start: state).State;
            for (int step = 0; step < 15_000; step++)
            {
                state = network.Equations.Step(network.Inputs, state, 0.01);
            }

            Assert.All(state.Zip(settled), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
            double[,] jacobian = network.Equations.Jacobian(network.Inputs, settled);
            Assert.True(Matrix<double>.Build.DenseOfArray(jacobian).Evd().EigenValues.All(value => value.Real < 0));
        }
    }

    private static ReferenceEquilibrium Settle(CellOptions options, double current, double[]? start = null)
    {
        NetworkLayout layout = CellLayouts.Layered([1, 1], options);
        var parameters = new NetworkParameters(layout);
        (parameters.Biases[1][0], parameters.Biases[2][0]) = (current, options.B);
        return ReferenceEquilibrium.Settle(new NetworkEquations(layout, parameters), [0], start: start, maximumSteps: 20_000);
    }
}
