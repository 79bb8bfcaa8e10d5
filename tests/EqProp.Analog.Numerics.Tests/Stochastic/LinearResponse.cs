using EqProp.Analog.Numerics.Integrators;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>
/// What a linear network makes of each single number of its noise, without statistics: as many examples as there are numbers, each with numbers of its
/// own, give as many equations for the weights of the numbers in each state.
/// </summary>
internal static class LinearResponse
{
    /// <summary>Weights [numbers x states] of the normal numbers of some steps in the states after them, from zero.</summary>
    public static Matrix<double> Weights(StochasticMethod method, int size, int steps, Action<NoisyNetwork<double>> setUp, Func<int, int, double>? weight = null)
    {
        int perStep = size * method.NumbersPerStep;
        int count = perStep * (steps + (method == StochasticMethod.AveragedEuler ? 1 : 0));
        using var network = new NoisyNetwork<double>(count, [size], method.Method, weight);
        setUp(network);
        int[] samples = [.. Enumerable.Range(0, count)];
        network.Start(samples, 0, steps);
        Matrix<double> numbers = Matrix<double>.Build.Dense(count, count), states = Matrix<double>.Build.Dense(count, size);
        foreach (int row in samples)
        {
            double[] all = [.. Enumerable.Range(0, count / perStep).SelectMany(step =>
                Enumerable.Range(0, method.NumbersPerStep).SelectMany(channel => Draws.Normal(NoisyNetwork<double>.Key, channel, step, row, 0, size)))];
            numbers.SetRow(row, all);
            states.SetRow(row, network.States(row));
        }

        return numbers.Solve(states);
    }

    /// <summary>Covariance of the states after some steps from zero.</summary>
    public static Matrix<double> Covariance(StochasticMethod method, int size, int steps, Action<NoisyNetwork<double>> setUp, Func<int, int, double>? weight = null)
    {
        Matrix<double> weights = Weights(method, size, steps, setUp, weight);
        return weights.TransposeThisAndMultiply(weights);
    }
}
