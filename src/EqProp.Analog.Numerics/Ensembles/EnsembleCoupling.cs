using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Weights, each chip its own, through which one group sees the outputs of a group.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class EnsembleCoupling<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Binds a coupling to its source.</summary>
    /// <param name="source">The group that is seen.</param>
    /// <param name="weights">Weights of all chips.</param>
    private protected EnsembleCoupling(EnsembleGroup<T> source, ChipMatrix<T> weights)
    {
        Source = source;
        Weights = weights;
    }

    /// <summary>The group that is seen.</summary>
    public EnsembleGroup<T> Source { get; }

    /// <summary>Weights in the order that the kernel reads them.</summary>
    internal ChipMatrix<T> Weights { get; }

    /// <inheritdoc/>
    public virtual void Dispose() => Weights.Dispose();
}
