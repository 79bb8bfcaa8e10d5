using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using FsCheck.Xunit;
using One = EqProp.Analog.Numerics.Lanes.ScalarLane<double>;

namespace EqProp.Analog.Tests.Neurons;

/// <summary>What each neuron model says of its derivatives, against central differences of its own equation.</summary>
public class NeuronDerivativeTests
{
    private const double Step = 1e-5;
    private const double Gain = 1.7;
    private const double Threshold = 0.3;

    [Property]
    public void Neurons_on_rails(int seed)
    {
        Check(new RailNeuron<One, double, HardSigmoidActivation<One, double>>(new()), new Random(seed), low: 0, high: 1);
        Check(new RailNeuron<One, double, ReluActivation<One, double>>(new()), new Random(seed), low: 0, high: 3);
    }

    [Property]
    public void Neurons_that_descend_an_energy(int seed)
    {
        Check(new EnergyNeuron<One, double, TanhActivation<One, double>>(new(Gain, Threshold)), new Random(seed));
        Check(new EnergyNeuron<One, double, LogisticActivation<One, double>>(new(Gain, Threshold)), new Random(seed));
        Check(new EnergyNeuron<One, double, LinearActivation<One, double>>(new()), new Random(seed));
    }

    [Property]
    public void Neurons_that_sum_currents(int seed)
    {
        Check(new CurrentNeuron<One, double, TanhActivation<One, double>>(new(Gain, Threshold)), new Random(seed));
        Check(new CurrentNeuron<One, double, LogisticActivation<One, double>>(new(Gain, Threshold)), new Random(seed));
        Check(new CurrentNeuron<One, double, LinearActivation<One, double>>(new()), new Random(seed));
        Check(new CurrentNeuron<One, double, HardSigmoidActivation<One, double>>(new()), new Random(seed));
        Check(new CurrentNeuron<One, double, ReluActivation<One, double>>(new()), new Random(seed));
    }

    /// <summary>A rate counts unless the state is at a rail and the rate leads beyond it.</summary>
    [Theory]
    [InlineData(0.0, -1.0, 0.0)]
    [InlineData(0.0, 1.0, 1.0)]
    [InlineData(1.0, 1.0, 0.0)]
    [InlineData(1.0, -1.0, -1.0)]
    [InlineData(0.5, 20.0, 20.0)]
    [InlineData(0.5, -20.0, -20.0)]
    public void Rails_hold_what_is_driven_beyond_them(double state, double rate, double left)
    {
        var neuron = new RailNeuron<One, double, HardSigmoidActivation<One, double>>(new());
        Assert.Equal(left, neuron.Restrain(new(state), new(rate)).Value);
        Assert.Equal(rate, new CurrentNeuron<One, double, HardSigmoidActivation<One, double>>(new()).Restrain(new(state), new(rate)).Value);
        Assert.Equal(rate, new EnergyNeuron<One, double, TanhActivation<One, double>>(new(1, 0)).Restrain(new(state), new(rate)).Value);
    }

    private static void Check<E>(E equation, Random random, double low = -3, double high = 3)
        where E : struct, IStateEquation<One, double>
    {
        double x = low + (high - low) * random.NextDouble(), net = 4 * random.NextDouble() - 2, leak = 2 * random.NextDouble();
        if (Math.Min(Math.Abs(x), Math.Abs(x - 1)) < 2 * Step)
        {
            return;
        }

        One state = new(x), output = Output(x);
        Close(Difference(s => Output(s).Value), equation.OutputSlope(state, output));
        Close(Difference(s => equation.Observed(new(s), Output(s)).Value), equation.ObservedSlope(state, output));
        Close(Difference(s => Rate(s, net)), equation.RateByState(state, output, new(net), new(leak)));
        Close((Rate(x, net + 1) - Rate(x, net - 1)) / 2, equation.RateByNet(state, output));

        One Output(double s) => equation.Output(new(s));

        double Rate(double s, double sum) => equation.Rate(new(s), Output(s), new(sum), new(leak)).Value;

        double Difference(Func<double, double> function) => (function(x + Step) - function(x - Step)) / (2 * Step);
    }

    private static void Close(double expected, One found) => Assert.Equal(expected, found.Value, 1e-8);
}
