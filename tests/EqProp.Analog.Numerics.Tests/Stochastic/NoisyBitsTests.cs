using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Tests.Ensembles;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>Noise, sources and means have the same bits at every width, number of threads, order of examples and division into phases.</summary>
public class NoisyBitsTests
{
    private const int Steps = 9;
    private static readonly int[] Samples = [.. Enumerable.Range(0, 41).Select(row => 7 * row % 90)];

    public static TheoryData<string, VectorWidth> Cases()
    {
        var cases = new TheoryData<string, VectorWidth>();
        foreach (StochasticMethod method in StochasticMethod.All)
        {
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            {
                cases.Add(method.Name, width);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Widths_threads_and_phases(string name, VectorWidth width)
    {
        foreach (int[] sizes in (int[][])[[21], [37, 5], [30, 17, 20]])
        {
            using NoisyNetwork<float> scalar = Network(name, VectorWidth.Scalar, 1, sizes), other = Network(name, width, 2, sizes);
            scalar.Start(Samples, 3, Steps, Begin);
            other.Start(Samples, 3, 4, Begin);
            other.Continue(Samples.Length, 7, Steps - 4);
            for (int row = 0; row < Samples.Length; row++)
            {
                Assert.Equal(scalar.States(row), other.States(row));
            }

            // The last four steps were in the second phase.
            Assert.All(scalar.Groups.Zip(other.Groups), pair =>
            {
                Assert.Equal(pair.First.MeanState!.Row(40), pair.Second.MeanState!.Row(40));
                Assert.Equal(pair.First.MeanOutput!.Row(40), pair.Second.MeanOutput!.Row(40));
            });
        }
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("averaged-euler")]
    [InlineData("exponential-euler")]
    [InlineData("sra1")]
    public void An_example_moves_the_same_alone(string name)
    {
        int[] sizes = [30, 17];
        using NoisyNetwork<float> all = Network(name, VectorWidthSelection.Widest, 1, sizes), one = Network(name, VectorWidthSelection.Widest, 1, sizes);
        all.Start(Samples, 0, Steps);
        foreach (int row in new[] { 0, 13, 40 })
        {
            one.Start([Samples[row]], 0, Steps);
            Assert.Equal(all.States(row), one.States(0));
        }
    }

    [Fact]
    public void A_name_begins_sources_anew_and_a_phase_does_not()
    {
        using NoisyNetwork<float> network = Network("euler", VectorWidthSelection.Widest, 1, [20]);
        network.Start([5], 0, Steps);
        float[] first = network.States(0);
        network.Start([5], 0, Steps);
        Assert.Equal(first, network.States(0));
        network.Start([5], Steps, Steps);
        Assert.NotEqual(first, network.States(0));
    }

    [Theory]
    [InlineData("averaged-euler")]
    [InlineData("exponential-euler")]
    [InlineData("sra1")]
    public void Steps_allocate_nothing(string name)
    {
        using NoisyNetwork<float> network = Network(name, VectorWidthSelection.Widest, 1, [30, 17, 20]);
        network.Start(Samples, 0, 2);
        long few = Allocations.Of(() => network.Continue(Samples.Length, 2, 2));
        Assert.Equal(few, Allocations.Of(() => network.Continue(Samples.Length, 2, 50)));
    }

    private static double Begin(int row, int state) => Math.Sin(row + 3 * state);

    private static NoisyNetwork<float> Network(string name, VectorWidth width, int threads, int[] sizes)
    {
        // One of the two kinds of white noise, all the sources.
        RelaxationMethod method = StochasticMethod.All.Single(m => m.Name == name).Method;
        var network = new NoisyNetwork<float>(Samples.Length, sizes, method, (i, j) => Math.Sin(3 * i + 5 * j) * 0.1, Neuron.Tanh, width, threads, firstNode: 11);
        network.Set(i => 1 + 0.1 * (i % 4), i => 0.2 + 0.05 * (i % 3), i => 0.01 * (i + 1));
        network.Add(new OrnsteinUhlenbeckSource<float>(new(9, 3, StreamPurpose.FlickerNoise), 0.3, network.Groups), i => 0.1 * (i + 1));
        network.Add(new TelegraphSource<float>(new(9, 3, StreamPurpose.TelegraphNoise), 3, 4, [network.Groups[^1]]), i => 2 - i);
        network.Add(new SharedLine<float>(new(9, 3, StreamPurpose.SupplyNoise), 2, 4, network.Groups), i => i % 2 == 0 ? 0.5 : -0.25);
        network.Relaxation.AveragedSteps = 4;
        if (sizes.Length == 3 && method != RelaxationMethod.ExponentialEuler)
        {
            double[,] lower = new double[sizes.Sum(), sizes.Sum()];
            for (int i = 0; i < sizes.Sum(); i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    lower[i, j] = 0.05 * Math.Cos(i + 2 * j);
                }
            }

            network.Correlate(lower);
        }

        return network;
    }
}
