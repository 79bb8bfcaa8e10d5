using System.Numerics;
using EqProp.Analog.Numerics.RandomStreams;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>A drawn network of capacitances to ground with a leak each, and resistors between them.</summary>
internal sealed class PassiveNetwork
{
    private readonly Matrix<double> _conductances;

    public PassiveNetwork(int nodes)
    {
        var stream = new RandomStream(5, StreamPurpose.Study);
        _conductances = Matrix<double>.Build.DenseDiagonal(nodes, nodes, _ => stream.NextUniform(0.5, 1.5));
        Capacitances = [.. Enumerable.Range(0, nodes).Select(_ => stream.NextUniform(0.7, 1.4))];
        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double conductance = stream.NextDouble() < 0.5 ? stream.NextUniform(0, 1) : 0;
                _conductances[i, j] = _conductances[j, i] = -conductance;
                _conductances[i, i] += conductance;
                _conductances[j, j] += conductance;
            }
        }

        var rates = (Scale * _conductances * Scale).Evd(Symmetricity.Symmetric).EigenValues.Real();
        SlowestRate = rates.Minimum();
        FastestRate = rates.Maximum();
    }

    public double[] Capacitances { get; }

    private int Nodes => Capacitances.Length;

    public Matrix<double> InverseCapacitances => Scale * Scale;

    public double SlowestRate { get; }

    public double FastestRate { get; }

    /// <summary>Weight to one node from another of the same copy.</summary>
    public double Weight(int i, int j) => i == j || i / Nodes != j / Nodes ? 0 : -_conductances[i % Nodes, j % Nodes];

    /// <summary>Johnson noise of every conductance, one source each: L L' = 2 theta step C^-1 G C^-1.</summary>
    public void SetUp<T>(NoisyNetwork<T> network, double step, double theta, int copies = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        network.Set(i => _conductances[i % Nodes, i % Nodes], i => step / Capacitances[i % Nodes], _ => 0);
        double[,] factor = (2 * theta * step * InverseCapacitances * _conductances * InverseCapacitances).Cholesky().Factor.ToArray(), all = new double[copies * Nodes, copies * Nodes];
        for (int i = 0; i < copies * Nodes; i++)
        {
            for (int j = i / Nodes * Nodes; j <= i; j++)
            {
                all[i, j] = factor[i % Nodes, j % Nodes];
            }
        }

        network.Correlate(all);
    }

    /// <summary>C^-1/2 (1 - step C^-1/2 G C^-1/2)^power C^-1/2: what is left of something in equilibrium.</summary>
    public Matrix<double> Memory(double step, int power)
    {
        var keep = Matrix<double>.Build.DenseIdentity(Capacitances.Length) - step * (Scale * _conductances * Scale);
        return Scale * keep.Power(power) * Scale;
    }

    private Matrix<double> Scale => Matrix<double>.Build.DenseDiagonal(Capacitances.Length, Capacitances.Length, i => 1 / Math.Sqrt(Capacitances[i]));

    /// <summary>Largest error of an element of a covariance over the geometric mean of the variances.</summary>
    public static double LargestError(Matrix<double> exact, Matrix<double> found) =>
        (found - exact).MapIndexed((i, j, error) => Math.Abs(error) / Math.Sqrt(exact[i, i] * exact[j, j])).Enumerate().Max();
}
