namespace EqProp.Analog.Tests.Simulation.Noise;

/// <summary>Sample moments and how far they may be from the true ones.</summary>
internal static class Moments
{
    /// <summary>Deviations that a check allows: one false alarm in two million checks of a normal number.</summary>
    public const double Sigmas = 5;

    /// <summary>Covariance about the sample mean.</summary>
    public static double[,] Covariance(double[][] samples)
    {
        int size = samples[0].Length;
        double[] mean = [.. Enumerable.Range(0, size).Select(i => samples.Average(sample => sample[i]))];
        var covariance = new double[size, size];
        foreach (double[] sample in samples)
        {
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    covariance[i, j] += (sample[i] - mean[i]) * (sample[j] - mean[j]) / (samples.Length - 1);
                }
            }
        }

        return covariance;
    }

    /// <summary>Every entry within <see cref="Sigmas"/> of its own sampling error, and of a part of the true deviations.</summary>
    public static void AssertCovariance(double[,] expected, double[][] samples, double bias = 0)
    {
        double[,] measured = Covariance(samples);
        for (int i = 0; i < expected.GetLength(0); i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = expected[i, i] * expected[j, j];
                double tolerance = Sigmas * Math.Sqrt((product + expected[i, j] * expected[i, j]) / samples.Length) + bias * Math.Sqrt(product);
                Assert.True(
                    Math.Abs(measured[i, j] - expected[i, j]) <= tolerance,
                    $"({i}, {j}): expected {expected[i, j]:g6}, got {measured[i, j]:g6}, may differ by {tolerance:g3}");
            }
        }
    }

    /// <summary>Mean square of numbers that all have the variance <paramref name="expected"/> and mean zero.</summary>
    public static void AssertVariance(double expected, IReadOnlyList<double> values, double bias = 0)
    {
        double measured = values.Average(x => x * x);
        double tolerance = Sigmas * expected * Math.Sqrt(2.0 / values.Count) + bias * expected;
        Assert.True(Math.Abs(measured - expected) <= tolerance, $"expected {expected:g6}, got {measured:g6}, may differ by {tolerance:g3}");
    }
}
