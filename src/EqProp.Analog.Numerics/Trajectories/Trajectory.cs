using System.Collections.Concurrent;
using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Threads;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Moves coupled groups of states through physical time, for a batch of examples that do not see each other: each has its
/// own time, steps and end, and the same bits alone or in any batch. Time is measured in nominal steps, those that
/// <see cref="StateGroup{T}.Rate"/> is made for: a rate of 0.1 is a time constant of ten.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Trajectory<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Examples that move together: whole tiles of the products.</summary>
    private const int MostRows = 24;
    private const int FewRows = 12;

    /// <summary>Bytes of a chunk that stay in the second cache beside the weights.</summary>
    private const int ChunkBytes = 160_000;

    /// <summary>What moving one state costs besides its sum, in multiply-adds.</summary>
    private const double StateOperations = 30;

    private readonly GroupTrajectory<T>[] _groups;
    private readonly TrajectoryMethod _method;
    private readonly TrajectoryControl _control;
    private readonly Func<ILinearSolver> _solver;
    private readonly ConcurrentBag<ChunkTrajectory<T>> _chunks = [];
    private readonly int _capacity;
    private readonly int _rowsAtOnce;
    private readonly double _operations;

    /// <summary>Prepares trajectories of the given groups.</summary>
    /// <param name="steppers">One for each group.</param>
    /// <param name="method">How to move.</param>
    /// <param name="control">How long steps are.</param>
    /// <param name="capacity">Most examples.</param>
    /// <param name="solver">Makes what solves linear equations, one for each thread; if left out, <see cref="DenseFactorization"/>.</param>
    /// <exception cref="ArgumentException">The method cannot choose its steps, or couplings do not fit the groups.</exception>
    public Trajectory(
        IReadOnlyList<GroupStepper<T>> steppers, TrajectoryMethod method, TrajectoryControl control, int capacity, Func<ILinearSolver>? solver = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        if (control.Tolerance is not null && !method.ChoosesSteps)
        {
            throw new ArgumentException($"{method} has no error estimate: it cannot choose its steps.", nameof(control));
        }

        _groups = [.. steppers.Select(stepper => stepper.ForTrajectory())];
        _method = method;
        _control = control;
        _capacity = capacity;
        _solver = solver ?? (static () => new DenseFactorization());
        RequireRoom(capacity);
        _operations = method.ProductsPerStep
            * _groups.Sum(g => (StateOperations + g.Group.Diagonals.Count) * g.Group.Size + g.Group.Incoming.Sum(c => (double)g.Group.Size * c.Source.Size));
        nint rowBytes = ChunkTrajectory<T>.RowNumbers(_groups, method) * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        _rowsAtOnce = method.NeedsFactorization ? 1 : rowBytes * MostRows <= ChunkBytes ? MostRows : FewRows;
    }

    /// <summary>Sets a push before every evaluation of slopes; null when pushes are constant. It sees the stage in array 0 of each pair.</summary>
    public IPushSource<T>? PushSource { get; set; }

    /// <summary>
    /// Noise at every step of groups that have room for it; null without noise. Its amplitude is that of a nominal step,
    /// and grows with the square root of the step. For methods that take noise, with steps of one length.
    /// </summary>
    public StepNoise<T>? Noise { get; set; }

    /// <summary>Sums over states that are integrated along each run; null: none.</summary>
    public PathIntegrals<T>? Integrals { get; set; }

    /// <summary>Moves the first examples from their present states.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="duration">Time at most, in nominal steps.</param>
    /// <param name="stop">What ends an example before; null: nothing.</param>
    /// <param name="observer">Looks at examples on their way.</param>
    /// <param name="threads">Most threads to use; their number does not change the result.</param>
    /// <returns>How each example ended.</returns>
    /// <exception cref="InvalidOperationException">
    /// There is noise, but the method or the control takes none, or samples are not named; or integrals of a run that a crossing ends.
    /// </exception>
    public TrajectoryResult Run(
        int rows, double duration, TrajectoryStop? stop = null, ITrajectoryObserver<T>? observer = null, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, _capacity);
        ArgumentOutOfRangeException.ThrowIfNegative(duration);
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(duration), false, nameof(duration));
        RequireNoise(rows);
        if (Integrals is not null && stop?.Crossing is not null)
        {
            throw new InvalidOperationException("Integrals are taken of whole steps; a crossing ends a run within one.");
        }

        StateProbe[] probes = observer is null ? [] : [.. observer.Probes];
        RequireProbes(probes, stop?.Crossing);
        var run = new TrajectoryRun<T>(rows, duration)
        {
            Control = _control,
            Stop = stop,
            Observer = observer,
            Probes = probes,
            PushSource = PushSource,
            Noise = Noise,
            Integrals = Integrals,
        };
        WorkSplitter.Run(rows, _rowsAtOnce, threads, rows * duration / _control.FirstStep * _operations, (first, count) =>
        {
            if (!_chunks.TryTake(out ChunkTrajectory<T>? chunk))
            {
                chunk = new(_groups, _method, Math.Min(_capacity, _rowsAtOnce), _solver);
            }

            chunk.Run(run, first, count);
            _chunks.Add(chunk);
        });
        return run.Result;
    }

    /// <summary>Takes states that were set from outside: puts them on their rails and computes their outputs. A run does so too.</summary>
    /// <param name="rows">How many examples, from the first.</param>
    public void AdmitStates(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, _capacity);
        foreach (GroupTrajectory<T> group in _groups)
        {
            var slots = new StateSlots<T>();
            group.Bind(ref slots, 0);
            for (int row = 0; row < rows; row++)
            {
                group.Admit(row, slots);
            }
        }
    }

    /// <summary>Copies the states of one example.</summary>
    /// <param name="group">Index of the group.</param>
    /// <param name="row">Index of the example.</param>
    /// <param name="destination">At least as long as the group.</param>
    public void ReadStates(int group, int row, Span<T> destination) => _groups[group].Group.State(0).Row(row).CopyTo(destination);

    /// <summary>Sets the states of one example.</summary>
    /// <param name="group">Index of the group.</param>
    /// <param name="row">Index of the example.</param>
    /// <param name="states">As many as the group has.</param>
    public void WriteStates(int group, int row, ReadOnlySpan<T> states)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(states.Length, _groups[group].Group.Size, nameof(states));
        states.CopyTo(_groups[group].Group.State(0).Row(row));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_chunks.TryTake(out ChunkTrajectory<T>? chunk))
        {
            chunk.Dispose();
        }
    }

    private void RequireRoom(int capacity)
    {
        foreach (StateGroup<T> group in _groups.Select(g => g.Group))
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, group.Drive.Rows);
            if (group.Follows is { } followed && (followed.Size != group.Size || !_groups.Any(g => g.Group == followed)))
            {
                throw new ArgumentException("A group follows one of its own size that moves with it.");
            }

            if (group.Diagonals.FirstOrDefault(d => !_groups.Any(g => g.Group == d.Source)) is not null)
            {
                throw new ArgumentException("A group that arrives node by node does not move with the one that sees it.");
            }

            foreach (Connection<T> connection in group.Incoming)
            {
                int sources = connection.IsTransposed ? connection.Weights.Columns : connection.Weights.Rows;
                int targets = connection.IsTransposed ? connection.Weights.Rows : connection.Weights.Columns;
                if (sources != connection.Source.Size || targets != group.Size || !_groups.Any(g => g.Group == connection.Source))
                {
                    throw new ArgumentException(
                        $"Weights from {sources} to {targets} states cannot couple groups of {connection.Source.Size} and {group.Size}, or come from a group that does not move.");
                }
            }
        }
    }

    private void RequireNoise(int rows)
    {
        if (Noise is not { } noise)
        {
            return;
        }

        if (!_method.TakesNoise || _control.Tolerance is not null)
        {
            throw new InvalidOperationException($"Noise is added to steps of one length by {string.Join(", ", TrajectoryMethod.All.Where(m => m.TakesNoise))}, not to {_method} as it is used here.");
        }

        if (noise.Named < rows)
        {
            throw new InvalidOperationException($"Noise for {rows} examples needs the number of each one's sample: call Name. {noise.Named} are named.");
        }
    }

    private void RequireProbes(StateProbe[] probes, LevelCrossing? crossing)
    {
        IEnumerable<StateProbe> all = crossing is null ? probes : probes.Append(new(crossing.Group, crossing.State));
        foreach (StateProbe probe in all)
        {
            if ((uint)probe.Group >= (uint)_groups.Length || (uint)probe.State >= (uint)_groups[probe.Group].Group.Size)
            {
                throw new ArgumentException($"There is no state {probe.State} in group {probe.Group}.");
            }
        }
    }
}
