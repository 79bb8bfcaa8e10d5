using EqProp.Analog.Numerics.Integrators;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>dx = A x dt + diag(sigma) dW: transconductances, so that A is neither symmetric nor scaled to be.</summary>
internal static class ActiveNetwork
{
    public const int Size = 3;

    private static readonly double[] Sigma = [0.8, 0.3, 1.1];

    private static Matrix<double> Drift => Matrix<double>.Build.DenseOfArray(new[,] { { -1.0, 0.9, -0.6 }, { -1.4, -1.3, 0.5 }, { 0.7, 1.2, -2.0 } });

    /// <summary>Solution S of A S + S A' + diag(sigma^2) = 0, as a system of linear equations.</summary>
    public static Matrix<double> Stationary
    {
        get
        {
            Matrix<double> unit = Matrix<double>.Build.DenseIdentity(Size), equations = Drift.KroneckerProduct(unit) + unit.KroneckerProduct(Drift);
            var noise = Vector<double>.Build.Dense(Size * Size);
            for (int i = 0; i < Size; i++)
            {
                noise[i * (Size + 1)] = -Sigma[i] * Sigma[i];
            }

            Vector<double> solution = equations.Solve(noise);
            return Matrix<double>.Build.Dense(Size, Size, (i, j) => solution[i * Size + j]);
        }
    }

    /// <summary>Covariance after a time from zero: S - e^At S e^A't.</summary>
    public static Matrix<double> After(double time)
    {
        // Squared out of a short time, where twenty terms of the series are exact.
        const int Squarings = 10, Terms = 20;
        Matrix<double> term = Matrix<double>.Build.DenseIdentity(Size), exponential = term;
        for (int n = 1; n < Terms; n++)
        {
            term = term * Drift * (time / (1 << Squarings) / n);
            exponential += term;
        }

        exponential = exponential.Power(1 << Squarings);
        return Stationary - exponential * Stationary * exponential.Transpose();
    }

    /// <summary>Covariance that a method gives after some steps from zero.</summary>
    public static Matrix<double> Found(StochasticMethod method, double step, int steps) => LinearResponse.Covariance(
        method, Size, steps, network => network.Set(i => -Drift[i, i], _ => step, i => Sigma[i] * Math.Sqrt(step)), (i, j) => i == j ? 0 : Drift[i, j]);
}
