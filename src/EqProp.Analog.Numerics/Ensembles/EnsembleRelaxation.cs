using System.Collections.Concurrent;
using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Threads;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Moves coupled groups of states of many chips, each with its own weights, time constants and offsets. Lanes run along
/// chips; a block of one register of chips goes through a whole relaxation while its weights sit in cache, and blocks may
/// run on several threads. Chips do not see each other: the result of one has the same bits alone, anywhere in an ensemble,
/// at every register width and number of threads.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// The change by which a chip stops is rate f at the new state with Runge-Kutta methods (at the old one in
/// <see cref="Relaxation{T}"/>), and the change that the step made with Euler.
/// <para>
/// A neuron of two states is two groups: the FitzHugh-Nagumo inhibitor v' = u + b - gamma v is a group with leak gamma and
/// drive b that sees the activators one to one, and the activators see the inhibitors one to one with weight -1. Neighbours in rings, chains and
/// grids are a few states that each state sees (<see cref="EnsembleGroup{T}.SeeSome"/>), and the weights carry the mismatch of each chip.
/// </para>
/// </remarks>
public sealed class EnsembleRelaxation<T> : IRelaxation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Weights in the blocks of a chunk: enough that a dispatch costs little beside it.</summary>
    private const long WeightsAtOnce = 1 << 17;

    /// <summary>What moving one state costs besides its sum, in multiply-adds.</summary>
    private const long StateOperations = 20;

    private readonly IReadOnlyList<EnsembleStepper<T>> _steppers;
    private readonly EnsembleMethod _method;
    private readonly ConcurrentBag<BlockWorkspace<T>> _workspaces = [];
    private int _couplings;
    private EnsembleIntegrals<T>? _integrals;

    /// <summary>Prepares relaxations of the given groups.</summary>
    /// <param name="steppers">One for each group; all of one ensemble.</param>
    /// <param name="method">How to move.</param>
    /// <exception cref="ArgumentException">There is no group, or groups differ in their blocks.</exception>
    public EnsembleRelaxation(IReadOnlyList<EnsembleStepper<T>> steppers, EnsembleMethod method)
    {
        if (steppers.Select(s => s.Group.Blocks).Distinct().Count() != 1)
        {
            throw new ArgumentException("The groups must be of one ensemble, with the same chips and blocks.", nameof(steppers));
        }

        _steppers = steppers;
        _method = method;
    }

    /// <summary>
    /// Noise at every step of groups that have room for it; null without noise. For <see cref="EnsembleMethod.Euler"/> and
    /// <see cref="EnsembleMethod.AveragedEuler"/>.
    /// </summary>
    public EnsembleNoise<T>? Noise { get; set; }

    /// <summary>Sums over states that are integrated beside them, without noise; null: none. Weights are for all steppers, in their order.</summary>
    public EnsembleIntegrals<T>? Integrals
    {
        get => _integrals;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(value?.Weights.Count ?? _steppers.Count, _steppers.Count, nameof(value));
            DisposeWorkspaces();
            _integrals = value;
        }
    }

    /// <inheritdoc/>
    public RelaxationResult Run(int items, int steps, double? stopMove, int threads)
    {
        ChipBlocks blocks = _steppers[0].Group.Blocks;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, blocks.Chips);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        RequireNoise(items);
        ForgetOldCouplings();
        var outcome = new EnsembleOutcome(items, _method.Tolerance is not null);
        int used = (items + blocks.Lanes - 1) / blocks.Lanes;
        WorkSplitter.Run(used, BlocksAtOnce(blocks), threads, Operations(items, steps), (first, count) =>
        {
            if (!_workspaces.TryTake(out BlockWorkspace<T>? work))
            {
                work = new(_steppers, _method, _integrals);
            }

            if (Noise is null)
            {
                work.ForgetNoise();
            }
            else
            {
                work.MakeRoomForNoise(_steppers);
            }

            for (int block = first; block < first + count; block++)
            {
                RunBlock(new(_steppers, work, block, stopMove, outcome), steps);
            }

            _workspaces.Add(work);
        });
        return outcome.ToResult();
    }

    /// <inheritdoc/>
    public void AdmitStates(int items)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, _steppers[0].Group.Blocks.Chips);
        int lanes = _steppers[0].Group.Blocks.Lanes;
        for (int block = 0; block * lanes < items; block++)
        {
            foreach (EnsembleStepper<T> stepper in _steppers)
            {
                stepper.Admit(block);
            }
        }
    }

    /// <inheritdoc/>
    public void ReadStates(int group, int item, Span<T> destination) => _steppers[group].Group.State.ReadChip(item, destination);

    /// <inheritdoc/>
    public void WriteStates(int group, int item, ReadOnlySpan<T> states) => _steppers[group].Group.State.WriteChip(item, states);

    /// <inheritdoc/>
    public void Dispose() => DisposeWorkspaces();

    // A workspace is laid out for the couplings that there are.
    private void ForgetOldCouplings()
    {
        int couplings = _steppers.Sum(s => s.Group.Incoming.Count);
        if (couplings != _couplings)
        {
            DisposeWorkspaces();
            _couplings = couplings;
        }
    }

    private void DisposeWorkspaces()
    {
        while (_workspaces.TryTake(out BlockWorkspace<T>? work))
        {
            work.Dispose();
        }
    }

    private void RunBlock(BlockRelaxation<T> block, int steps)
    {
        if (_method.Tableau is null)
        {
            block.Euler(steps, Noise, _method.AveragesNoise);
            block.WriteIntegrals();
            return;
        }

        if (_method.Tolerance is null)
        {
            block.Fixed(steps);
        }
        else
        {
            block.Adaptive(steps);
        }

        block.Present();
        block.WriteIntegrals();
    }

    private void RequireNoise(int items)
    {
        if (Noise is not null && _method.Tableau is not null)
        {
            throw new InvalidOperationException("Noise is added to Euler steps of an ensemble.");
        }

        if (Noise is not null && _integrals is not null)
        {
            throw new InvalidOperationException("Sums are integrated along trajectories without noise.");
        }

        Noise?.RequireChips(_steppers[0].Group.Blocks, items);
    }

    private int BlocksAtOnce(ChipBlocks blocks) =>
        (int)Math.Max(1, WeightsAtOnce / Math.Max(1, OperationsOfChip * blocks.Lanes));

    private double Operations(int items, int steps) =>
        (double)items * steps * Math.Max(1, _method.Tableau?.Stages.Count ?? 1) * OperationsOfChip;

    private long OperationsOfChip => _steppers.Sum(s => StateOperations * s.Group.Size + s.Group.Incoming.Sum(c => (long)c.Weights.Rows));
}
