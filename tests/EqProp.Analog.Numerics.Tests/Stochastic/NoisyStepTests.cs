using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>Every method and source against its recursion written out, with the numbers of their names.</summary>
public class NoisyStepTests
{
    private const int FirstNode = 50;
    private const long FirstStep = 5_000_000_000;
    private static readonly int[] Sizes = [13, 6];
    private static readonly int[] Samples = [40, 7, 12, 1000];
    private static readonly NoiseKey Key = NoisyNetwork<double>.Key;

    public static TheoryData<string, bool> Cases()
    {
        var cases = new TheoryData<string, bool>();
        foreach (StochasticMethod method in StochasticMethod.All)
        {
            cases.Add(method.Name, false);
            if (method != StochasticMethod.ExponentialEuler)
            {
                cases.Add(method.Name, true);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void White_noise(string name, bool isCorrelated)
    {
        const int Steps = 9;
        using NoisyNetwork<double> network = Network(name);
        if (isCorrelated)
        {
            network.Correlate(Factor);
        }

        network.Start(Samples, FirstStep, Steps);
        for (int row = 0; row < Samples.Length; row++)
        {
            int sample = Samples[row];
            double[] x = new double[Sizes.Sum()];
            for (int step = 0; step < Steps; step++)
            {
                double[] first = White(0, FirstStep + step), next = White(0, FirstStep + step + 1), second = White(1, FirstStep + step);
                x = Step(name, x, first, next, second, new double[x.Length]);
            }

            AssertClose(x, network.States(row));

            double[] White(int channel, long step)
            {
                double[] xi = Draws.Normal(Key, channel, step, sample, FirstNode, Sizes.Sum());
                return isCorrelated ? Times(Factor, xi) : [.. xi.Select((v, i) => Amplitude(i) * v)];
            }
        }
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("averaged-euler")]
    [InlineData("exponential-euler")]
    [InlineData("sra1")]
    public void Sources_with_a_memory_beside_white_noise_through_two_phases(string name)
    {
        const int Steps = 4, Phases = 2;
        const double Length = 0.3, LineLength = 4, On = 5, Off = 3;
        NoiseKey flicker = new(9, 3, StreamPurpose.FlickerNoise, 6), trap = new(9, 3, StreamPurpose.TelegraphNoise), supply = new(9, 3, StreamPurpose.SupplyNoise);
        using NoisyNetwork<double> network = Network(name);
        network.Add(new OrnsteinUhlenbeckSource<double>(flicker, Length, network.Groups), i => 0.1 * (i + 1));
        network.Add(new TelegraphSource<double>(trap, On, Off, [network.Groups[1]]), i => 2 - i);
        network.Add(new SharedLine<double>(supply, 2, LineLength, network.Groups), i => i % 2 == 0 ? 0.5 : -0.25);
        network.Start(Samples, FirstStep, Steps);
        network.Continue(Samples.Length, FirstStep + Steps, Steps);
        int size = Sizes.Sum();
        for (int row = 0; row < Samples.Length; row++)
        {
            int sample = Samples[row];
            double[] x = new double[size], q = Draws.Normal(flicker, 0, FirstStep, sample, FirstNode, size);
            double line = Draws.Normal(supply, 0, FirstStep, sample, 2, 1)[0];
            bool[] traps = [.. Draws.Words(trap, 0, FirstStep, sample, FirstNode + Sizes[0], Sizes[1]).Select(w => w < On / (On + Off) * Math.Pow(2, 32))];
            for (int step = 0; step < Phases * Steps; step++)
            {
                double[] current = new double[size];
                long at = FirstStep + step;
                double[] n1 = Draws.Normal(flicker, 1, at, sample, FirstNode, size), n2 = Draws.Normal(flicker, 2, at, sample, FirstNode, size);
                for (int i = 0; i < size; i++)
                {
                    current[i] += 0.1 * (i + 1) * OrnsteinUhlenbeck(ref q[i], Length, n1[i], n2[i]);
                }

                double shared = OrnsteinUhlenbeck(ref line, LineLength, Draws.Normal(supply, 1, at, sample, 2, 1)[0], Draws.Normal(supply, 2, at, sample, 2, 1)[0]);
                uint[] words = Draws.Words(trap, 1, at, sample, FirstNode + Sizes[0], Sizes[1]);
                for (int i = 0; i < size; i++)
                {
                    current[i] += shared * (i % 2 == 0 ? 0.5 : -0.25) + (i >= Sizes[0] && traps[i - Sizes[0]] ? 2 - (i - Sizes[0]) : 0);
                }

                double p = On / (On + Off), moves = 1 - Math.Exp(-1 / On - 1 / Off);
                traps = [.. traps.Select((on, i) => words[i] / Math.Pow(2, 32) < (on ? 1 - (1 - p) * moves : p * moves))];
                double[] first = White(0, at), next = White(0, at + 1), second = White(1, at);
                x = Step(name, x, first, next, second, current);
            }

            AssertClose(x, network.States(row));

            double[] White(int channel, long step) =>
                [.. Draws.Normal(Key, channel, step, sample, FirstNode, size).Select((v, i) => Amplitude(i) * v)];
        }
    }

    [Fact]
    public void Sources_alone_leave_white_noise_out()
    {
        using NoisyNetwork<double> network = Network("euler");
        network.Noise.IsWhite = false;
        network.Add(new OrnsteinUhlenbeckSource<double>(new(9, 3, StreamPurpose.FlickerNoise), 0.3, [network.Groups[0]]), _ => 0);
        network.Start(Samples, 0, 5);
        Assert.All(network.States(1), x => Assert.Equal(0, x));
    }

    private static NoisyNetwork<double> Network(string name) => new NoisyNetwork<double>(
        Samples.Length, Sizes, StochasticMethod.All.Single(m => m.Name == name).Method, Weight, firstNode: FirstNode).Set(Leak, Rate, Amplitude);

    private static double Weight(int i, int j) => Math.Sin(3 * i + 5 * j) * 0.2;

    private static double Leak(int i) => 1 + 0.1 * (i % 4);

    private static double Rate(int i) => 0.2 + 0.05 * (i % 3);

    private static double Amplitude(int i) => 0.1 * (i + 1);

    private static double[,] Factor
    {
        get
        {
            double[,] lower = new double[Sizes.Sum(), Sizes.Sum()];
            for (int i = 0; i < Sizes.Sum(); i++)
            {
                for (int j = 0; j < Sizes.Sum(); j++)
                {
                    lower[i, j] = j <= i ? Math.Cos(i + 2 * j) : 1e9;
                }
            }

            return lower;
        }
    }

    private static double[] Times(double[,] lower, double[] x) =>
        [.. x.Select((_, i) => Enumerable.Range(0, i + 1).Sum(j => lower[i, j] * x[j]))];

    private static double[] Rates(double[] x, double[] current) =>
        [.. x.Select((v, i) => -Leak(i) * v + current[i] + x.Select((y, j) => Weight(i, j) * y).Sum())];

    /// <summary>One step of each method, white noise times amplitudes given: of the step, the next step, and the second of the step.</summary>
    private static double[] Step(string name, double[] x, double[] first, double[] next, double[] second, double[] current)
    {
        double[] f = Rates(x, current);
        switch (name)
        {
            case "euler":
                return [.. x.Select((v, i) => v + Rate(i) * f[i] + first[i])];
            case "averaged-euler":
                return [.. x.Select((v, i) => v + Rate(i) * f[i] + (first[i] + next[i]) / 2)];
            case "exponential-euler":
                return [.. x.Select((v, i) =>
                {
                    double z = Leak(i) * Rate(i);
                    return v + (1 - Math.Exp(-z)) / Leak(i) * f[i] + Math.Sqrt((1 - Math.Exp(-2 * z)) / (2 * z)) * first[i];
                })];
            default:
                double[] stage = [.. x.Select((v, i) => v + 0.75 * Rate(i) * f[i] + 1.5 * (first[i] / 2 + second[i] / Math.Sqrt(12)))];
                double[] g = Rates(stage, current);
                return [.. x.Select((v, i) => v + Rate(i) * (f[i] + 2 * g[i]) / 3 + first[i])];
        }
    }

    private static double OrnsteinUhlenbeck(ref double q, double x, double n1, double n2)
    {
        double a = Math.Exp(-x), shared = (1 - a) * (1 - a) / x / Math.Sqrt(1 - a * a);
        double mean = (1 - a) / x * q + shared * n1 + Math.Sqrt((2 * x - 3 + 4 * a - a * a) / (x * x) - shared * shared) * n2;
        q = a * q + Math.Sqrt(1 - a * a) * n1;
        return mean;
    }

    private static void AssertClose(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * Math.Max(1, Math.Abs(pair.First))));
}
