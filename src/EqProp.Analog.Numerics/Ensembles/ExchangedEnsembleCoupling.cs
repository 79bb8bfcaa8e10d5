using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>The way back through the weights of a coupling: its sources see its targets through the same memory.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ExchangedEnsembleCoupling<T> : EnsembleCoupling<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Turns a coupling round.</summary>
    /// <param name="ahead">The coupling.</param>
    /// <param name="targets">The group that it acts on.</param>
    internal ExchangedEnsembleCoupling(DenseEnsembleCoupling<T> ahead, EnsembleGroup<T> targets)
        : base(targets, ahead.Weights) => Ahead = ahead;

    /// <summary>The coupling that owns the weights.</summary>
    public DenseEnsembleCoupling<T> Ahead { get; }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
