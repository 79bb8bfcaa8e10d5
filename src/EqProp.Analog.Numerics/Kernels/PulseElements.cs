using System.Numerics;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>The elements that a <see cref="PulseWriter{T}"/> writes. Every matrix has the shape of the values.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Values">What is seen of them.</param>
public sealed record PulseElements<T>(BatchMatrix<T> Values)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What is stored, where noise hides it; null: what is seen.</summary>
    public BatchMatrix<T>? Stored { get; init; }

    /// <summary>Steps upwards; null: all alike.</summary>
    public BatchMatrix<T>? Up { get; init; }

    /// <summary>Steps downwards; null: all alike.</summary>
    public BatchMatrix<T>? Down { get; init; }

    /// <summary>Lower bounds; null: all alike.</summary>
    public BatchMatrix<T>? Low { get; init; }

    /// <summary>Upper bounds; null: all alike.</summary>
    public BatchMatrix<T>? High { get; init; }

    /// <summary>1 where an element may be written; null: everywhere.</summary>
    public BatchMatrix<T>? Plastic { get; init; }
}
