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
    private readonly BatchMatrix<T>? _amplified;
    private readonly BatchMatrix<T>? _attenuated;

    public SynapseArray(NetworkLayout layout, Coupling coupling)
    {
        _layout = layout;
        Coupling = coupling;
        int sources = layout.Groups[coupling.Source].Size, targets = layout.Groups[coupling.Target].Size;
        _targets = targets;
        IsTransposed = !IsClamped && sources > targets;
        Weights = IsTransposed ? new(targets, sources) : new(sources, targets);
        if (coupling.Gain != 1)
        {
            _amplified = new(Weights.Rows, Weights.Columns);
            _attenuated = ActsOnSource ? new(Weights.Rows, Weights.Columns) : null;
        }

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

    /// <summary>Whether currents flow back into a source group.</summary>
    public bool ActsOnSource => IsReciprocal && !IsClamped && !IsWithinGroup;

    /// <summary>Whether rows of the matrices belong to targets.</summary>
    public bool IsTransposed { get; }

    /// <summary>[sources x targets], or [targets x sources] where transposed.</summary>
    public BatchMatrix<T> Weights { get; }

    /// <summary>What acts on the target: the weights times the gain of an amplifier, as <see cref="Amplify"/> left them.</summary>
    public BatchMatrix<T> Forward => _amplified ?? Weights;

    /// <summary>What acts on the source: the weights over the gain of an amplifier, as <see cref="Amplify"/> left them.</summary>
    public BatchMatrix<T> Backward => _attenuated ?? Weights;

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

    /// <summary>Brings the matrices behind an amplifier up to date; without one the weights serve themselves.</summary>
    public void Amplify(KernelSet<T> kernels)
    {
        if (_amplified is not null)
        {
            kernels.Scale(Weights, T.CreateTruncating(Coupling.Gain), _amplified);
        }

        if (_attenuated is not null)
        {
            kernels.Scale(Weights, T.CreateTruncating(1 / Coupling.Gain), _attenuated);
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
        _amplified?.Dispose();
        _attenuated?.Dispose();
        Plastic?.Dispose();
    }

    private ref T At(BatchMatrix<T> matrix, int source, int target) =>
        ref IsTransposed ? ref matrix.Row(target)[source] : ref matrix.Row(source)[target];
}
