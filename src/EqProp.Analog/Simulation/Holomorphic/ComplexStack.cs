using System.Numerics;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation.Holomorphic;

/// <summary>Complex samples of a group, one row an example and point of a contour, real and imaginary parts in matrices of their own.</summary>
internal sealed class ComplexStack<T>(int rows, int columns) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public BatchMatrix<T> Real { get; } = new(rows, columns);

    public BatchMatrix<T> Across { get; } = new(rows, columns);

    /// <summary>Writes weight times a sample.</summary>
    /// <param name="row">Which row.</param>
    /// <param name="real">Real part of the sample.</param>
    /// <param name="across">Its imaginary part; empty where it is real.</param>
    /// <param name="weight">The weight.</param>
    public void Put(int row, ReadOnlySpan<T> real, ReadOnlySpan<T> across, Complex weight)
    {
        T along = T.CreateTruncating(weight.Real), aside = T.CreateTruncating(weight.Imaginary);
        Span<T> toReal = Real.Row(row), toAcross = Across.Row(row);
        if (across.IsEmpty)
        {
            for (int i = 0; i < toReal.Length; i++)
            {
                toReal[i] = along * real[i];
            }

            toAcross.Clear();
            return;
        }

        for (int i = 0; i < toReal.Length; i++)
        {
            toReal[i] = along * real[i] - aside * across[i];
            toAcross[i] = along * across[i] + aside * real[i];
        }
    }

    /// <summary>Writes the conjugate of a sample, so that a product with a weighted sample adds up to the real part of weight y z.</summary>
    /// <param name="row">Which row.</param>
    /// <param name="real">Real part of the sample.</param>
    /// <param name="across">Its imaginary part; empty where it is real.</param>
    public void PutConjugate(int row, ReadOnlySpan<T> real, ReadOnlySpan<T> across)
    {
        real.CopyTo(Real.Row(row));
        Span<T> to = Across.Row(row);
        to.Clear();
        for (int i = 0; i < across.Length; i++)
        {
            to[i] = -across[i];
        }
    }

    public void Dispose()
    {
        Real.Dispose();
        Across.Dispose();
    }
}
