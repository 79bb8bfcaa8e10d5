using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Tests.Ensembles;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>What cannot be is refused, and a divergence under noise with a memory is found at its step again.</summary>
public class NoisyRefusalTests
{
    [Fact]
    public void Methods_without_noise_and_exponential_steps_with_correlated_noise()
    {
        using var classical = new NoisyNetwork<double>(1, [3], RelaxationMethod.RungeKutta4, neuron: Neuron.Tanh);
        Assert.Throws<InvalidOperationException>(() => classical.Start([0], 0, 1));
        using var exponential = new NoisyNetwork<double>(1, [2], RelaxationMethod.ExponentialEuler);
        exponential.Correlate(new double[2, 2]);
        Assert.Throws<InvalidOperationException>(() => exponential.Start([0], 0, 1));
    }

    [Fact]
    public void A_factor_for_other_groups()
    {
        using var network = new NoisyNetwork<double>(1, [2, 1], RelaxationMethod.Euler);
        using var factor = new NoiseFactor<double>([network.Groups[1], network.Groups[0]]);
        network.Noise.Factor = factor;
        Assert.Throws<InvalidOperationException>(() => network.Start([0], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => factor.Write(new double[2, 2]));
    }

    [Fact]
    public void A_source_into_a_group_that_is_not_moved()
    {
        using var network = new NoisyNetwork<double>(1, [2], RelaxationMethod.Euler);
        using var other = new NoisyNetwork<double>(1, [2], RelaxationMethod.Euler);
        network.Add(new TelegraphSource<double>(new(1, 0, StreamPurpose.TelegraphNoise), 1, 1, [network.Groups[0], other.Groups[0]]), _ => 1);
        Assert.Throws<InvalidOperationException>(() => network.Start([0], 0, 1));
    }

    [Fact]
    public void Ends_at_rest_with_means_or_with_a_memory()
    {
        using var network = new NoisyNetwork<double>(1, [2], RelaxationMethod.Euler);
        network.Noise.Name([0]);
        network.Relaxation.Run(1, 3, 0.1, 1);
        network.Relaxation.AveragedSteps = 1;
        Assert.Throws<InvalidOperationException>(() => network.Relaxation.Run(1, 3, 0.1, 1));
        network.Relaxation.AveragedSteps = 0;
        network.Add(new OrnsteinUhlenbeckSource<double>(new(1, 0, StreamPurpose.FlickerNoise), 1, network.Groups), _ => 1);
        Assert.Throws<InvalidOperationException>(() => network.Relaxation.Run(1, 3, 0.1, 1));
    }

    [Fact]
    public void Channels_beyond_the_last()
    {
        using var network = new NoisyNetwork<double>(1, [2], RelaxationMethod.Euler);
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrnsteinUhlenbeckSource<double>(new(1, 0, StreamPurpose.FlickerNoise, 254), 1, network.Groups));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrnsteinUhlenbeckSource<double>(new(1, 0, StreamPurpose.FlickerNoise), 0, network.Groups));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TelegraphSource<double>(new(1, 0, StreamPurpose.TelegraphNoise), 0, 1, network.Groups));
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("averaged-euler")]
    [InlineData("sra1")]
    public void A_divergence_under_noise_with_a_memory_is_found_at_its_step_again(string name)
    {
        const int Steps = 60;
        RelaxationMethod method = StochasticMethod.All.Single(m => m.Name == name).Method;
        using NoisyNetwork<double> network = Growing(method), watched = Growing(method);
        Divergence found = network.Start([3], 10, Steps).Divergence!;
        watched.Start([3], 10, found.Step - 1);
        Assert.All(watched.States(0), x => Assert.True(Math.Abs(x) <= Relaxation<double>.DivergenceLimit));
        watched.Continue(1, 10 + found.Step - 1, 1);
        Assert.True(Math.Abs(watched.States(0)[found.State!.Value]) > Relaxation<double>.DivergenceLimit);
        Assert.InRange(found.Step, 10, Steps - 1);
    }

    private static NoisyNetwork<double> Growing(RelaxationMethod method)
    {
        var network = new NoisyNetwork<double>(1, [5], method);
        network.Set(_ => -1, i => i == 3 ? 0.5 : 0.4, _ => 1e-3);
        return network.Add(new OrnsteinUhlenbeckSource<double>(new(1, 0, StreamPurpose.FlickerNoise), 0.5, network.Groups), _ => 0.01);
    }
}
