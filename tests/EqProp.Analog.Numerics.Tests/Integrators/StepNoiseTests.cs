using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>Which number arrives in which state at which step, against the recursion written out.</summary>
public class StepNoiseTests
{
    [Fact]
    public void States_follow_the_recursion_with_the_numbers_of_their_names()
    {
        const int Size = 70, FirstNode = 50, Steps = 7;
        const long FirstStep = 9_000_000_000;
        int[] samples = [.. Enumerable.Range(0, 13).Select(row => 1000 - 3 * row)];
        static double Amplitude(int i) => 0.01 * (i + 1);
        using var layer = new LeakyLayer(samples.Length, Size, FirstNode, Amplitude);
        layer.Run(samples, FirstStep, Steps);
        for (int row = 0; row < samples.Length; row++)
        {
            double[] x = new double[Size];
            for (int step = 0; step < Steps; step++)
            {
                double[] xi = Numbers(FirstStep + step, samples[row], FirstNode, Size);
                for (int i = 0; i < Size; i++)
                {
                    double moved = Math.FusedMultiplyAdd(LeakyLayer.Rate(i), -x[i], x[i]);
                    x[i] = Math.FusedMultiplyAdd(Amplitude(i), xi[i], moved);
                }
            }

            Assert.Equal(x, layer.States(row));
        }
    }

    /// <summary>The network is linear: what one number did fades by 1 - rate a step, and nothing else changes.</summary>
    [Fact]
    public void A_step_without_noise_shifts_no_other_number()
    {
        const int Size = 33, Before = 4, After = 5;
        int[] samples = [8];
        using var all = new LeakyLayer(1, Size, 0, _ => 1);
        using var some = new LeakyLayer(1, Size, 0, _ => 1);
        all.Run(samples, 0, Before + 1 + After);
        some.Run(samples, 0, Before);
        some.Run(samples, Before, 1, noisy: false);
        some.Run(samples, Before + 1, After);
        double[] xi = Numbers(Before, samples[0], 0, Size), with = all.States(0), without = some.States(0);
        for (int i = 0; i < Size; i++)
        {
            Assert.Equal(xi[i] * Math.Pow(1 - LeakyLayer.Rate(i), After), with[i] - without[i], 1e-14);
        }
    }

    [Fact]
    public void Steps_after_noise_is_taken_away_see_none()
    {
        int[] samples = [1, 2];
        using var layer = new LeakyLayer(2, 20, 0, _ => 1);
        layer.Run(samples, 0, 3);
        double[] before = layer.States(1);
        layer.Run(samples, 3, 1, noisy: false);
        Assert.Equal(before.Select((x, i) => Math.FusedMultiplyAdd(LeakyLayer.Rate(i), -x, x)), layer.States(1));
    }

    [Fact]
    public void Runge_Kutta_refuses_noise()
    {
        using var layer = new LeakyLayer(1, 3, 0, _ => 0, method: RelaxationMethod.RungeKutta4);
        Assert.Throws<InvalidOperationException>(() => layer.Run([0], 0, 1));
        layer.Run([0], 0, 1, noisy: false);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7_000)]
    public void A_divergence_under_noise_is_found_at_its_step_again(long firstStep)
    {
        const int Size = 21, Steps = 60;
        const double Leak = -1;
        int[] samples = [3, 5, 7];
        int expected = 0;
        double[] x = new double[Size];
        while (x.All(value => Math.Abs(value) <= Relaxation<double>.DivergenceLimit))
        {
            double[] xi = Numbers(firstStep + expected++, samples[0], 0, Size);
            x = [.. x.Select((value, i) => value + LeakyLayer.Rate(i) * -Leak * value + 1e-3 * xi[i])];
        }

        using var layer = new LeakyLayer(samples.Length, Size, 0, _ => 1e-3, Leak);
        RelaxationResult result = layer.Run(samples, firstStep, Steps);
        Assert.InRange(expected, 10, Steps - 1);
        int state = Array.FindIndex(x, value => Math.Abs(value) > Relaxation<double>.DivergenceLimit);
        Assert.Equal(new Divergence(expected, 0, 0) { State = state }, result.Divergence);
    }

    private static double[] Numbers(long step, int sample, int firstNode, int count)
    {
        double[] numbers = new double[count];
        NoiseKernels<double>.For(VectorWidth.Scalar).Gaussians(LeakyLayer.Key, step, sample, firstNode, numbers);
        return numbers;
    }
}
