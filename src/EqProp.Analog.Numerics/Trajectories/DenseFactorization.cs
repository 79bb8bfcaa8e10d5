using System.Numerics;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>LU factors with partial pivoting, in place. Every register width gives the same bits.</summary>
public sealed class DenseFactorization : ILinearSolver
{
    private double[] _factors = [];
    private int[] _pivots = [];
    private int _size;

    /// <inheritdoc/>
    public bool Factor(double[] matrix, int size)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfLessThan(matrix.Length, size * size, nameof(matrix));
        _factors = matrix;
        _size = size;
        if (_pivots.Length < size)
        {
            _pivots = new int[size];
        }

        for (int column = 0; column < size; column++)
        {
            int pivot = LargestBelow(column);
            _pivots[column] = pivot;
            Exchange(column, pivot);
            double divisor = matrix[column * size + column];
            if (!(Math.Abs(divisor) > 0 && double.IsFinite(divisor)))
            {
                return false;
            }

            Span<double> right = Row(column)[(column + 1)..];
            for (int row = column + 1; row < size; row++)
            {
                double factor = matrix[row * size + column] / divisor;
                matrix[row * size + column] = factor;
                if (factor != 0)
                {
                    Subtract(factor, right, Row(row)[(column + 1)..]);
                }
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Solve(Span<double> rightSide)
    {
        for (int i = 0; i < _size; i++)
        {
            (rightSide[i], rightSide[_pivots[i]]) = (rightSide[_pivots[i]], rightSide[i]);
        }

        for (int i = 1; i < _size; i++)
        {
            rightSide[i] -= Dot(Row(i)[..i], rightSide);
        }

        for (int i = _size - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = Row(i);
            rightSide[i] = (rightSide[i] - Dot(row[(i + 1)..], rightSide[(i + 1)..])) / row[i];
        }
    }

    /// <summary>Elements are independent of each other, so registers of any width round alike.</summary>
    private static void Subtract(double factor, ReadOnlySpan<double> values, Span<double> from)
    {
        int i = 0;
        for (; i + Vector<double>.Count <= values.Length; i += Vector<double>.Count)
        {
            (new Vector<double>(from[i..]) - factor * new Vector<double>(values[i..])).CopyTo(from[i..]);
        }

        for (; i < values.Length; i++)
        {
            from[i] -= factor * values[i];
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private Span<double> Row(int row) => _factors.AsSpan(row * _size, _size);

    private int LargestBelow(int column)
    {
        int largest = column;
        for (int row = column + 1; row < _size; row++)
        {
            if (Math.Abs(_factors[row * _size + column]) > Math.Abs(_factors[largest * _size + column]))
            {
                largest = row;
            }
        }

        return largest;
    }

    /// <summary>Whole rows, factors included, so that the right side can be exchanged beforehand.</summary>
    private void Exchange(int row, int other)
    {
        if (row == other)
        {
            return;
        }

        Span<double> first = Row(row), second = Row(other);
        for (int i = 0; i < _size; i++)
        {
            (first[i], second[i]) = (second[i], first[i]);
        }
    }
}
