using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Tests.Ensembles;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>Means over the last steps of a relaxation.</summary>
public class MeanTests
{
    private static readonly int[] Samples = [2, 9, 30];

    [Theory]
    [InlineData(RelaxationMethod.Euler, 5)]
    [InlineData(RelaxationMethod.Euler, 1)]
    [InlineData(RelaxationMethod.AveragedEuler, 12)]
    [InlineData(RelaxationMethod.StochasticRungeKutta, 7)]
    [InlineData(RelaxationMethod.Euler, 100)]
    public void They_are_those_of_the_steps_one_by_one(RelaxationMethod method, int averaged)
    {
        const int Steps = 12;
        using NoisyNetwork<double> network = Network(method), single = Network(method);
        network.Relaxation.AveragedSteps = averaged;
        network.Start(Samples, 0, Steps);
        var states = new List<double[]>();
        single.Start(Samples, 0, 1);
        for (int step = 1; step <= Steps; step++)
        {
            states.Add(single.States(2));
            single.Continue(Samples.Length, step, 1);
        }

        int taken = Math.Min(averaged, Steps);
        for (int i = 0; i < network.Size; i++)
        {
            Assert.Equal(states.TakeLast(taken).Average(x => x[i]), Mean(g => g.MeanState!.Row(2).ToArray())[i], 1e-14);
            Assert.Equal(states.TakeLast(taken).Average(x => Math.Tanh(x[i])), Mean(g => g.MeanOutput!.Row(2).ToArray())[i], 1e-14);
        }

        double[] Mean(Func<StateGroup<double>, double[]> row) => [.. network.Groups.SelectMany(row)];
    }

    [Fact]
    public void States_at_rest_keep_their_bits()
    {
        using var network = new NoisyNetwork<float>(2, [17], RelaxationMethod.Euler);
        network.Relaxation.AveragedSteps = 37;
        network.Relaxation.Noise = null;
        network.Groups[0].Drive.Row(1).Fill(0.3f);
        network.Start([0, 1], 0, 400);
        Assert.Equal(network.Groups[0].State(0).Row(1), network.Groups[0].MeanState!.Row(1));
        Assert.Same(network.Groups[0].MeanState, network.Groups[0].MeanOutput);
    }

    [Fact]
    public void No_step_leaves_the_present_state()
    {
        using NoisyNetwork<double> network = Network(RelaxationMethod.Euler);
        network.Relaxation.AveragedSteps = 3;
        network.Start(Samples, 0, 0, (_, i) => i);
        Assert.Equal(network.Groups[0].State(0).Row(1), network.Groups[0].MeanState!.Row(1));
    }

    private static NoisyNetwork<double> Network(RelaxationMethod method) =>
        new NoisyNetwork<double>(Samples.Length, [9, 4], method, (i, j) => 0.1 * Math.Sin(i + 2 * j), Neuron.Tanh).Set(_ => 1, _ => 0.3, i => 0.1 * i);
}
