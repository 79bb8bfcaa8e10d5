using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// The conductances of one coupling, stored once: both directions of a reciprocal coupling use the same matrix. Its rows
/// belong to the smaller of two coupled groups, so that registers run along the larger and are full.
/// </summary>
internal sealed class SynapseArray<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkLayout _layout;
    private readonly int _targets;

    public SynapseArray(NetworkLayout layout, Coupling coupling)
    {
        _layout = layout;
        Coupling = coupling;
        int sources = layout.Groups[coupling.Source].Size, targets = layout.Groups[coupling.Target].Size;
        _targets = targets;
        IsTransposed = !IsClamped && sources > targets;
        Weights = IsTransposed ? new(targets, sources) : new(sources, targets);
        if (coupling.Plastic is not null || IsWithinGroup)
        {
            Plastic = IsTransposed ? new(targets, sources) : new(sources, targets);
            for (int i = 0; i < sources; i++)
            {
                for (int j = 0; j < targets; j++)
                {
                    bool plastic = coupling.Plastic?[i * targets + j] ?? true;
                    At(Plastic, i, j) = plastic && coupling.Exists(i, j, targets) ? T.One : T.Zero;
                }
            }
        }
    }

    public Coupling Coupling { get; }

    public bool IsClamped => Coupling.Source == 0;

    public bool IsReciprocal => Coupling.Kind == EdgeKind.Reciprocal;

    public bool IsWithinGroup => Coupling.Source == Coupling.Target;

    /// <summary>Whether rows of the matrices belong to targets.</summary>
    public bool IsTransposed { get; }

    /// <summary>[sources x targets], or [targets x sources] where transposed.</summary>
    public BatchMatrix<T> Weights { get; }

    /// <summary>1 where learning may write, oriented as the weights; null where it may write everywhere.</summary>
    public BatchMatrix<T>? Plastic { get; }

    public void Program(ReadOnlySpan<double> weights)
    {
        for (int k = 0; k < weights.Length; k++)
        {
            var (i, j) = Math.DivRem(k, _targets);
            At(Weights, i, j) = Coupling.Exists(i, j, _targets)
                ? T.CreateTruncating(Math.Clamp(weights[k], _layout.WeightMinimum, _layout.WeightMaximum))
                : T.Zero;
        }
    }

    public void ReadBack(Span<double> weights)
    {
        for (int k = 0; k < weights.Length; k++)
        {
            var (i, j) = Math.DivRem(k, _targets);
            weights[k] = double.CreateTruncating(At(Weights, i, j));
        }
    }

    public void Dispose()
    {
        Weights.Dispose();
        Plastic?.Dispose();
    }

    private ref T At(BatchMatrix<T> matrix, int source, int target) =>
        ref IsTransposed ? ref matrix.Row(target)[source] : ref matrix.Row(source)[target];
}
