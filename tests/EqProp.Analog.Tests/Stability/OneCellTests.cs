using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Stability;

namespace EqProp.Analog.Tests.Stability;

public class OneCellTests
{
    private static readonly double[] NoInputs = [];

    [Theory]
    [InlineData(0.7, 0.8, 12.5, 0)]
    [InlineData(0.7, 0.8, 12.5, 0.8)]
    [InlineData(0, 2, 1, 0.1)]
    [InlineData(0, 2, 12.5, 0.22)]
    [InlineData(0.2, 1.5, 2, 0.1)]
    public void Points_are_the_roots_of_the_cubic_with_the_eigenvalues_of_trace_and_determinant(double b, double gamma, double tau, double input)
    {
        var cell = new OneCell(b, gamma, tau, input);
        StabilityFindings found = StabilityAnalysis.Run(cell.Equations(), NoInputs);
        double[] roots = cell.Rest();
        Assert.Equal(roots, found.Points.Select(point => point.State[0]).Order(), (x, y) => Math.Abs(x - y) < 1e-9);
        foreach (OperatingPoint point in found.Points)
        {
            double u = point.State[0];
            (double trace, double determinant) = cell.Around(u);
            Complex root = Complex.Sqrt(trace * trace / 4 - determinant);
            Assert.Equal((u + b) / gamma, point.State[1], 1e-9);
            Assert.Equal(trace / 2 + root.Real, point.Spectrum.Abscissa, 1e-9);
            Assert.Equal(root.Imaginary / (2 * Math.PI), point.Spectrum.Frequency, 1e-9);
            Assert.Equal(trace < 0 && determinant > 0, point.IsStable);
            Assert.Equal(-(1 - u * u), point.MiniMaximizer!.ActivatorFloor, 1e-9);
            Assert.Equal(gamma, point.MiniMaximizer.InhibitorFloor, 1e-9);
            Assert.Equal(-(1 - u * u) + 1 / gamma, point.MiniMaximizer.ReducedFloor, 1e-9);
        }
    }

    /// <summary>The table of known ranges of I for single cells: what a cell does in the middle of each range.</summary>
    [Theory]
    [InlineData(0.7, 0.8, 12.5, 0.8, Regime.Oscillating)]
    [InlineData(0.7, 0.8, 12.5, 1.6, Regime.Excitable)]
    [InlineData(0.7, 0.8, 12.5, 0, Regime.Excitable)]
    [InlineData(0.7, 0.8, 3, 0.8, Regime.Oscillating)]
    [InlineData(0.7, 0.8, 0.5, 0.3, Regime.Monostable)]
    [InlineData(0, 0.5, 0.2, 0.1, Regime.Monostable)]
    [InlineData(0, 2, 1, 0.2, Regime.Bistable)]
    [InlineData(0, 2, 1, 0.3, Regime.Monostable)]
    [InlineData(0, 2, 12.5, 0.1, Regime.Bistable)]
    [InlineData(0.2, 1.5, 2, 0.1, Regime.Bistable)]
    public void Regimes_are_those_of_the_table(double b, double gamma, double tau, double input, Regime regime) =>
        Assert.Equal(regime, StabilityAnalysis.Run(new OneCell(b, gamma, tau, input).Equations(), NoInputs).Regime);

    /// <summary>The same table: where the ranges end, to the digits printed.</summary>
    [Theory]
    [InlineData(0.7, 0.8, 12.5, 0, double.NaN, 0.33, LimitKind.Hopf)]
    [InlineData(0.7, 0.8, 12.5, 0.8, 0.33, 1.42, LimitKind.Hopf)]
    [InlineData(0.7, 0.8, 3, 0.8, 0.45, 1.30, LimitKind.Hopf)]
    [InlineData(0.7, 0.8, 0.5, 0.3, double.NaN, double.NaN, LimitKind.None)]
    [InlineData(0, 0.5, 0.2, 0.1, double.NaN, double.NaN, LimitKind.None)]
    [InlineData(0, 2, 1, 0, double.NaN, 0.24, LimitKind.Fold)]
    [InlineData(0, 2, 12.5, 0, double.NaN, 0.20, LimitKind.Hopf)]
    [InlineData(0.2, 1.5, 2, 0.1, double.NaN, 0.26, LimitKind.Fold)]
    public void Limits_of_the_input_are_those_of_the_table(double b, double gamma, double tau, double input, double down, double up, LimitKind kind)
    {
        var cell = new OneCell(b, gamma, tau, input);
        StabilityFindings found = StabilityAnalysis.Run(cell.Equations(), NoInputs);

        // Of two stable points the left one is lost at a large input.
        OperatingPoint point = found.Points.Where(p => p.IsStable || found.StablePoints == 0).MinBy(p => p.State[0])!;
        StabilityMargin margin = MarginSearch.Run(cell.Equations(), NoInputs, point).Single(m => m.Move.Parameter == MovedParameter.Input);
        Assert.Equal(kind, margin.Up.Kind);
        Assert.Equal(double.IsNaN(down) ? LimitKind.None : kind, margin.Down.Kind);
        Assert.True(double.IsNaN(up) || Math.Round(margin.Up.Value, 2) == up, $"{margin.Up}");
        Assert.True(double.IsNaN(down) || Math.Round(margin.Down.Value, 2) == down, $"{margin.Down}");
        Assert.Equal(input, margin.Move.Present, 1e-12);
    }

    [Fact]
    public void The_right_one_of_two_points_is_lost_at_a_small_input()
    {
        var cell = new OneCell(0.2, 1.5, 2, 0.1);
        OperatingPoint right = StabilityAnalysis.Run(cell.Equations(), NoInputs).Points.MaxBy(p => p.State[0])!;
        StabilityLimit limit = MarginSearch.Run(cell.Equations(), NoInputs, right)[0].Down;
        Assert.Equal((LimitKind.Fold, 0.01), (limit.Kind, Math.Round(limit.Value, 2)));
    }

    /// <summary>Hopf: gamma / tau = 1 - u^2 at the same u, which tau does not move.</summary>
    [Fact]
    public void The_largest_time_constant_of_an_inhibitor_is_that_of_pen_and_paper()
    {
        var cell = new OneCell(0.7, 0.8, 0.5, 0.8);
        double u = cell.Rest().Single();
        OperatingPoint point = StabilityAnalysis.Run(cell.Equations(), NoInputs).Points.Single();
        StabilityMargin tau = MarginSearch.Run(cell.Equations(), NoInputs, point).Single(m => m.Move.Parameter == MovedParameter.Tau);
        Assert.Equal(0.8 / (1 - u * u), tau.Up.Value, 1e-6);
        Assert.Equal(LimitKind.Hopf, tau.Up.Kind);
        Assert.Equal(Math.Sqrt(1 / tau.Up.Value - (1 - u * u) * (1 - u * u)), tau.Up.Leading.Imaginary, 1e-5);
        Assert.Equal(LimitKind.None, tau.Down.Kind);
    }

    [Fact]
    public void A_kick_above_the_threshold_fires_an_excitable_cell_and_one_below_does_not()
    {
        var cell = new OneCell(0.7, 0.8, 12.5, 0);
        Excitation fired = StabilityAnalysis.Run(cell.Equations(), NoInputs).Excitation!;
        double rest = cell.Rest().Single();
        Assert.InRange(fired.Threshold, 0.3, 0.8);
        Assert.True(Top(fired.Threshold * 1.05) > 1.5);
        Assert.True(Top(fired.Threshold * 0.9) < 0.2);
        double Top(double kick) => Motion.Run(cell.Equations(), NoInputs, [rest + kick, (rest + 0.7) / 0.8], 200).States.Max(state => state[0]);
    }

    [Fact]
    public void Knees_are_where_the_slope_of_each_conductance_is_zero()
    {
        NonlinearityBlock[] kinds =
        [
            new(), new() { Kind = NonlinearityKind.AlphaCubic, Alpha = 0.25 }, new() { Kind = NonlinearityKind.Tanh, OuterSlope = 0.7 },
        ];
        foreach (NonlinearityBlock kind in kinds)
        {
            var knees = Knees.Of(kind);
            foreach (double u in (double[])[knees.Left, knees.Right])
            {
                Assert.Equal(0, (F(kind, u + 1e-5) - F(kind, u - 1e-5)) / 2e-5, 1e-8);
            }
        }

        Assert.Equal(new Knees(-1, 1), Knees.Of(new() { Kind = NonlinearityKind.PiecewiseLinear }));
    }

    private static double F(NonlinearityBlock kind, double u) => kind.Kind switch
    {
        NonlinearityKind.AlphaCubic => u * (1 - u) * (u - 0.25),
        NonlinearityKind.Tanh => 1.7 * Math.Tanh(u) - 0.7 * u,
        _ => u - u * u * u / 3,
    };
}
