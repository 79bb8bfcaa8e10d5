using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Tests.Simulation;
using FsCheck.Xunit;
using One = EqProp.Analog.Numerics.Lanes.ScalarLane<double>;

namespace EqProp.Analog.Tests.Cells;

/// <summary>Membranes with a nonlinear conductance against the closed form of f and its differences, at every width.</summary>
public class NonlinearityTests
{
    private const double Step = 1e-5;

    [Property]
    public void Rates_are_the_closed_form_and_derivatives_its_differences(int seed)
    {
        var random = new Random(seed);
        double alpha = random.NextDouble(), slope = 0.2 + random.NextDouble();
        double x = 6 * random.NextDouble() - 3, net = 2 * random.NextDouble() - 1, mismatch = 0.2 * random.NextDouble() - 0.1;
        if (Math.Abs(Math.Abs(x) - 1) < 2 * Step)
        {
            return;
        }

        Check(new NonlinearNeuron<One, double, CubicConductance<One, double>>(new()), new() { Kind = NonlinearityKind.Cubic }, -1);
        Check(new NonlinearNeuron<One, double, AlphaCubicConductance<One, double>>(new(alpha)), new() { Kind = NonlinearityKind.AlphaCubic, Alpha = alpha }, alpha);
        Check(new NonlinearNeuron<One, double, TanhConductance<One, double>>(new(slope)), new() { Kind = NonlinearityKind.Tanh, OuterSlope = slope }, -1);
        Check(new NonlinearNeuron<One, double, PiecewiseLinearConductance<One, double>>(new(slope)), new() { Kind = NonlinearityKind.PiecewiseLinear, OuterSlope = slope }, -1);

        void Check<E>(E equation, NonlinearityBlock block, double nominal)
            where E : struct, IStateEquation<One, double>
        {
            // What a drawn die has of another leak acts in proportion to the state.
            double leak = nominal + mismatch, expected = PlainCells.Function(block, x) + net - mismatch * x;
            Assert.Equal(expected, Rate(x), 1e-13);
            Assert.Equal((Rate(x + Step) - Rate(x - Step)) / (2 * Step), equation.RateByState(new(x), new(x), new(net), new(leak)).Value, 1e-7);
            Assert.Equal(1, equation.RateByNet(new(x), new(x)).Value);
            Assert.Equal(1, equation.OutputSlope(new(x), new(x)).Value);
            Assert.Equal(1, equation.ObservedSlope(new(x), new(x)).Value);
            Assert.Equal(x, equation.Output(new(x)).Value);
            Assert.Equal(x, equation.Project(new(x)).Value);
            Assert.Equal(net, equation.Restrain(new(x), new(net)).Value);
            Assert.Equal(0, equation.Rate(new(0), new(0), new(0), new(leak)).Value);

            double Rate(double state) => equation.Rate(new(state), new(state), new(net), new(leak)).Value;
        }
    }

    /// <summary>The linear neuron whose output is its state is the one with a unity buffer.</summary>
    [Property]
    public void The_linear_neuron_is_the_one_with_a_buffer(int seed)
    {
        var random = new Random(seed);
        One x = new(random.NextDouble()), net = new(random.NextDouble()), leak = new(random.NextDouble());
        var buffered = new CurrentNeuron<One, double, LinearActivation<One, double>>(new());
        var linear = default(LinearNeuron<One, double>);
        Assert.Equal(buffered.Rate(x, x, net, leak), linear.Rate(x, x, net, leak));
        Assert.Equal(buffered.RateByState(x, x, net, leak), linear.RateByState(x, x, net, leak));
        Assert.Equal(buffered.Observed(x, x), linear.Observed(x, x));
    }

    [Theory]
    [InlineData(NonlinearityKind.Cubic)]
    [InlineData(NonlinearityKind.AlphaCubic)]
    [InlineData(NonlinearityKind.Tanh)]
    [InlineData(NonlinearityKind.PiecewiseLinear)]
    public void Widths_give_the_same_bits(NonlinearityKind kind)
    {
        var cells = new PlainCells(21, new CellOptions { Tau = 5, Nonlinearity = CellWaveformTests.Nonlinearity(kind) }, 0.3, true, [.. Enumerable.Range(0, 21).Select(i => 0.1 * i - 1)]);
        double[] start = [.. Enumerable.Range(0, 42).Select(i => Math.Sin(i))];
        foreach (IntegrationMethod method in (IntegrationMethod[])[
            IntegrationMethod.ProjectedEuler, IntegrationMethod.Rk4, IntegrationMethod.StochasticRungeKutta, IntegrationMethod.Tsitouras,
            IntegrationMethod.Rosenbrock, IntegrationMethod.ExponentialRungeKutta2])
        {
            foreach (PrecisionKind precision in Enum.GetValues<PrecisionKind>())
            {
                BenchOptions options = new(0.1, method, precision) { Tolerance = 1e-5, Width = VectorWidth.Scalar };
                double[] expected = CellWaveformTests.Run(cells, start, options, 3);
                foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
                {
                    Assert.Equal(expected, CellWaveformTests.Run(cells, start, options with { Width = width }, 3));
                }
            }
        }
    }

    [Fact]
    public void A_nonlinear_conductance_is_on_a_membrane_that_sums_currents()
    {
        using var group = new StateGroup<double>(1, 1, outputIsState: true);
        var model = new NeuronModel(new(ActivationKind.Linear), ForceForm.EnergyBased) { Nonlinearity = new() };
        Assert.Throws<ArgumentException>(() => NeuronCatalog.CreateStepper(KernelSet<double>.For(VectorWidth.Scalar), group, model));
    }
}
