using System.Numerics;
using System.Runtime.Intrinsics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;
using MathNet.Numerics.IntegralTransforms;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>
/// Spectrum of Ornstein-Uhlenbeck sources at logarithmic distances, by averaged periodograms (Hann window). The seed is fixed; with fresh ones each of
/// the bounds on a band would fail at a rate of 1e-5 although nothing is wrong, 1e-4 for the whole class.
/// </summary>
[Trait(TestKinds.Trait, TestKinds.Statistical)]
public class FlickerTests
{
    private const double NormalBound = 4.42;
    private const int Length = 4096;
    private const int Nodes = 64;

    /// <summary>Poles a decade apart, in steps: one above half the step frequency, one below what the record can show.</summary>
    private static readonly double[] Poles = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10];

    /// <summary>Whole decades, so that the ripple between poles is no slope.</summary>
    private static readonly (double From, double To)[] Bands = [(0.002, 0.02), (0.02, 0.2)];

    private static readonly int Rows = Vector256.IsHardwareAccelerated ? 16 : 1;

    [Fact]
    public void Step_means_have_a_spectrum_of_1_over_f_up_to_half_the_step_frequency()
    {
        double[] spectrum = Spectrum(Relaxed());
        foreach ((double from, double to) in Bands)
        {
            int[] bins = Bins(from, to);
            double ratio = bins.Average(k => spectrum[k] / Exact((double)k / Length));
            double deviation = NormalBound * Math.Sqrt(2.0 / bins.Length / (Rows * Nodes));
            Assert.InRange(ratio, 1 - deviation, 1 + deviation);

            // Poles a decade apart have the level 1 / (2 f ln 10) together (two-sided), with a ripple of 6 %; the mean over a step takes (sin pi f / pi f)^2.
            Assert.All(bins, k => Assert.InRange(Exact((double)k / Length) * k / Length * 2 * Math.Log(10), to > 0.1 ? 0.8 : 0.93, 1.07));
            Assert.InRange(Slope(spectrum, from, to), -1.05, -0.95);
        }
    }

    /// <summary>What values at the steps, and not means over them, would have: fast poles fold back.</summary>
    [Fact]
    public void Values_at_steps_flatten_the_spectrum()
    {
        double[] spectrum = Spectrum(Sampled());
        Assert.InRange(Slope(spectrum, 0.05, 0.2), -0.8, -0.4);
    }

    /// <summary>The circuit does not see how it is cut into steps: one source, at steps of 1/10, 1 and 10 correlation times.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(10)]
    public void Variance_and_correlation_of_means_are_exact_at_every_step(double x)
    {
        using NoisyNetwork<float> network = Network(x);
        double a = Math.Exp(-x), variance = 2 * (x - 1 + a) / (x * x), covariance = (1 - a) * (1 - a) / (x * x);
        network.Start(Samples, 0, 40);
        float[][] first = [.. Samples.Select(row => network.States(row))];
        network.Continue(Rows, 40, 1);
        double count = Rows * Nodes, squares = 0, products = 0;
        for (int row = 0; row < Rows; row++)
        {
            float[] second = network.States(row);
            squares += second.Sum(v => (double)v * v);
            products += second.Zip(first[row], (v, w) => (double)v * w).Sum();
        }

        double rho = covariance / variance;
        Assert.InRange(squares / count / variance, 1 - NormalBound * Math.Sqrt(2 / count), 1 + NormalBound * Math.Sqrt(2 / count));
        Assert.InRange(products / count / variance, rho - NormalBound * Math.Sqrt((1 + rho * rho) / count), rho + NormalBound * Math.Sqrt((1 + rho * rho) / count));
    }

    private static int[] Samples => [.. Enumerable.Range(0, Rows)];

    /// <summary>Each state is what the sources add in the step: all that was is leaked away in one.</summary>
    private static NoisyNetwork<float> Network(params double[] lengths)
    {
        var network = new NoisyNetwork<float>(Rows, [Nodes], RelaxationMethod.Euler);
        network.Set(_ => 1, _ => 1, _ => 0);
        network.Noise.IsWhite = false;
        for (int k = 0; k < lengths.Length; k++)
        {
            network.Add(new OrnsteinUhlenbeckSource<float>(new(1, 0, StreamPurpose.FlickerNoise, 3 * k), lengths[k], network.Groups), _ => 1);
        }

        return network;
    }

    private static double[][] Relaxed()
    {
        using NoisyNetwork<float> network = Network([.. Poles.Select(f => 2 * Math.PI * f)]);
        double[][] series = [.. Enumerable.Range(0, Rows * Nodes).Select(_ => new double[Length])];
        for (int step = 0; step < Length; step++)
        {
            _ = step == 0 ? network.Start(Samples, 0, 1) : network.Continue(Rows, step, 1);
            for (int row = 0; row < Rows; row++)
            {
                ReadOnlySpan<float> states = network.Groups[0].State(0).Row(row);
                for (int i = 0; i < Nodes; i++)
                {
                    series[row * Nodes + i][step] = states[i];
                }
            }
        }

        return series;
    }

    private static double[][] Sampled()
    {
        var stream = new RandomStream(8, StreamPurpose.Study);
        return [.. Enumerable.Range(0, Nodes).Select(_ =>
        {
            double[] series = new double[Length];
            foreach (double pole in Poles)
            {
                double a = Math.Exp(-2 * Math.PI * pole), q = stream.NextGaussian();
                for (int step = 0; step < Length; step++)
                {
                    series[step] += q;
                    q = a * q + Math.Sqrt(1 - a * a) * stream.NextGaussian();
                }
            }

            return series;
        })];
    }

    private static double[] Spectrum(double[][] series)
    {
        double[] window = MathNet.Numerics.Window.HannPeriodic(Length), spectrum = new double[Length / 2];
        double power = window.Sum(w => w * w) * series.Length;
        foreach (double[] one in series)
        {
            Complex[] transform = [.. one.Zip(window, (v, w) => new Complex(v * w, 0))];
            Fourier.Forward(transform, FourierOptions.Matlab);
            for (int k = 0; k < spectrum.Length; k++)
            {
                spectrum[k] += (transform[k].Real * transform[k].Real + transform[k].Imaginary * transform[k].Imaginary) / power;
            }
        }

        return spectrum;
    }

    /// <summary>Spectrum of the means over steps, folding included, from their covariances: R0, then R1 a^(n-1).</summary>
    private static double Exact(double frequency) => Poles.Sum(pole =>
    {
        double x = 2 * Math.PI * pole, a = Math.Exp(-x), loss = -Math.Exp(-x / 2) * -2 * Math.Sinh(x / 2);
        Complex turn = Complex.Exp(new(0, 2 * Math.PI * frequency));
        double zero = x < 1e-3 ? 1 - x / 3 : 2 * (x - loss) / (x * x), one = loss * loss / (x * x);
        return zero + 2 * one * (turn / (1 - a * turn)).Real;
    });

    private static int[] Bins(double from, double to) => [.. Enumerable.Range(0, Length / 2).Where(k => k >= from * Length && k <= to * Length)];

    private static double Slope(double[] spectrum, double from, double to)
    {
        // Every octave weighs the same: least squares with weights 1 / f.
        int[] bins = Bins(from, to);
        double[] x = [.. bins.Select(k => Math.Log(k))], y = [.. bins.Select(k => Math.Log(spectrum[k]))], w = [.. bins.Select(k => 1.0 / k)];
        double mean = w.Zip(x, (a, b) => a * b).Sum() / w.Sum();
        return Enumerable.Range(0, x.Length).Sum(i => w[i] * (x[i] - mean) * y[i]) / Enumerable.Range(0, x.Length).Sum(i => w[i] * (x[i] - mean) * (x[i] - mean));
    }
}
