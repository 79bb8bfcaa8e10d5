using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Threads;

namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>
/// Finds the operating point of coupled groups of states for a batch of examples: every state at its own rest,
/// 0 = rate(x, y, net, leak) + push - stiffness observed, within its rails. Time constants do not enter.
/// </summary>
/// <remarks>
/// A sweep applies the whole coupling once. An example stops where its residual times what it has shown of its own
/// contraction, 1 / (1 - lambda), is within the tolerance, and does not move after that. Its result depends on nothing but
/// itself: not on the batch, the threads or the width of registers. Operating points reached are stable ones of plain
/// sweeps; where none is reached, the result says so.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe partial class SteadyState<T> : IRelaxation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int SmallChunk = 12;
    private const int LargeChunk = 24;

    /// <summary>So many large chunks that one more or less on a thread does not matter.</summary>
    private const int ManyChunks = 20;

    /// <summary>Examples that a product takes at once: as long as one of them moves, the others cost next to nothing.</summary>
    private const int BlockRows = 6;

    /// <summary>What bringing one state to rest costs besides its sum, in multiply-adds.</summary>
    private const double StateOperations = 60;

    private const int SlotsPerRow = BatchMatrix<T>.Granule;

    /// <summary>Estimates of the distance to the operating point are taken so many times as large.</summary>
    private const double Caution = 2;

    private readonly GroupStepper<T>[] _steppers;
    private readonly SteadyStateOptions _options;
    private readonly int _capacity;
    private readonly double _operations;
    private readonly SweepPlan<T>? _redBlack;
    private readonly SweepPlan<T>? _blackRed;
    private readonly SweepPlan<T> _together;
    private readonly AlignedBuffer<T> _paces;
    private readonly AlignedBuffer<T> _largestFirst;
    private readonly AlignedBuffer<T> _largestSecond;

    /// <summary>Prepares searches for operating points of the given groups, whose couplings are complete.</summary>
    /// <param name="steppers">One for each group.</param>
    /// <param name="capacity">Most examples.</param>
    /// <param name="options">How to search; null for the defaults.</param>
    /// <exception cref="ArgumentException">The method needs two colours and the groups have an odd cycle or see themselves.</exception>
    public SteadyState(IReadOnlyList<GroupStepper<T>> steppers, int capacity, SteadyStateOptions? options = null)
    {
        _steppers = [.. steppers];
        _capacity = capacity;
        _options = options ?? new();
        _together = new([], _steppers);
        if (_options.Method != SteadyStateMethod.Anderson)
        {
            _redBlack = SweepPlan<T>.TwoColoured(_steppers);
        }

        if (_redBlack is null && _options.Method is SteadyStateMethod.RedBlackOverRelaxation or SteadyStateMethod.RedBlackAnderson)
        {
            throw new ArgumentException($"{_options.Method} needs groups of two colours such that none sees one of its own; these have an odd cycle.", nameof(options));
        }

        _blackRed = _redBlack is null ? null : new(_redBlack.Second, _redBlack.First);
        _operations = _steppers.Sum(s => (StateOperations + s.Group.Diagonals.Count) * s.Group.Size + s.Group.Incoming.Sum(c => (double)s.Group.Size * c.Source.Size));
        _paces = new(capacity);
        _largestFirst = new(capacity * SlotsPerRow);
        _largestSecond = new(capacity * SlotsPerRow);
    }

    /// <summary>The method in use: never <see cref="SteadyStateMethod.Automatic"/>.</summary>
    public SteadyStateMethod Method => _options.Method == SteadyStateMethod.Automatic
        ? _redBlack is null ? SteadyStateMethod.Anderson : SteadyStateMethod.RedBlackAnderson
        : _options.Method;

    /// <summary>Sets a push before every sweep; null when pushes are constant.</summary>
    public IPushSource<T>? PushSource { get; set; }

    /// <summary>Finds operating points.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="sweeps">Sweeps, or the most there may be.</param>
    /// <param name="tolerance">Largest error of a state at which an example stops, in the unit of states; null for a fixed number of sweeps.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <returns>How each example ended.</returns>
    public SteadyStateResult Run(int rows, int sweeps, double? tolerance, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, _capacity);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(sweeps);
        var search = new Search(sweeps, tolerance, Plan(), rows);
        if (sweeps > 0)
        {
            WorkSplitter.Run(rows, rows >= ManyChunks * LargeChunk ? LargeChunk : SmallChunk, threads, (double)rows * sweeps * _operations, (first, count) => RunChunk(search, first, count));
        }

        int diverged = Array.FindIndex(search.Divergences, d => d is not null);
        return new(search.Residuals, search.Taken, search.Errors, tolerance, diverged < 0 ? null : search.Divergences[diverged]);
    }

    /// <inheritdoc/>
    RelaxationResult IRelaxation<T>.Run(int items, int steps, double? stopMove, int threads) => Run(items, steps, stopMove, threads);

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
    public void ReadStates(int group, int item, Span<T> destination) =>
        _steppers[group].Group.State(0).Row(item).CopyTo(destination);

    /// <inheritdoc/>
    public void WriteStates(int group, int item, ReadOnlySpan<T> states)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(states.Length, _steppers[group].Group.Size, nameof(states));
        states.CopyTo(_steppers[group].Group.State(0).Row(item));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _paces.Dispose();
        _largestFirst.Dispose();
        _largestSecond.Dispose();
        _redBlack?.Dispose();
        _blackRed?.Dispose();
        _together.Dispose();
    }

    /// <summary>
    /// Which colour comes last. A push that follows the states makes its group see itself, and what accelerates the sweep must
    /// know every state that the next one depends on: that group comes last, or all groups go together.
    /// </summary>
    private SweepPlan<T> Plan()
    {
        if (_redBlack is null)
        {
            return _together;
        }

        if (PushSource is null || Method == SteadyStateMethod.RedBlackOverRelaxation || !Array.Exists(_redBlack.First, IsPushed))
        {
            return _redBlack;
        }

        return Array.Exists(_redBlack.Second, IsPushed) ? _together : _blackRed!;
    }

    private static bool IsPushed(GroupStepper<T> stepper) => stepper.Group.Pushed;
}
