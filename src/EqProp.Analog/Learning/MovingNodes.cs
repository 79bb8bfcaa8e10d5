using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Learning;

/// <summary>Dense linear solves on the nodes that are not held at a rail.</summary>
internal static class MovingNodes
{
    /// <summary>Solves matrix x = right over the nodes that move; x is zero at the held ones.</summary>
    public static double[] Solve(double[,] matrix, bool[] held, double[] right) =>
        Solve(held, right, (i, j) => matrix[i, j]);

    /// <summary>The same with the transposed matrix.</summary>
    public static double[] SolveTransposed(double[,] matrix, bool[] held, double[] right) =>
        Solve(held, right, (i, j) => matrix[j, i]);

    /// <summary>Indices of the nodes that are not held.</summary>
    public static int[] Of(bool[] held) => [.. Enumerable.Range(0, held.Length).Where(i => !held[i])];

    private static double[] Solve(bool[] held, double[] right, Func<int, int, double> entry)
    {
        int[] moving = Of(held);
        var result = new double[right.Length];
        if (moving.Length == 0)
        {
            return result;
        }

        var matrix = Matrix<double>.Build.Dense(moving.Length, moving.Length, (i, j) => entry(moving[i], moving[j]));
        var solution = matrix.Solve(Vector<double>.Build.Dense(moving.Length, i => right[moving[i]]));
        for (int i = 0; i < moving.Length; i++)
        {
            result[moving[i]] = solution[i];
        }

        return result;
    }
}
