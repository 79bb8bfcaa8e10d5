namespace EqProp.Analog.Simulation.Noise;

/// <summary>The Cholesky factor L of a covariance, L L'; nodes without noise have rows of zeros.</summary>
internal static class SemidefiniteFactor
{
    /// <summary>A pivot below so small a part of its own variance is rounding: the node's noise is that of others.</summary>
    private const double Rounding = 1e-13;

    /// <summary>Factors a symmetric matrix in place: L is left in its lower triangle.</summary>
    public static void Factor(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        for (int j = 0; j < size; j++)
        {
            double variance = matrix[j, j], pivot = variance;
            for (int k = 0; k < j; k++)
            {
                pivot -= matrix[j, k] * matrix[j, k];
            }

            double root = pivot > Rounding * variance ? Math.Sqrt(pivot) : 0;
            matrix[j, j] = root;
            for (int i = j + 1; i < size; i++)
            {
                double sum = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= matrix[i, k] * matrix[j, k];
                }

                matrix[i, j] = root > 0 ? sum / root : 0;
            }
        }
    }
}
