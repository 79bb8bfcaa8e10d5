using System.Numerics;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation.Holomorphic;

/// <summary>
/// Samples of one group at the points of a contour: weight y and conj y, whose products over two groups sum up to Re sum_k w_k y_i y_j, and the sum
/// Re sum_k w_k y of each example.
/// </summary>
internal sealed class ContourSamples<T>(int points, int capacity, int columns) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ComplexStack<T> Weighted { get; } = new(points * capacity, columns);

    public ComplexStack<T> Conjugate { get; } = new(points * capacity, columns);

    /// <summary>[examples x nodes].</summary>
    public BatchMatrix<T> Sum { get; } = new(capacity, columns);

    /// <summary>Adds a sample of one example.</summary>
    /// <param name="row">Its row among those of all points.</param>
    /// <param name="example">The example.</param>
    /// <param name="real">Real part.</param>
    /// <param name="across">Imaginary part; empty where it is real.</param>
    /// <param name="weight">Weight of the point.</param>
    public void Add(int row, int example, ReadOnlySpan<T> real, ReadOnlySpan<T> across, Complex weight)
    {
        Weighted.Put(row, real, across, weight);
        Conjugate.PutConjugate(row, real, across);
        Span<T> sum = Sum.Row(example), weighted = Weighted.Real.Row(row);
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += weighted[i];
        }
    }

    public void Dispose()
    {
        Weighted.Dispose();
        Conjugate.Dispose();
        Sum.Dispose();
    }
}
