namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>Normal equations of a few unknowns.</summary>
internal static unsafe class LeastSquares
{
    /// <summary>Solves a positive definite system in place by elimination.</summary>
    /// <param name="matrix">[count x (count + 1)]: the matrix, and the right side in its last column, which the solution takes.</param>
    /// <param name="count">Unknowns.</param>
    /// <returns>False where the matrix is not positive definite, or not of numbers.</returns>
    public static bool Solve(double* matrix, int count)
    {
        int width = count + 1;
        for (int pivot = 0; pivot < count; pivot++)
        {
            double* top = matrix + pivot * width;
            if (!(top[pivot] > 0) || !double.IsFinite(top[count]))
            {
                return false;
            }

            for (int i = pivot + 1; i < count; i++)
            {
                double* row = matrix + i * width;
                double factor = row[pivot] / top[pivot];
                for (int j = pivot; j <= count; j++)
                {
                    row[j] -= factor * top[j];
                }
            }
        }

        for (int i = count - 1; i >= 0; i--)
        {
            double* row = matrix + i * width;
            double sum = row[count];
            for (int j = i + 1; j < count; j++)
            {
                sum -= row[j] * matrix[j * width + count];
            }

            row[count] = sum / row[i];
        }

        return count == 0 || double.IsFinite(matrix[count]);
    }
}
