using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

/// <summary>What a seed makes of a fully connected chip, with plain double-precision equations beside it.</summary>
internal sealed class DrawnChip
{
    public DrawnChip(int seed, int neurons, double radius = 0.9, double tauSigma = 0.3)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study);
        Weights = new double[neurons, neurons];
        for (int i = 0; i < neurons; i++)
        {
            for (int j = 0; j < neurons; j++)
            {
                Weights[i, j] = (float)(radius / Math.Sqrt(neurons) * stream.NextGaussian());
            }
        }

        Biases = [.. Enumerable.Range(0, neurons).Select(_ => (double)(float)(0.5 * stream.NextGaussian()))];
        Leaks = [.. Enumerable.Range(0, neurons).Select(_ => (double)(float)stream.NextUniform(0.9, 1.2))];
        TimeConstants = [.. Enumerable.Range(0, neurons).Select(_ => Math.Exp(tauSigma * stream.NextGaussian()))];
        Start = [.. Enumerable.Range(0, neurons).Select(_ => (double)(float)stream.NextUniform(-1, 1))];
    }

    public double[,] Weights { get; }

    public double[] Biases { get; }

    public double[] Leaks { get; }

    public double[] TimeConstants { get; }

    public double[] Start { get; }

    public int Neurons => Biases.Length;
}
