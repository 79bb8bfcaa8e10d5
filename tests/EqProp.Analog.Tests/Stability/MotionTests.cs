using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Stability;

namespace EqProp.Analog.Tests.Stability;

public class MotionTests
{
    /// <summary>Between the knees a piecewise linear cell is linear: its motion is a matrix exponential.</summary>
    [Fact]
    public void A_linear_cell_moves_as_the_exponential_of_its_rates()
    {
        const double Gamma = 0.6, Tau = 0.3;
        NetworkEquations equations = Cell(new CellOptions { Nonlinearity = new() { Kind = NonlinearityKind.PiecewiseLinear }, Gamma = Gamma, Tau = Tau, B = 0 });
        double[] start = [0.3, -0.2];
        var motion = Motion.Run(equations, [], start, 4, new MotionOptions { Tolerance = 1e-10 });

        // exp(A t) = exp(m t) (cos(w t) + (A - m) sin(w t) / w), m half the trace of A and m^2 + w^2 its determinant.
        double[,] rates = { { 1, -1 }, { 1 / Tau, -Gamma / Tau } };
        double middle = (1 - Gamma / Tau) / 2, turn = Math.Sqrt((1 - Gamma) / Tau - middle * middle);
        double[] exact = [.. Enumerable.Range(0, 2).Select(i => Math.Exp(4 * middle) * (Math.Cos(4 * turn) * start[i]
            + Math.Sin(4 * turn) / turn * (rates[i, 0] * start[0] + rates[i, 1] * start[1] - middle * start[i])))];
        Assert.Equal(4, motion.Times[^1], 1e-12);
        Assert.Equal(exact[0], motion.States[^1][0], 1e-8);
        Assert.Equal(exact[1], motion.States[^1][1], 1e-8);
        Assert.False(motion.EndsAtRest);
    }

    /// <summary>
    /// Without gamma and b a cell is van der Pol's oscillator with mu = sqrt(tau), time in units of sqrt(tau); period and amplitude
    /// as tabulated (mu = 1: 6.663286859, 2.008619861; mu = 5: 11.612230668).
    /// </summary>
    [Theory]
    [InlineData(1, 6.663286859, 2.008619861)]
    [InlineData(5, 11.612230668, 2.021510)]
    public void Van_der_Pol_turns_with_its_tabulated_period(double mu, double period, double amplitude)
    {
        NetworkEquations equations = Cell(new CellOptions { Gamma = 0, Tau = mu * mu, B = 0 });
        var motion = Motion.Run(equations, [], [1.5, 0], 40 * mu * period, new MotionOptions { Tolerance = 1e-9 });
        LimitCycle cycle = LimitCycle.Of(motion)!;
        Assert.Equal(0, cycle.Node is 0 ? 0 : cycle.Node - 1);
        Assert.Equal(mu * period, cycle.Period, 2e-3 * period);
        Assert.True(cycle.IsPeriodic);
        Assert.Equal(amplitude, motion.States.Skip(motion.States.Count / 2).Max(state => state[0]), 2e-3);
    }

    [Fact]
    public void What_dies_out_slowly_is_no_cycle()
    {
        // Trace just below zero: the spiral falls by exp(-0.02 t / 2).
        double u = Math.Sqrt(1 - (0.8 / 12.5 - 0.02));
        double input = (-u + 0.7) / 0.8 - (-u + u * u * u / 3);
        var cell = new OneCell(0.7, 0.8, 12.5, input);
        var motion = Motion.Run(cell.Equations(), [], [-u + 0.02, (-u + 0.7) / 0.8], 400);
        Assert.True(motion.Residual > Motion.AtRest);
        Assert.Null(LimitCycle.Of(motion));
        Assert.True(Motion.Run(cell.Equations(), [], [-u + 0.02, (-u + 0.7) / 0.8], 4000).EndsAtRest);
    }

    [Fact]
    public void An_oscillating_cell_has_a_cycle_around_its_unstable_point_and_says_where_it_began()
    {
        StabilityFindings found = StabilityAnalysis.Run(new OneCell(0.7, 0.8, 12.5, 0.8).Equations(), []);
        Assert.Equal(Regime.Oscillating, found.Regime);
        Assert.False(found.SettlesFromInitialState);
        Assert.Equal(0, found.Chosen);
        Assert.False(found.Points[0].IsStable);
        Assert.InRange(found.Cycle!.Period, 30, 45);
        Assert.Equal(0, found.Motions.Settled);
    }

    private static NetworkEquations Cell(CellOptions options)
    {
        NetworkLayout layout = CellLayouts.Row(1, 0, isRing: false, options);
        return new NetworkEquations(layout, new NetworkParameters(layout));
    }
}
