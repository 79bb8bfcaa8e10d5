using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Threads;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// Moves coupled groups of states for a batch of examples. Examples do not see each other, so a chunk of them goes
/// through a whole relaxation while it sits in cache, and chunks may run on several threads.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe partial class Relaxation<T> : IRelaxation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A change of a state by more than this in one step counts as divergence: no circuit has such a swing.</summary>
    public const double DivergenceLimit = 1e4;

    private const int SmallChunk = 12;
    private const int LargeChunk = 24;

    /// <summary>So many large chunks that one more or less on a thread does not matter.</summary>
    private const int ManyChunks = 20;

    /// <summary>What moving one state costs besides its sum, in multiply-adds.</summary>
    private const double StateOperations = 20;

    /// <summary>With a pair's weights, as many examples as stay in the innermost cache for a whole relaxation.</summary>
    private const int PairChunk = 6;

    private const int SlotsPerRow = BatchMatrix<T>.Granule;

    private readonly GroupStepper<T>[] _steppers;
    private readonly RelaxationMethod _method;
    private readonly AlignedBuffer<T> _largestMove;
    private readonly int _capacity;
    private readonly bool _isPair;
    private readonly int _rowsAtOnce;
    private readonly double _operations;
    private readonly BatchMatrix<T>[] _origins;
    private readonly BatchMatrix<T>[] _settled;

    /// <summary>Prepares relaxations of the given groups.</summary>
    /// <param name="steppers">One for each group.</param>
    /// <param name="method">How to move.</param>
    /// <param name="capacity">Most examples.</param>
    public Relaxation(IReadOnlyList<GroupStepper<T>> steppers, RelaxationMethod method, int capacity)
    {
        _steppers = [.. steppers];
        _method = method;
        _capacity = capacity;
        RequireRoom(_steppers, method);
        _largestMove = new(capacity * SlotsPerRow);
        _origins = [.. steppers.Select(s => new BatchMatrix<T>(capacity, s.Group.Size))];
        _settled = [.. steppers.Select(s => new BatchMatrix<T>(capacity, s.Group.Size))];
        _isPair = IsPair;
        _kernels = new(() => _steppers[0].Accept(new KernelsOfLane()));
        _operations = steppers.Sum(s => (StateOperations + s.Group.Diagonals.Count) * s.Group.Size + s.Group.Incoming.Sum(c => (double)s.Group.Size * c.Source.Size));
        _rowsAtOnce = _isPair ? PairChunk : LargeChunk;
        if (_isPair)
        {
            steppers[0].Group.MoveInPlace();
        }
    }

    /// <summary>Sets a push before every step; null when pushes are constant.</summary>
    public IPushSource<T>? PushSource { get; set; }

    /// <summary>Relaxes.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="steps">Steps, or the most there may be.</param>
    /// <param name="stopMove">Largest change in a step at which an example stops; null for a fixed length.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <returns>How each example ended.</returns>
    public RelaxationResult Run(int rows, int steps, double? stopMove, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, _capacity);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        RequireSameShape();
        RequireNoise(rows, stopMove is not null);
        RequireMeans(stopMove is not null);
        if (steps == 0)
        {
            AddToMeans(1, 1, 0, rows, 0);
            return new(new double[rows], new int[rows], null);
        }

        PrepareNoise();

        double[] moves = new double[rows];
        int[] taken = new int[rows];
        WorkSplitter.Run(rows, rows >= ManyChunks * LargeChunk ? LargeChunk : SmallChunk, threads, (double)rows * steps * _operations, (first, count) =>
        {
            for (int row = first; row < first + count; row += _rowsAtOnce)
            {
                RunRows(row, Math.Min(_rowsAtOnce, first + count - row), steps, stopMove, moves, taken);
            }
        });

        Divergence? divergence = null;
        for (int row = 0; row < rows && divergence is null; row++)
        {
            if (!(moves[row] <= DivergenceLimit))
            {
                divergence = Replay(row, steps);
            }
        }

        return new(moves, taken, divergence);
    }

    /// <summary>Takes states that were set from outside: puts them on their rails and computes their outputs.</summary>
    /// <param name="rows">Examples.</param>
    public void AdmitStates(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, _capacity);
        foreach (var stepper in _steppers)
        {
            stepper.Admit(0, rows);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _largestMove.Dispose();
        DisposeMemoryOrigins();
        foreach (var matrix in _origins.Concat(_settled))
        {
            matrix.Dispose();
        }
    }

    /// <summary>Whether steps go straight from one of the pair of arrays to the other.</summary>
    private bool IsEuler => _method is RelaxationMethod.Euler or RelaxationMethod.AveragedEuler or RelaxationMethod.ExponentialEuler;

    private bool IsPair => IsEuler && _steppers is [var large, var small] && large.CanPair(small);

    private static void RequireRoom(GroupStepper<T>[] steppers, RelaxationMethod method)
    {
        foreach (StateGroup<T> group in steppers.Select(s => s.Group))
        {
            if (method == RelaxationMethod.RungeKutta4 && group.OutputIsState)
            {
                throw new ArgumentException($"{method} needs outputs in an array of their own: it reads states until its last stage, and a projection is no part of the others.", nameof(steppers));
            }

            if (group.Follows is { } followed && followed.Size != group.Size)
            {
                throw new ArgumentException($"A group of {group.Size} states cannot follow one of {followed.Size}.", nameof(steppers));
            }

            foreach (Connection<T> connection in group.Incoming)
            {
                int sources = connection.IsTransposed ? connection.Weights.Columns : connection.Weights.Rows;
                int targets = connection.IsTransposed ? connection.Weights.Rows : connection.Weights.Columns;
                if (sources != connection.Source.Size || targets != group.Size)
                {
                    throw new ArgumentException($"Weights from {sources} to {targets} states cannot couple groups of {connection.Source.Size} and {group.Size}.", nameof(steppers));
                }
            }
        }
    }

    /// <summary>A group that moves in place may be seen by its partner alone, and by no other relaxation.</summary>
    private void RequireSameShape()
    {
        if (IsPair != _isPair || (!_isPair && _steppers.Any(s => s.Group.IsMovedInPlace)))
        {
            throw new InvalidOperationException("Couplings of these groups changed after a relaxation was made for them. Make the relaxation when they are complete, one for each set of groups.");
        }
    }

    private void RunRows(int first, int rows, int steps, double? stopMove, double[] moves, int[] taken)
    {
        SaveOrigins(first, rows);
        CopyHeld(first, rows);
        if (stopMove is double limit)
        {
            RunUntilSettled(first, rows, steps, limit, moves, taken);
        }
        else
        {
            RunFixed(first, rows, steps, moves);
            Array.Fill(taken, steps, first, rows);
        }
    }

    private void RunFixed(int first, int rows, int steps, double[] moves)
    {
        int parity = 0;
        for (int step = 1; step <= steps; step++)
        {
            parity = Step(step, first, rows, parity, track: step == steps);
            AddToMeans(step, steps, first, rows, parity);
        }

        if (parity == 1)
        {
            CopyStates(first, rows, parity);
        }

        for (int row = first; row < first + rows && steps > 0; row++)
        {
            moves[row] = LargestMove(row);
        }
    }

    private void RunUntilSettled(int first, int rows, int steps, double limit, double[] moves, int[] taken)
    {
        int parity = 0;
        int moving = rows;
        for (int step = 1; step <= steps && moving > 0; step++)
        {
            parity = Step(step, first, rows, parity, track: true);
            for (int row = first; row < first + rows; row++)
            {
                if (taken[row] != 0)
                {
                    continue;
                }

                double move = LargestMove(row);
                moves[row] = move;
                if (move <= limit || step == steps)
                {
                    taken[row] = step;
                    moving--;
                    CopyRow(row, parity);
                }
            }
        }

        for (int g = 0; g < _steppers.Length; g++)
        {
            CopyRows(_settled[g], _steppers[g].Group.State(0), first, rows);
            _steppers[g].Admit(first, rows);
        }
    }

    private int Step(int step, int first, int rows, int parity, bool track)
    {
        T* largest = null;
        if (track)
        {
            largest = _largestMove.Pointer + first * SlotsPerRow;
            new Span<T>(largest, rows * SlotsPerRow).Clear();
        }

        DrawNoise(step - 1, first, rows);
        if (IsEuler)
        {
            PushSource?.Refresh(first, rows, parity, parity);
            if (_isPair && !IsHeld(_steppers[0]) && !IsHeld(_steppers[1]))
            {
                _steppers[0].EulerPair(first, rows, parity, _steppers[1], largest);
                return 1 - parity;
            }

            foreach (var stepper in _steppers)
            {
                if (!IsHeld(stepper))
                {
                    stepper.Euler(first, rows, parity, largest);
                }
            }

            return 1 - parity;
        }

        if (_method == RelaxationMethod.StochasticRungeKutta)
        {
            for (int stage = 0; stage < 2; stage++)
            {
                PushSource?.Refresh(first, rows, stage, stage);
                foreach (var stepper in _steppers)
                {
                    if (!IsHeld(stepper))
                    {
                        stepper.StochasticRungeKutta(first, rows, stage, largest);
                    }
                }
            }

            return 0;
        }

        for (int stage = 0; stage < 4; stage++)
        {
            PushSource?.Refresh(first, rows, Math.Min(stage, 1), stage & 1);
            foreach (var stepper in _steppers)
            {
                if (!IsHeld(stepper))
                {
                    stepper.RungeKutta(first, rows, stage, largest);
                }
            }
        }

        return 0;
    }

    private static bool IsHeld(GroupStepper<T> stepper) => stepper.Group.IsHeld;

    /// <summary>Both arrays of a pair show what is held, whichever a step reads.</summary>
    private void CopyHeld(int first, int rows)
    {
        foreach (GroupStepper<T> stepper in _steppers)
        {
            if (IsHeld(stepper))
            {
                CopyRows(stepper.Group.State(0), stepper.Group.State(1), first, rows);
                CopyRows(stepper.Group.Output(0), stepper.Group.Output(1), first, rows);
            }
        }
    }

    private double LargestMove(int row)
    {
        double largest = 0;
        for (int slot = 0; slot < SlotsPerRow; slot++)
        {
            largest = Math.Max(largest, double.CreateTruncating(_largestMove.Pointer[row * SlotsPerRow + slot]));
        }

        return largest;
    }

    private void SaveOrigins(int first, int rows)
    {
        for (int g = 0; g < _steppers.Length; g++)
        {
            CopyRows(_steppers[g].Group.State(0), _origins[g], first, rows);
        }

        SaveMemory(first, rows);
    }

    private void CopyStates(int first, int rows, int parity)
    {
        foreach (var stepper in _steppers)
        {
            CopyRows(stepper.Group.State(parity), stepper.Group.State(0), first, rows);
            if (!stepper.Group.OutputIsState)
            {
                CopyRows(stepper.Group.Output(parity), stepper.Group.Output(0), first, rows);
            }
        }
    }

    private void CopyRow(int row, int parity)
    {
        for (int g = 0; g < _steppers.Length; g++)
        {
            CopyRows(_steppers[g].Group.State(parity), _settled[g], row, 1);
        }
    }

    private static void CopyRows(BatchMatrix<T> source, BatchMatrix<T> destination, int first, int rows)
    {
        if (ReferenceEquals(source, destination))
        {
            return;
        }

        long bytes = (long)rows * source.Stride * sizeof(T);
        nint at = (nint)first * source.Stride;
        Buffer.MemoryCopy(source.Pointer + at, destination.Pointer + at, bytes, bytes);
    }

    /// <summary>Repeats the relaxation of one example that diverged, step by step, to see where it began.</summary>
    private Divergence Replay(int row, int steps)
    {
        for (int g = 0; g < _steppers.Length; g++)
        {
            CopyRows(_origins[g], _steppers[g].Group.State(0), row, 1);
            _steppers[g].Admit(row, 1);
        }

        RestoreMemory(row);
        CopyHeld(row, 1);
        int parity = 0;
        for (int step = 1; step <= steps; step++)
        {
            parity = Step(step, row, 1, parity, track: false);
            for (int g = 0; g < _steppers.Length; g++)
            {
                Span<T> states = _steppers[g].Group.State(parity).Row(row);
                for (int i = 0; i < states.Length; i++)
                {
                    if (!(T.Abs(states[i]) <= T.CreateTruncating(DivergenceLimit)))
                    {
                        return new(step, g, row) { State = i };
                    }
                }
            }
        }

        return new(steps, 0, row);
    }
}
