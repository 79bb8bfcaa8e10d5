using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Holomorphic;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation.Holomorphic;

/// <summary>
/// The external read-out continued to complex outputs: while it nudges, it pushes them by -beta / m W (softmax - target), and its own gradient is
/// the mean of dC/dtheta over the points of the contour, which is that at beta = 0 by the mean value theorem of analytic functions.
/// </summary>
internal sealed class ComplexReadOut<T> : IPushSource<T>, IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly KernelSet<T> _kernels;
    private readonly ComplexSoftmax<T> _softmax;
    private readonly ExternalReadOut<T> _readOut;
    private readonly StateGroup<T> _outputs;
    private readonly BatchMatrix<T> _observed;
    private readonly BatchMatrix<T> _logits;
    private readonly BatchMatrix<T> _noLogits;
    private readonly BatchMatrix<T> _noPush;
    private readonly BatchMatrix<T> _errorSum;
    private readonly ComplexStack<T> _seen;
    private readonly ComplexStack<T> _errors;
    private readonly bool _observesState;

    public ComplexReadOut(KernelSet<T> kernels, NetworkLayout layout, ExternalReadOut<T> readOut, StateGroup<T> outputs, int points, int capacity)
    {
        _kernels = kernels;
        _softmax = ComplexSoftmax<T>.Of(kernels);
        _readOut = readOut;
        _outputs = outputs;
        _observesState = layout.Force == Circuits.ForceForm.EnergyBased;
        _observed = new(2 * capacity, layout.OutputCount);
        _logits = new(2 * capacity, layout.ReadOutClasses);
        _noLogits = new(1, layout.ReadOutClasses);
        _noPush = new(1, layout.OutputCount);
        _errorSum = new(capacity, layout.ReadOutClasses);
        _seen = new(points * capacity, layout.OutputCount);
        _errors = new(points * capacity, layout.ReadOutClasses);
    }

    /// <summary>Strength of the nudge.</summary>
    public Complex Beta { get; set; }

    public void Begin() => _errorSum.Clear();

    public void Refresh(int firstRow, int rows, int stateParity, int outputParity)
    {
        FormErrors(firstRow / 2, rows / 2, _observesState ? _outputs.State(stateParity) : _outputs.Output(outputParity), -Beta);
        _kernels.Multiply(firstRow, rows, _noPush, _logits, _readOut.Backward, _outputs.Push);
    }

    /// <summary>Adds what the cost sees at a point.</summary>
    /// <param name="point">Which point.</param>
    /// <param name="examples">Examples.</param>
    /// <param name="observed">Outputs: one row an example where they are real, else two.</param>
    /// <param name="multiplicity">2 where the point stands for its conjugate as well.</param>
    public void Add(int point, int examples, BatchMatrix<T> observed, int multiplicity)
    {
        bool isReal = multiplicity == 1;
        for (int e = 0; e < examples; e++)
        {
            observed.Row(isReal ? e : 2 * e).CopyTo(_observed.Row(2 * e));
            _observed.Row(2 * e + 1).Clear();
            if (!isReal)
            {
                observed.Row(2 * e + 1).CopyTo(_observed.Row(2 * e + 1));
            }
        }

        FormErrors(0, examples, _observed, 1);
        for (int e = 0; e < examples; e++)
        {
            int row = point * examples + e;
            _seen.PutConjugate(row, _observed.Row(2 * e), _observed.Row(2 * e + 1));
            _errors.Put(row, _logits.Row(2 * e), _logits.Row(2 * e + 1), multiplicity);
            Span<T> sum = _errorSum.Row(e), error = _errors.Real.Row(row);
            for (int k = 0; k < sum.Length; k++)
            {
                sum[k] += error[k];
            }
        }
    }

    /// <summary>Gradient step on the cost.</summary>
    /// <param name="samples">Examples times points that were added.</param>
    /// <param name="examples">Examples.</param>
    /// <param name="points">Points of the contour, conjugates counted.</param>
    /// <param name="rate">Learning rate.</param>
    public void Learn(int samples, int examples, int points, double rate)
    {
        T scale = T.CreateTruncating(-rate / (examples * points));
        var unbounded = new WriteRule<T>(scale, T.NegativeInfinity, T.PositiveInfinity);
        _kernels.WriteContrast(samples, _seen.Real, _errors.Real, _seen.Across, _errors.Across, _readOut.Weights, null, unbounded, 1);
        _kernels.WriteBiases(examples, _errorSum, _readOut.Biases, scale);
        _readOut.RefreshBackward();
    }

    public void Dispose()
    {
        foreach (IDisposable part in (IDisposable[])[_observed, _logits, _noLogits, _noPush, _errorSum, _seen, _errors])
        {
            part.Dispose();
        }
    }

    /// <summary>Leaves factor (softmax - target) in the rows of logits.</summary>
    private void FormErrors(int first, int examples, BatchMatrix<T> observed, Complex factor)
    {
        _kernels.Multiply(2 * first, 2 * examples, _noLogits, observed, _readOut.Weights, _logits);
        _softmax.Error(first, examples, _logits, _readOut.Biases, _readOut.Targets, (T.CreateTruncating(factor.Real), T.CreateTruncating(factor.Imaginary)));
    }
}
