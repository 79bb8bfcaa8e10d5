using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Cells;

/// <summary>Oscillations and waves of FitzHugh-Nagumo cells against the equations of the literature, integrated nearly exactly.</summary>
public class CellWaveformTests
{
    private const double Duration = 200;

    /// <summary>Steps of the reference; half of it changes no state by more than 1e-11.</summary>
    private const double ReferenceStep = 0.1;

    private static readonly CellOptions Classical = new() { Tau = 12.5 };

    public static TheoryData<string, IntegrationMethod> Waves => new()
    {
        { "pair", IntegrationMethod.Tsitouras },
        { "pair", IntegrationMethod.BogackiShampine },
        { "pair", IntegrationMethod.Rosenbrock },
        { "chain", IntegrationMethod.Tsitouras },
        { "chain", IntegrationMethod.Rosenbrock },
        { "ring", IntegrationMethod.Tsitouras },
    };

    /// <summary>Two cells that oscillate against each other, a chain whose first cell sends waves down the others, and a ring round which one runs.</summary>
    [Theory]
    [MemberData(nameof(Waves))]
    public void Waveforms_are_those_of_the_equations(string name, IntegrationMethod method)
    {
        (PlainCells cells, double[] start) = Draw(name);
        double[] expected = ExtrapolatedMidpoint.Run(cells.Rates, start, Duration, ReferenceStep);
        double[] found = Run(cells, start, new BenchOptions(0.1, method) { Tolerance = 1e-9 }, Duration);
        double swing = expected.Concat(start).Max() - expected.Concat(start).Min();
        Bench.AssertClose(expected, found, 1e-7 * swing);
    }

    [Theory]
    [InlineData("pair")]
    [InlineData("chain")]
    [InlineData("ring")]
    public void The_reference_is_exact_to_eleven_digits_and_the_cells_move(string name)
    {
        (PlainCells cells, double[] start) = Draw(name);
        double[] half = ExtrapolatedMidpoint.Run(cells.Rates, start, Duration, ReferenceStep / 2);
        Bench.AssertClose(half, ExtrapolatedMidpoint.Run(cells.Rates, start, Duration, ReferenceStep), 1e-11);
        double[] later = ExtrapolatedMidpoint.Run(cells.Rates, start, Duration + 5, ReferenceStep);
        Assert.True(half.Zip(later, (a, b) => Math.Abs(a - b)).Max() > 0.5);
    }

    /// <summary>Steps of one length: the error shrinks with the order of the method.</summary>
    [Theory]
    [InlineData(IntegrationMethod.ProjectedEuler, 0.002, 1)]
    [InlineData(IntegrationMethod.ExponentialEuler, 0.002, 1)]
    [InlineData(IntegrationMethod.ExponentialRungeKutta2, 0.02, 2)]
    [InlineData(IntegrationMethod.Heun, 0.02, 2)]
    [InlineData(IntegrationMethod.Rk4, 0.1, 4)]
    public void Fixed_steps_have_the_order_of_their_method(IntegrationMethod method, double step, int order)
    {
        const double Time = 20;
        (PlainCells cells, double[] start) = Draw("chain");
        double[] exact = ExtrapolatedMidpoint.Run(cells.Rates, start, Time, ReferenceStep);
        double coarse = Error(step), fine = Error(step / 2);
        Assert.InRange(Math.Log2(coarse / fine), order - 0.25, order + 0.25);

        double Error(double length) =>
            Run(cells, start, new BenchOptions(length, method), Time).Zip(exact, (a, b) => Math.Abs(a - b)).Max();
    }

    /// <summary>Every nonlinear conductance in a coupled pair, by a method that sees its derivative and by one that does not.</summary>
    [Theory]
    [InlineData(NonlinearityKind.Cubic)]
    [InlineData(NonlinearityKind.AlphaCubic)]
    [InlineData(NonlinearityKind.Tanh)]
    public void Every_smooth_conductance_makes_its_own_waveform(NonlinearityKind kind)
    {
        CellOptions options = Classical with { Nonlinearity = Nonlinearity(kind), Gamma = 0.5, B = 0.2 };
        var cells = new PlainCells(2, options, 0.1, false, [0.5, 0.1]);
        double[] start = [0.3, -0.2, 0.1, 0.4], expected = ExtrapolatedMidpoint.Run(cells.Rates, start, 40, ReferenceStep);
        foreach (IntegrationMethod method in (IntegrationMethod[])[IntegrationMethod.Tsitouras, IntegrationMethod.Rosenbrock])
        {
            Bench.AssertClose(expected, Run(cells, start, new BenchOptions(0.1, method) { Tolerance = 1e-10 }, 40), 1e-7);
        }
    }

    /// <summary>Between its kinks the piecewise linear circuit is linear: McKean's oscillation, solved exactly from kink to kink by small steps.</summary>
    [Fact]
    public void The_piecewise_linear_conductance_makes_its_own_waveform()
    {
        CellOptions options = Classical with { Nonlinearity = Nonlinearity(NonlinearityKind.PiecewiseLinear), Gamma = 0.5, B = 0.2 };
        var cells = new PlainCells(2, options, 0.1, false, [0.5, 0.1]);
        double[] start = [0.3, -0.2, 0.1, 0.4], expected = ExtrapolatedMidpoint.Run(cells.Rates, start, 40, 0.0005);
        Bench.AssertClose(expected, Run(cells, start, new BenchOptions(0.1, IntegrationMethod.Tsitouras) { Tolerance = 1e-10 }, 40), 1e-7);
    }

    internal static NonlinearityBlock Nonlinearity(NonlinearityKind kind) => new()
    {
        Kind = kind,
        Alpha = kind == NonlinearityKind.AlphaCubic ? 0.15 : null,
        OuterSlope = kind is NonlinearityKind.Tanh or NonlinearityKind.PiecewiseLinear ? 0.7 : null,
    };

    internal static (PlainCells Cells, double[] Start) Draw(string name)
    {
        switch (name)
        {
            case "pair":
                return (new PlainCells(2, Classical, 0.05, false, [0.5, 0.6]), [0.5, -1, 0.1, 0.2]);
            case "chain":
                double[] current = new double[16];
                current[0] = 0.9;
                return (new PlainCells(16, Classical, 0.5, false, current), [.. Enumerable.Repeat(-1.2, 16), .. Enumerable.Repeat(-0.625, 16)]);
            default:
                double[] u = [.. Enumerable.Range(0, 24).Select(i => i < 4 ? 1.5 : -1.2)], v = [.. Enumerable.Range(0, 24).Select(i => i >= 20 ? 0.8 : -0.625)];
                return (new PlainCells(24, Classical, 0.2, true, new double[24]), [.. u, .. v]);
        }
    }

    internal static double[] Run(PlainCells cells, double[] start, BenchOptions options, double time)
    {
        NetworkLayout layout = cells.Layout(start);
        using IPhysicalNetwork network = Bench.PowerUp(layout, cells.Parameters(layout), 1, options);
        network.Clamp([], [0]);
        network.StartAtInitialState();
        network.Settle(new PhaseLength((int)Math.Round(time / options.Epsilon)));
        return [.. network.Group(1, 1, NodeQuantity.State), .. network.Group(2, 1, NodeQuantity.State)];
    }
}
