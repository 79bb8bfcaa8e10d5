using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Simulation.Plasticity;

namespace EqProp.Analog.Simulation;

/// <summary>
/// A softmax read-out outside the chip: logits = o W + b of the outputs' observed signal o. While it nudges, it pushes the
/// outputs by -beta / m W (softmax - target), computed anew at every step (Laborieux et al. 2021), with the metric m of the outputs.
/// </summary>
internal sealed class ExternalReadOut<T> : IPushSource<T>, IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly KernelSet<T> _kernels;
    private readonly StateGroup<T> _outputs;
    private readonly bool _observesState;
    private readonly double[] _nudgeFactors;
    private readonly BatchMatrix<T> _weights;
    private readonly BatchMatrix<T> _backward;
    private readonly BatchMatrix<T> _biases;
    private readonly BatchMatrix<T> _noStart;
    private readonly BatchMatrix<T> _logits;
    private readonly BatchMatrix<T>[] _errors;

    public ExternalReadOut(KernelSet<T> kernels, NetworkLayout layout, StateGroup<T> outputs, int capacity)
    {
        _kernels = kernels;
        _outputs = outputs;
        _observesState = layout.Force == ForceForm.EnergyBased;
        _nudgeFactors = NetworkMetric.Of(layout).NudgeFactors(layout);
        _weights = new(layout.OutputCount, layout.ReadOutClasses);
        _backward = new(layout.ReadOutClasses, layout.OutputCount);
        _biases = new(1, layout.ReadOutClasses);
        _noStart = new(1, layout.OutputCount);
        _logits = new(capacity, layout.ReadOutClasses);
        _errors = [new(capacity, layout.ReadOutClasses), new(capacity, layout.ReadOutClasses)];
        Targets = new(capacity, layout.ReadOutClasses);
    }

    /// <summary>Wanted probabilities [examples x classes].</summary>
    public BatchMatrix<T> Targets { get; }

    /// <summary>Signed strength of the nudge.</summary>
    public T Beta { get; set; }

    /// <summary>[outputs x classes].</summary>
    public BatchMatrix<T> Weights => _weights;

    /// <summary>What an error pushes back, the transposed weights over the metric of each output [classes x outputs].</summary>
    public BatchMatrix<T> Backward => _backward;

    /// <summary>[1 x classes].</summary>
    public BatchMatrix<T> Biases => _biases;

    public void Program(NetworkParameters parameters)
    {
        int classes = _biases.Columns;
        for (int i = 0; i < _weights.Rows; i++)
        {
            for (int c = 0; c < classes; c++)
            {
                _weights.Row(i)[c] = T.CreateTruncating(parameters.ReadOutWeights[i * classes + c]);
            }
        }

        for (int c = 0; c < classes; c++)
        {
            _biases.Row(0)[c] = T.CreateTruncating(parameters.ReadOutBiases[c]);
        }

        RefreshBackward();
    }

    public void ReadBack(NetworkParameters parameters)
    {
        int classes = _biases.Columns;
        for (int i = 0; i < _weights.Rows; i++)
        {
            for (int c = 0; c < classes; c++)
            {
                parameters.ReadOutWeights[i * classes + c] = double.CreateTruncating(_weights.Row(i)[c]);
            }
        }

        for (int c = 0; c < classes; c++)
        {
            parameters.ReadOutBiases[c] = double.CreateTruncating(_biases.Row(0)[c]);
        }
    }

    /// <summary>Logits of the outputs as they are seen.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="seen">What is seen of the outputs.</param>
    /// <param name="noise">Noise on each output [examples x outputs]; empty for none.</param>
    public BatchMatrix<T> Logits(int rows, BatchMatrix<T> seen, ReadOnlySpan<double> noise)
    {
        _kernels.Multiply(0, rows, _biases, seen, _weights, _logits);
        for (int k = 0; k < noise.Length; k++)
        {
            (int row, int i) = Math.DivRem(k, _weights.Rows);
            Span<T> logits = _logits.Row(row), weights = _weights.Row(i);
            for (int c = 0; c < logits.Length; c++)
            {
                logits[c] += T.CreateTruncating(noise[k]) * weights[c];
            }
        }

        return _logits;
    }

    public void Refresh(int firstRow, int rows, int stateParity, int outputParity)
    {
        _kernels.Multiply(firstRow, rows, _biases, Observed(stateParity, outputParity), _weights, _logits);
        _kernels.SoftmaxError(firstRow, rows, _logits, Targets, -Beta);
        _kernels.Multiply(firstRow, rows, _noStart, _logits, _backward, _outputs.Push);
    }

    /// <summary>Gradient step on the cost at held states, averaged over the slots given.</summary>
    public void Learn(SampleHold<T> held, IReadOnlyList<HoldSlot> slots, int outputGroup, int rows, double rate)
    {
        foreach (var error in _errors)
        {
            error.Clear();
        }

        BatchMatrix<T>[] observed = [.. slots.Select(slot => _observesState ? held.States(slot, outputGroup) : held.Activities(slot, outputGroup))];
        for (int i = 0; i < slots.Count; i++)
        {
            _kernels.Multiply(0, rows, _biases, observed[i], _weights, _errors[i]);
            _kernels.SoftmaxError(0, rows, _errors[i], Targets, T.One);
        }

        T scale = T.CreateTruncating(-rate / (rows * slots.Count));
        var unbounded = new WriteRule<T>(scale, T.NegativeInfinity, T.PositiveInfinity);
        _kernels.WriteContrast(rows, observed[0], _errors[0], observed[^1], _errors[1], _weights, null, unbounded, 1);
        _kernels.WriteBiases(rows, _errors[0], _biases, scale);
        _kernels.WriteBiases(rows, _errors[1], _biases, scale);
        RefreshBackward();
    }

    /// <summary>Brings <see cref="Backward"/> up to date with the weights.</summary>
    public void RefreshBackward()
    {
        _backward.TransposeFrom(_weights);
        for (int c = 0; c < _backward.Rows && _nudgeFactors.Any(factor => factor != 1); c++)
        {
            Span<T> row = _backward.Row(c);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] *= T.CreateTruncating(_nudgeFactors[i]);
            }
        }
    }

    public void Dispose()
    {
        foreach (var matrix in _errors.Concat([_weights, _backward, _biases, _noStart, _logits, Targets]))
        {
            matrix.Dispose();
        }
    }

    private BatchMatrix<T> Observed(int stateParity, int outputParity) =>
        _observesState ? _outputs.State(stateParity) : _outputs.Output(outputParity);
}
