using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>Noise arrives as in a relaxation: after the step, before the rails, with the numbers of its names.</summary>
public class NoiseTests
{
    private const int Size = 21;
    private const double Amplitude = 0.3;

    private static readonly NoiseKey Key = new(5, 1, StreamPurpose.ThermalNoise);
    private static readonly DrawnNetwork Drawn = new(2, Size, weightSigma: 0);

    [Theory]
    [InlineData("euler", 1.0, Law.Linear)]
    [InlineData("euler", 0.25, Law.Rail)]
    [InlineData("exponential-euler", 1.0, Law.Rail)]
    [InlineData("exponential-euler", 0.25, Law.Linear)]
    public void States_follow_the_recursion(string name, double step, Law law)
    {
        const int Steps = 9;
        int[] samples = [40, 7, 12];
        using TestNetwork<double> network = Noisy(name, step, law, samples);
        network.Trajectory.Run(samples.Length, Steps * step);
        for (int row = 0; row < samples.Length; row++)
        {
            double[] x = new double[Size], drive = Drawn.Drive(row), xi = new double[Size];
            for (int s = 0; s < Steps; s++)
            {
                NoiseKernels<double>.For(VectorWidth.Scalar).Gaussians(Key, s, samples[row], 64, xi);
                for (int i = 0; i < Size; i++)
                {
                    double rate = step / Drawn.TimeConstants[i], share = name == "euler" ? rate : -Math.Exp(-rate) + 1;
                    double decayed = name == "euler" ? 1 : Math.Sqrt((1 - Math.Exp(-2 * rate)) / (2 * rate));
                    x[i] += share * (drive[i] - x[i]) + decayed * Math.Sqrt(step) * Amplitude * xi[i];
                    x[i] = law == Law.Rail ? Math.Clamp(x[i], 0, 1) : x[i];
                }
            }

            Assert.All(network.States(row).Zip(x), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
        }
    }

    [Fact]
    public void Other_methods_and_other_steps_refuse_noise()
    {
        foreach (TrajectoryMethod method in TrajectoryMethod.All.Where(m => !m.TakesNoise))
        {
            using TestNetwork<double> network = Noisy(method.Name, 0.1, Law.Linear, [0]);
            Assert.Throws<InvalidOperationException>(() => network.Trajectory.Run(1, 1));
        }

        using TestNetwork<double> unnamed = Noisy("euler", 0.1, Law.Linear, []);
        Assert.Throws<InvalidOperationException>(() => unnamed.Trajectory.Run(1, 1));
    }

    private static TestNetwork<double> Noisy(string name, double step, Law law, int[] samples)
    {
        var network = new TestNetwork<double>(law, Drawn, TrajectoryMethod.Find(name), TrajectoryControl.Fixed(step), Math.Max(1, samples.Length));
        network.Group.AddNoise(64);
        network.Group.NoiseAmplitude!.Row(0).Fill(Amplitude);
        var noise = new StepNoise<double>(NoiseKernels<double>.For(VectorWidthSelection.Widest), Key);
        noise.Name(samples);
        network.Trajectory.Noise = noise;
        return network;
    }
}
