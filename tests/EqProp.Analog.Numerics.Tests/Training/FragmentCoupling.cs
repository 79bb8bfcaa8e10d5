using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Tests.Training;

/// <summary>A reciprocal coupling, stored once: rows belong to the small group. A group coupled to itself has no diagonal.</summary>
internal sealed class FragmentCoupling<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public FragmentCoupling(StateGroup<T>[] groups, int small, int large, RandomStream stream)
    {
        (Small, Large) = (small, large);
        Weights = Drawn(groups[small].Size, groups[large].Size, stream);
        groups[large].Incoming.Add(new(groups[small], Weights, IsTransposed: false));
        if (small != large)
        {
            groups[small].Incoming.Add(new(groups[large], Weights, IsTransposed: true));
            return;
        }

        Plastic = new(Weights.Rows, Weights.Columns);
        for (int i = 0; i < Weights.Rows; i++)
        {
            Plastic.Row(i).Fill(T.One);
            Plastic.Row(i)[i] = T.Zero;
            Weights.Row(i)[i] = T.Zero;
        }
    }

    public int Small { get; }

    public int Large { get; }

    public BatchMatrix<T> Weights { get; }

    public BatchMatrix<T>? Plastic { get; }

    /// <summary>A matrix of uniform numbers between -0.1 and 0.1.</summary>
    public static BatchMatrix<T> Drawn(int rows, int columns, RandomStream stream)
    {
        var matrix = new BatchMatrix<T>(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref T weight in matrix.Row(row))
            {
                weight = T.CreateTruncating(stream.NextUniform(-0.1, 0.1));
            }
        }

        return matrix;
    }

    public void Dispose()
    {
        Weights.Dispose();
        Plastic?.Dispose();
    }
}
