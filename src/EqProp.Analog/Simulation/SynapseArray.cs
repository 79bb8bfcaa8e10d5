using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// The conductances of one coupling. A reciprocal coupling between two groups keeps its transpose beside it for the
/// backward direction; the two are one set of conductances.
/// </summary>
internal sealed class SynapseArray<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkLayout _layout;

    public SynapseArray(NetworkLayout layout, Coupling coupling)
    {
        _layout = layout;
        Coupling = coupling;
        int sources = layout.Groups[coupling.Source].Size, targets = layout.Groups[coupling.Target].Size;
        Weights = new(sources, targets);
        if (IsReciprocal && !IsWithinGroup && !IsClamped)
        {
            Backward = new(targets, sources);
        }

        if (coupling.Plastic is not null || IsWithinGroup)
        {
            Plastic = new(sources, targets);
            for (int i = 0; i < sources; i++)
            {
                for (int j = 0; j < targets; j++)
                {
                    bool plastic = coupling.Plastic?[i * targets + j] ?? true;
                    Plastic.Row(i)[j] = plastic && coupling.Exists(i, j, targets) ? T.One : T.Zero;
                }
            }
        }
    }

    public Coupling Coupling { get; }

    public bool IsClamped => Coupling.Source == 0;

    public bool IsReciprocal => Coupling.Kind == EdgeKind.Reciprocal;

    public bool IsWithinGroup => Coupling.Source == Coupling.Target;

    /// <summary>[sources x targets].</summary>
    public BatchMatrix<T> Weights { get; }

    /// <summary>[targets x sources] of a reciprocal coupling between two free groups; otherwise null.</summary>
    public BatchMatrix<T>? Backward { get; }

    /// <summary>1 where learning may write; null where it may write everywhere.</summary>
    public BatchMatrix<T>? Plastic { get; }

    public void Program(ReadOnlySpan<double> weights)
    {
        for (int i = 0; i < Weights.Rows; i++)
        {
            Span<T> row = Weights.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = Coupling.Exists(i, j, row.Length)
                    ? T.CreateTruncating(Math.Clamp(weights[i * row.Length + j], _layout.WeightMinimum, _layout.WeightMaximum))
                    : T.Zero;
            }
        }

        Backward?.TransposeFrom(Weights);
    }

    public void ReadBack(Span<double> weights)
    {
        for (int i = 0; i < Weights.Rows; i++)
        {
            Span<T> row = Weights.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                weights[i * row.Length + j] = double.CreateTruncating(row[j]);
            }
        }
    }

    /// <summary>
    /// To be called after the weights were written in place: makes the backward direction agree. Within a group both halves of
    /// the matrix are sums of the same products, so they stay equal to the bit.
    /// </summary>
    public void Refresh() => Backward?.TransposeFrom(Weights);

    public void Dispose()
    {
        Weights.Dispose();
        Backward?.Dispose();
        Plastic?.Dispose();
    }
}
