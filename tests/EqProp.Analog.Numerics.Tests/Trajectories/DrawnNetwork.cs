using EqProp.Analog.Numerics.RandomStreams;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>Numbers of a fully connected network, drawn from a seed: symmetric weights unless they rotate, none of a neuron to itself.</summary>
internal sealed class DrawnNetwork
{
    private readonly int _seed;
    private readonly double _driveSigma;

    /// <summary>Draws.</summary>
    /// <param name="seed">Names the network.</param>
    /// <param name="size">Neurons.</param>
    /// <param name="weightSigma">Standard deviation of weights, over the root of the size.</param>
    /// <param name="timeSpread">Standard deviation of the logarithm of time constants around 1.</param>
    /// <param name="driveSigma">Standard deviation of drives.</param>
    /// <param name="rotates">Whether weights are antisymmetric, so that states go round instead of settling.</param>
    public DrawnNetwork(int seed, int size, double weightSigma = 0.5, double timeSpread = 0.3, double driveSigma = 1, bool rotates = false)
    {
        _seed = seed;
        _driveSigma = driveSigma;
        var stream = new RandomStream(7, StreamPurpose.Study, (ulong)seed);
        Weights = new double[size, size];
        TimeConstants = new double[size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Weights[i, j] = weightSigma / Math.Sqrt(size) * stream.NextGaussian();
                Weights[j, i] = rotates ? -Weights[i, j] : Weights[i, j];
            }

            TimeConstants[i] = Math.Exp(timeSpread * stream.NextGaussian());
        }
    }

    public int Size => TimeConstants.Length;

    public double[,] Weights { get; }

    public double[] TimeConstants { get; }

    /// <summary>Drive of one example.</summary>
    public double[] Drive(int row)
    {
        var stream = new RandomStream(8, StreamPurpose.Study, (ulong)(1000 * _seed + row));
        return [.. Enumerable.Range(0, Size).Select(_ => _driveSigma * stream.NextGaussian())];
    }

    /// <summary>States of the linear network x' = R (W - 1) x + R drive at a time after x = 0, by eigenvectors of the symmetric R^1/2 (W - 1) R^1/2.</summary>
    public double[] LinearStates(double time, int row = 0)
    {
        Matrix<double> root = Matrix<double>.Build.DenseOfDiagonalArray([.. TimeConstants.Select(tau => 1 / Math.Sqrt(tau))]);
        Matrix<double> k = root * (Matrix<double>.Build.DenseOfArray(Weights) - Matrix<double>.Build.DenseIdentity(Size)) * root;
        var eigen = k.Evd(Symmetricity.Symmetric);
        Vector<double> drive = eigen.EigenVectors.TransposeThisAndMultiply(root * Vector<double>.Build.Dense(Drive(row)));
        Vector<double> modes = drive.MapIndexed((i, d) => d * time * Phi1(eigen.EigenValues[i].Real * time));
        return (root * (eigen.EigenVectors * modes)).ToArray();
    }

    private static double Phi1(double z) => Math.Abs(z) < 1e-5 ? 1 + z / 2 + z * z / 6 : (Math.Exp(z) - 1) / z;
}
