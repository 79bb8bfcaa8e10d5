using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>A piece of work with its data, which our kernels and perhaps other libraries can do.</summary>
internal abstract class KernelCase : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>The work as one contender does it.</summary>
    /// <param name="contender">A name from <see cref="Contender"/>.</param>
    public Action By(string contender) => Contender.Width(contender) is { } width ? Ours(width) : Theirs(contender);

    /// <summary>The work as our kernels do it.</summary>
    /// <param name="width">Register width.</param>
    public abstract Action Ours(VectorWidth width);

    /// <summary>The work as our kernels do it at the width that they choose by themselves.</summary>
    public Action Ours() => Ours(VectorWidthSelection.Widest);

    /// <summary>The work as another library does it.</summary>
    /// <param name="library">A name from <see cref="Contender"/>.</param>
    public virtual Action Theirs(string library) => throw new ArgumentException($"{library} does not do this.", nameof(library));

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(buffer => buffer.Dispose());

    /// <summary>Takes ownership.</summary>
    protected TBuffer Own<TBuffer>(TBuffer buffer)
        where TBuffer : IDisposable
    {
        _owned.Add(buffer);
        return buffer;
    }

    /// <summary>A matrix of uniform numbers.</summary>
    protected BatchMatrix<T> Filled<T>(int rows, int columns, double low = -1, double high = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        BatchMatrix<T> matrix = Own(new BatchMatrix<T>(rows, columns));
        var random = new RandomStream(rows, StreamPurpose.Study, (ulong)columns);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref T value in matrix.Row(row))
            {
                value = T.CreateTruncating(random.NextUniform(low, high));
            }
        }

        return matrix;
    }
}
