using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>
/// Anderson acceleration of a chunk of examples, each by itself: from the last few states x and residuals f = g(x) - x, the
/// combination whose residual is least by a linear model, and one step of g from there.
/// </summary>
/// <remarks>
/// x &lt;- x + f - (dX + dF) c with c = argmin |f - dF c| (Walker and Ni 2011, type II). What an example does depends on its own numbers
/// alone. Three things send it back to plain steps: a residual that grew, a history that is no longer a basis, and a last
/// step along which g expands, since that leads away from a stable operating point.
/// </remarks>
internal sealed unsafe class AndersonMixing<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The residual may grow so much before the history is forgotten.</summary>
    private const double MostGrowth = 2;

    private const double LeastDamping = 1.0 / 16;

    /// <summary>Part of each column's square that is added to it: rounding of the columns makes them no longer independent.</summary>
    private static readonly double Regularization = typeof(T) == typeof(float) ? 1e-7 : 1e-12;

    private readonly GroupStepper<T>[] _steppers;
    private readonly AndersonVectors<T> _vectors;
    private readonly int _history;
    private readonly int _length;
    private readonly BatchMatrix<T> _states;
    private readonly BatchMatrix<T> _residuals;
    private readonly BatchMatrix<T> _previousStates;
    private readonly BatchMatrix<T> _previousResiduals;
    private readonly BatchMatrix<T> _residualChanges;
    private readonly BatchMatrix<T> _imageChanges;
    private readonly double[] _products;
    private readonly AndersonProgress[] _progress;
    private readonly SecantWindow[] _secants;

    public AndersonMixing(GroupStepper<T>[] steppers, int rows, int history)
    {
        _steppers = steppers;
        _vectors = steppers[0].Accept(new AndersonVectors<T>.Maker());
        _history = history;
        _length = steppers.Sum(s => s.Group.Drive.PaddedColumns);
        _states = new(rows, _length);
        _residuals = new(rows, _length);
        _previousStates = new(rows, _length);
        _previousResiduals = new(rows, _length);
        _residualChanges = new(rows * history, _length);
        _imageChanges = new(rows * history, _length);
        _products = new double[rows * history * history];
        _progress = new AndersonProgress[rows];
        _secants = [.. Enumerable.Range(0, rows).Select(_ => new SecantWindow(history))];
    }

    /// <summary>Numbers between the residuals of two examples.</summary>
    public nint ResidualStride => _residuals.Stride;

    /// <summary>Where the residuals of a group begin, for the first example of the chunk.</summary>
    public T* Residuals(int group)
    {
        T* at = _residuals.Pointer;
        for (int g = 0; g < group; g++)
        {
            at += _steppers[g].Group.Drive.PaddedColumns;
        }

        return at;
    }

    /// <summary>Forgets what an example did before.</summary>
    public void Begin(int row)
    {
        _progress[row] = new() { Damping = 1 };
        _secants[row].Clear();
    }

    /// <summary>Moves one example from the residuals that the sweep left here.</summary>
    /// <param name="row">Its place in the chunk.</param>
    /// <param name="example">Its place in the groups.</param>
    /// <returns>By how much its residual is to be multiplied for an estimate of its distance from the operating point.</returns>
    public double Move(int row, int example)
    {
        Gather(row, example);
        T* x = State(_states, row), f = State(_residuals, row);
        ref AndersonProgress progress = ref _progress[row];
        double size = Math.Sqrt(_vectors.Dot(f, f, _length));
        if (progress.HasPrevious)
        {
            bool expands = AddColumn(row, ref progress);
            if (!(size <= MostGrowth * progress.LeastResidual))
            {
                progress.Restart(size, LeastDamping);
            }
            else if (expands)
            {
                progress.Columns = 0;
            }
        }
        else
        {
            KeepFirst(row, x, f);
        }

        progress.HasPrevious = true;
        progress.LeastResidual = progress.Sweeps == 0 ? size : Math.Min(progress.LeastResidual, size);
        progress.Sweeps++;
        Mix(row, x, f, progress);
        Scatter(row, example);
        return _secants[row].Amplification;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BatchMatrix<T> matrix in (BatchMatrix<T>[])[_states, _residuals, _previousStates, _previousResiduals, _residualChanges, _imageChanges])
        {
            matrix.Dispose();
        }
    }

    private static T* State(BatchMatrix<T> matrix, int row) => matrix.Pointer + (nint)row * matrix.Stride;

    private T* Column(BatchMatrix<T> matrix, int row, int column) => State(matrix, row * _history + column);

    private void KeepFirst(int row, T* x, T* f)
    {
        long bytes = (long)_length * sizeof(T);
        Buffer.MemoryCopy(x, State(_previousStates, row), bytes, bytes);
        Buffer.MemoryCopy(f, State(_previousResiduals, row), bytes, bytes);
    }

    /// <summary>Takes the latest change of x and f into the history.</summary>
    /// <returns>Whether g expands along it.</returns>
    private bool AddColumn(int row, ref AndersonProgress progress)
    {
        int slot = progress.NextColumn;
        T* df = Column(_residualChanges, row, slot), dg = Column(_imageChanges, row, slot);
        _vectors.Difference(State(_states, row), State(_residuals, row), State(_previousStates, row), State(_previousResiduals, row), df, dg, _length);
        progress.NextColumn = (slot + 1) % _history;
        progress.Columns = Math.Min(progress.Columns + 1, _history);
        for (int age = 0; age < progress.Columns; age++)
        {
            int other = Slot(progress, age);
            double product = _vectors.Dot(df, Column(_residualChanges, row, other), _length);
            Product(row, slot, other) = Product(row, other, slot) = product;
        }

        return _secants[row].Add(_vectors.Dot(dg, dg, _length), _vectors.Dot(dg, df, _length), Product(row, slot, slot));
    }

    /// <summary>Where the column of an age lies; the latest has age 0.</summary>
    private int Slot(in AndersonProgress progress, int age) => (progress.NextColumn - 1 - age + 2 * _history) % _history;

    private ref double Product(int row, int i, int j) => ref _products[(row * _history + i) * _history + j];

    private void Mix(int row, T* x, T* f, in AndersonProgress progress)
    {
        int count = progress.Columns;
        double* matrix = stackalloc double[(count + 1) * (count + 1)];
        for (int i = 0; i < count; i++)
        {
            int slot = Slot(progress, i);
            for (int j = 0; j < count; j++)
            {
                matrix[i * (count + 1) + j] = Product(row, slot, Slot(progress, j));
            }

            matrix[i * (count + 1) + i] *= 1 + Regularization;
            matrix[i * (count + 1) + count] = _vectors.Dot(Column(_residualChanges, row, slot), f, _length);
        }

        T damping = T.CreateTruncating(progress.Damping);
        _vectors.Advance(x, f, damping, _length);
        if (!LeastSquares.Solve(matrix, count))
        {
            return;
        }

        for (int i = 0; i < count; i++)
        {
            int slot = Slot(progress, i);
            T weight = T.CreateTruncating(matrix[i * (count + 1) + count]);
            _vectors.Subtract(x, Column(_imageChanges, row, slot), Column(_residualChanges, row, slot), weight, damping, _length);
        }
    }

    private void Gather(int row, int example)
    {
        T* to = State(_states, row);
        foreach (GroupStepper<T> stepper in _steppers)
        {
            BatchMatrix<T> states = stepper.Group.State(0);
            long bytes = (long)states.PaddedColumns * sizeof(T);
            Buffer.MemoryCopy(states.Pointer + (nint)example * states.Stride, to, bytes, bytes);
            to += states.PaddedColumns;
        }
    }

    private void Scatter(int row, int example)
    {
        T* from = State(_states, row);
        foreach (GroupStepper<T> stepper in _steppers)
        {
            BatchMatrix<T> states = stepper.Group.State(0);
            long bytes = (long)states.PaddedColumns * sizeof(T);
            Buffer.MemoryCopy(from, states.Pointer + (nint)example * states.Stride, bytes, bytes);
            from += states.PaddedColumns;
            stepper.Admit(example, 1);
        }
    }
}
