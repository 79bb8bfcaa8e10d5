using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// The conductances of one coupling, stored once: both directions of a reciprocal coupling use the same matrix. Its rows
/// belong to the smaller of two coupled groups, so that registers run along the larger and are full. Fabricated synapses conduct something
/// else than what is written, F W + O and B W + O: then there are matrices of that besides.
/// </summary>
internal sealed class SynapseArray<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkLayout _layout;
    private readonly int _targets;
    private readonly BatchMatrix<T>? _forwardGain;
    private readonly BatchMatrix<T>? _backwardGain;
    private readonly BatchMatrix<T>? _offset;
    private readonly BatchMatrix<T>? _conductedAhead;
    private readonly BatchMatrix<T>? _conductedBack;
    private readonly BatchMatrix<T>? _amplified;
    private readonly BatchMatrix<T>? _attenuated;

    public SynapseArray(NetworkLayout layout, Coupling coupling, bool perDirection = false)
    {
        _layout = layout;
        Coupling = coupling;
        int sources = layout.Groups[coupling.Source].Size, targets = layout.Groups[coupling.Target].Size;
        _targets = targets;
        IsTransposed = !IsClamped && sources > targets;
        Weights = Matrix();
        BackWeights = perDirection && ActsOnSource ? Matrix() : null;
        bool isAlike = BackWeights is null && ReferenceEquals(coupling.ForwardGain, coupling.BackwardGain);
        _forwardGain = Drawn(coupling.ForwardGain);
        _backwardGain = ActsOnSource && !isAlike ? Drawn(coupling.BackwardGain) : null;
        _offset = Drawn(coupling.Offset);
        _conductedAhead = _forwardGain is null && _offset is null ? null : Matrix();
        _conductedBack = !ActsOnSource || isAlike || (_backwardGain is null && _offset is null) ? null : Matrix();
        ConductedBack = isAlike ? ConductedAhead : _conductedBack ?? BackWeights ?? Weights;
        if (coupling.Gain != 1)
        {
            _amplified = Matrix();
            _attenuated = ActsOnSource ? Matrix() : null;
        }

        if (coupling.Plastic is not null || IsWithinGroup)
        {
            Plastic = Matrix();
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
    public bool ActsOnSource => Coupling.ActsOnSource;

    /// <summary>Whether rows of the matrices belong to targets.</summary>
    public bool IsTransposed { get; }

    /// <summary>[sources x targets], or [targets x sources] where transposed.</summary>
    public BatchMatrix<T> Weights { get; }

    /// <summary>Weights of the way back where each direction has a memory of its own; null: one serves both.</summary>
    public BatchMatrix<T>? BackWeights { get; }

    /// <summary>The conductances that the target sees, as <see cref="Refresh"/> left them; the weights where synapses are ideal.</summary>
    public BatchMatrix<T> ConductedAhead => _conductedAhead ?? Weights;

    /// <summary>The conductances that the source sees, as <see cref="Refresh"/> left them; the same matrix where both are alike.</summary>
    public BatchMatrix<T> ConductedBack { get; }

    /// <summary>What acts on the target: the conductances times the gain of an amplifier, as <see cref="Refresh"/> left them.</summary>
    public BatchMatrix<T> Forward => _amplified ?? ConductedAhead;

    /// <summary>What acts on the source: the conductances over the gain of an amplifier, as <see cref="Refresh"/> left them.</summary>
    public BatchMatrix<T> Backward => _attenuated ?? ConductedBack;

    /// <summary>Conductance that the target sees of one synapse, as <see cref="Refresh"/> left it.</summary>
    public T Conducted(int source, int target) => At(ConductedAhead, source, target);

    /// <summary>Entry of one of the matrices of conductances.</summary>
    public T ConductedAt(BatchMatrix<T> conductances, int source, int target) => At(conductances, source, target);

    /// <summary>1 where learning may write, oriented as the weights; null where it may write everywhere.</summary>
    public BatchMatrix<T>? Plastic { get; }

    public void Program(ReadOnlySpan<double> weights)
    {
        (double minimum, double maximum) = _layout.RangeOf(Coupling);
        for (int k = 0; k < weights.Length; k++)
        {
            var (i, j) = Math.DivRem(k, _targets);
            At(Weights, i, j) = Coupling.Exists(i, j, _targets)
                ? T.CreateTruncating(Math.Clamp(weights[k], minimum, maximum))
                : T.Zero;
        }

        BackWeights?.CopyRowsFrom(Weights, Weights.Rows);
    }

    /// <summary>Whether there is a synapse at a place of the matrices.</summary>
    public bool Exists(int row, int column) =>
        IsTransposed ? Coupling.Exists(column, row, _targets) : Coupling.Exists(row, column, _targets);

    /// <summary>Which synapse is at a place of the matrices: its index [sources x targets]; one for both entries of a reciprocal pair within a group.</summary>
    public int Element(int row, int column)
    {
        (int source, int target) = IsTransposed ? (column, row) : (row, column);
        return IsReciprocal && IsWithinGroup ? Math.Min(source, target) * _targets + Math.Max(source, target) : source * _targets + target;
    }

    /// <summary>Brings everything that follows from the weights up to date; ideal synapses without an amplifier serve themselves.</summary>
    public void Refresh(KernelSet<T> kernels)
    {
        if (_conductedAhead is not null)
        {
            kernels.Modulate(Weights, _forwardGain, _offset, _conductedAhead);
        }

        if (_conductedBack is not null)
        {
            kernels.Modulate(BackWeights ?? Weights, _backwardGain, _offset, _conductedBack);
        }

        if (_amplified is not null)
        {
            kernels.Scale(ConductedAhead, T.CreateTruncating(Coupling.Gain), _amplified);
        }

        if (_attenuated is not null)
        {
            kernels.Scale(ConductedBack, T.CreateTruncating(1 / Coupling.Gain), _attenuated);
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
        foreach (BatchMatrix<T>? matrix in (BatchMatrix<T>?[])[BackWeights, _forwardGain, _backwardGain, _offset, _conductedAhead, _conductedBack, _amplified, _attenuated, Plastic])
        {
            matrix?.Dispose();
        }
    }

    private BatchMatrix<T> Matrix()
    {
        int sources = _layout.Groups[Coupling.Source].Size;
        return IsTransposed ? new(_targets, sources) : new(sources, _targets);
    }

    private BatchMatrix<T>? Drawn(IReadOnlyList<double>? values)
    {
        if (values is null)
        {
            return null;
        }

        BatchMatrix<T> matrix = Matrix();
        for (int k = 0; k < values.Count; k++)
        {
            At(matrix, k / _targets, k % _targets) = T.CreateTruncating(values[k]);
        }

        return matrix;
    }

    private ref T At(BatchMatrix<T> matrix, int source, int target) =>
        ref IsTransposed ? ref matrix.Row(target)[source] : ref matrix.Row(source)[target];
}
