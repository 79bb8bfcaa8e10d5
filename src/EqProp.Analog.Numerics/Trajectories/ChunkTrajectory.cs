using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Takes a few examples through their trajectories while they sit in cache. They try steps together, each of its own
/// length; one that has ended stays as it is.
/// </summary>
internal sealed unsafe partial class ChunkTrajectory<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int NumbersPerRow = 3;

    private readonly GroupTrajectory<T>[] _groups;
    private readonly TrajectoryMethod _method;
    private readonly StepRule? _rule;
    private readonly StepTrial<T> _trial;
    private readonly AlignedBuffer<T> _buffer;
    private readonly StateSlots<T>[] _slots;
    private readonly SlopeFormer<T>[] _slopes;
    private readonly RowProgress[] _progress;
    private readonly int _mostRows;
    private RowSteps<T> _steps;
    private TrajectoryRun<T> _run = null!;

    /// <summary>Makes room for the states of some examples.</summary>
    public ChunkTrajectory(GroupTrajectory<T>[] groups, TrajectoryMethod method, int mostRows, Func<ILinearSolver> solver)
    {
        _groups = groups;
        _method = method;
        _rule = method.EstimateOrder is int order ? new StepRule(order) : null;
        _trial = StepTrial<T>.Of(method, groups, solver);
        _mostRows = mostRows;
        _progress = new RowProgress[mostRows];
        _slots = new StateSlots<T>[groups.Length];
        _slopes = [.. groups.Select(group => group.Slopes())];
        _buffer = new(RowNumbers(groups, method) * mostRows);
        T* next = _buffer.Pointer;
        for (int g = 0; g < groups.Length; g++)
        {
            nint stride = groups[g].Group.Drive.PaddedColumns;
            _slots[g] = new() { First = next, SlotStride = stride, RowStride = stride * method.Slots };
            next += stride * method.Slots * mostRows;
        }

        _steps = new() { Length = next, Error = next + mostRows, Move = next + 2 * mostRows };
    }

    /// <summary>Numbers to keep for each example.</summary>
    public static nint RowNumbers(GroupTrajectory<T>[] groups, TrajectoryMethod method)
    {
        nint numbers = NumbersPerRow;
        foreach (GroupTrajectory<T> group in groups)
        {
            numbers += (nint)group.Group.Drive.PaddedColumns * method.Slots;
        }

        return numbers;
    }

    /// <summary>Length of the step that an example tries.</summary>
    public double Length(int row) => _progress[row].Length;

    /// <summary>Whether an example tries again from where it was.</summary>
    public bool IsRetry(int row) => _progress[row].IsRetry;

    /// <summary>Stages of all groups by a weighted sum of slopes.</summary>
    public void Advance(ReadOnlySpan<T> coefficients, bool isStep)
    {
        T noise = _steps.Noise;
        _steps.Noise = isStep ? noise : T.Zero;
        _steps.KeepsPutBack = isStep && _steps.KeepsNet;
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].Advance(_steps, _slots[g], coefficients);
        }

        _steps.Noise = noise;
    }

    /// <summary>Whether stages may take turns in the arrays of each group's pair: where all that arrives does so node by node.</summary>
    public bool IsLattice { get; private set; }

    /// <summary>The first stages of all groups, in one of the arrays of their pairs.</summary>
    public void AdvanceInto(int parity, ReadOnlySpan<T> coefficients)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            StateSlots<T> slots = _slots[g];
            nint at = slots.FirstRow * slots.StageStride;
            slots.Stage = _groups[g].Group.State(parity).Pointer + at;
            slots.Output = _groups[g].Group.Output(parity).Pointer + at;
            _groups[g].Advance(_steps, slots, coefficients);
        }
    }

    /// <summary>Slopes at the stages of all groups, and the next stages by them.</summary>
    public void Lead(int slot, ReadOnlySpan<T> coefficients, int parity)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            _slopes[g].Lead(_steps, _slots[g], slot, coefficients, parity);
        }
    }

    /// <summary>Stages of all groups by exponential decay.</summary>
    public void AdvanceExponentially()
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].AdvanceExponentially(_steps, _slots[g]);
        }
    }

    /// <summary>The second order of the exponential step.</summary>
    public void CorrectExponentially()
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].CorrectExponentially(_steps, _slots[g]);
        }
    }

    /// <summary>Slopes at the stages of all groups.</summary>
    public void Evaluate(int slot) => Evaluate(slot, _method.IsLinearized);

    /// <summary>Slopes at the stages of all groups, whose share of the step is that of a weight.</summary>
    public void EvaluateStage(int slot, T weight)
    {
        Evaluate(slot);
        SumStage(slot, weight);
    }

    /// <summary>Slopes at the stages of all groups, with derivatives or without.</summary>
    public void Evaluate(int slot, bool linearize)
    {
        _run.PushSource?.Refresh(_slots[0].FirstRow + _steps.From, _steps.To - _steps.From, 0, 0);
        for (int g = 0; g < _groups.Length; g++)
        {
            _slopes[g].Form(_steps, _slots[g], slot, linearize);
        }
    }

    /// <summary>One slot of the first example, the states of all groups one after another.</summary>
    public void ReadSlot(int slot, Span<double> values)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            int size = _groups[g].Group.Size;
            Convert(new ReadOnlySpan<T>(_slots[g].Of(0, slot), size), values);
            values = values[size..];
        }
    }

    /// <summary>Writes one slot of the first example.</summary>
    public void WriteSlot(int slot, ReadOnlySpan<double> values)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            int size = _groups[g].Group.Size;
            Convert(values[..size], new Span<T>(_slots[g].Of(0, slot), size));
            values = values[size..];
        }
    }

    /// <summary>Sets the stage of the first example.</summary>
    public void WriteStage(ReadOnlySpan<double> values)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            int size = _groups[g].Group.Size;
            Convert(values[..size], _groups[g].Group.State(0).Row(_slots[g].FirstRow));
            _groups[g].Admit(0, _slots[g]);
            values = values[size..];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffer.Dispose();
        _summer?.Dispose();
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = TTo.CreateTruncating(from[i]);
        }
    }
}
