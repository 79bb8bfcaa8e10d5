using System.Numerics;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>Reciprocal synapses within a group, each of which has two entries in its matrix.</summary>
internal static class Pairs
{
    /// <summary>Makes the entries below the diagonal those above it.</summary>
    public static void Mirror<T>(BatchMatrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < matrix.Rows; i++)
        {
            ReadOnlySpan<T> row = matrix.Row(i);
            for (int j = i + 1; j < matrix.Rows; j++)
            {
                matrix.Row(j)[i] = row[j];
            }
        }
    }
}
