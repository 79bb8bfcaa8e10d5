using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// A fully connected chip tau x' = -x + W tanh x + b that starts at x = 0: independent Gaussian weights of spectral radius
/// about 0.9, biases of standard deviation 0.5, time constants log-normal around 1 with sigma 0.2.
/// </summary>
internal sealed class DrawnChip
{
    private const double SpectralRadius = 0.9;
    private const double BiasSigma = 0.5;
    private const double TimeConstantSigma = 0.2;

    public DrawnChip(int index, int neurons)
    {
        var stream = new RandomStream(1, StreamPurpose.Study, (ulong)index);
        Weights = new double[neurons, neurons];
        Biases = new double[neurons];
        TimeConstants = new double[neurons];
        for (int i = 0; i < neurons; i++)
        {
            for (int j = 0; j < neurons; j++)
            {
                Weights[i, j] = SpectralRadius / Math.Sqrt(neurons) * stream.NextGaussian();
            }

            Biases[i] = BiasSigma * stream.NextGaussian();
            TimeConstants[i] = Math.Exp(TimeConstantSigma * stream.NextGaussian());
        }
    }

    public double[,] Weights { get; }

    public double[] Biases { get; }

    public double[] TimeConstants { get; }

    /// <summary>States at equal intervals of time by plain classical Runge-Kutta in double precision.</summary>
    public double[][] Reference(double interval, int intervals)
    {
        const int StepsPerInterval = 100;
        int n = Biases.Length;
        double h = interval / StepsPerInterval;
        double[] x = new double[n], y = new double[n], stage = new double[n];
        double[][] k = [new double[n], new double[n], new double[n], new double[n]];
        double[][] samples = new double[intervals][];
        for (int sample = 0; sample < intervals; sample++)
        {
            for (int step = 0; step < StepsPerInterval; step++)
            {
                Slope(x, y, k[0]);
                for (int s = 1; s < 4; s++)
                {
                    for (int i = 0; i < n; i++)
                    {
                        stage[i] = x[i] + (s == 3 ? h : h / 2) * k[s - 1][i];
                    }

                    Slope(stage, y, k[s]);
                }

                for (int i = 0; i < n; i++)
                {
                    x[i] += h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
                }
            }

            samples[sample] = [.. x];
        }

        return samples;
    }

    private void Slope(double[] x, double[] y, double[] slope)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Math.Tanh(x[i]);
        }

        for (int i = 0; i < x.Length; i++)
        {
            double net = Biases[i];
            for (int j = 0; j < x.Length; j++)
            {
                net += Weights[i, j] * y[j];
            }

            slope[i] = (net - x[i]) / TimeConstants[i];
        }
    }
}
