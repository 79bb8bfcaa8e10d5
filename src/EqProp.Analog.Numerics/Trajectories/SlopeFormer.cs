using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Forms the slopes of one group at its stages, for one chunk of examples at a time. Where everything lies is looked up once a run: a small group
/// is evaluated thousands of times in the time that a look takes.
/// </summary>
internal abstract unsafe class SlopeFormer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Looks where the states of a chunk lie; slots are bound to its examples.</summary>
    public abstract void Begin(in StateSlots<T> slots);

    /// <summary>Slopes at the stage.</summary>
    /// <param name="rows">Which examples.</param>
    /// <param name="slots">Where the slopes go.</param>
    /// <param name="slot">The slot for them.</param>
    /// <param name="linearize">Whether their derivatives go into the slots after it.</param>
    public abstract void Form(in RowSteps<T> rows, in StateSlots<T> slots, int slot, bool linearize);

    /// <summary>Whether nothing but what arrives node by node moves the group, so that <see cref="Lead"/> may take it from stage to stage.</summary>
    public abstract bool IsLattice { get; }

    /// <summary>Slopes at a stage, and the next stage by them: what <see cref="Form"/> and an advance do, in one go.</summary>
    /// <param name="rows">Which examples.</param>
    /// <param name="slots">The slopes.</param>
    /// <param name="slot">The slot for those of this stage.</param>
    /// <param name="coefficients">One a slope, this stage's the last.</param>
    /// <param name="parity">Which of each pair of arrays holds the stage; the other is written.</param>
    public abstract void Lead(in RowSteps<T> rows, in StateSlots<T> slots, int slot, ReadOnlySpan<T> coefficients, int parity);
}

/// <summary>A <see cref="SlopeFormer{T}"/> for one lane and one equation.</summary>
internal sealed unsafe partial class SlopeFormer<V, T, E>(GroupStepper<V, T, E> stepper, E equation) : SlopeFormer<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    private readonly StateGroup<T> _group = stepper.Group;
    private readonly int _columns = stepper.Group.Drive.PaddedColumns;
    private SlopeStore<V, T, E> _first;
    private DiagonalTerm<T>[] _terms = [];
    private bool _isPlain;

    public override bool IsLattice => _isPlain && !_group.IsMovedInPlace;

    public override void Begin(in StateSlots<T> slots)
    {
        nint at = slots.FirstRow * slots.StageStride;
        _first = new()
        {
            Equation = equation,
            Push = _group.Pushed ? _group.Push.Pointer + at : null,
            PushStiffness = V.Broadcast(_group.PushStiffness),
            State = slots.Stage,
            Output = slots.Output,
            Leak = _group.Leak.Pointer,
            Rate = _group.Rate.Pointer,
            SlopeRowStride = slots.RowStride,
            Stride = slots.StageStride,
            Drive = _group.Drive.Pointer + at,
        };
        int count = _group.DiagonalConnections.Length;
        _isPlain = count > 0 && _group.Connections.Length == 0 && _group.Follows is null && !_group.Pushed;
        if (_isPlain)
        {
            if (_terms.Length != 2 * count)
            {
                _terms = GC.AllocateUninitializedArray<DiagonalTerm<T>>(2 * count, pinned: true);
            }

            fixed (DiagonalTerm<T>* terms = _terms)
            {
                _group.WriteTerms(slots.FirstRow, 0, terms);
                _group.WriteTerms(slots.FirstRow, 1, terms + count);
            }

            for (int parity = 0; parity < 2; parity++)
            {
                _states[parity] = (nint)(_group.State(parity).Pointer + at);
                _outputs[parity] = (nint)(_group.Output(parity).Pointer + at);
            }
        }
    }

    public override void Form(in RowSteps<T> rows, in StateSlots<T> slots, int slot, bool linearize)
    {
        if (_group.IsHeld)
        {
            Clear(rows, slots, slot, linearize ? LinearizedSlots.Evaluated : 1);
            return;
        }

        if (_isPlain && !linearize && !rows.IgnoresRails && !rows.KeepsNet)
        {
            fixed (DiagonalTerm<T>* terms = _terms)
            {
                FormLattice(rows.From, rows.To, terms, slots.First + slot * slots.SlotStride);
            }

            return;
        }

        nint at = rows.From * slots.StageStride;
        SlopeStore<V, T, E> store = _first;
        store.Push = store.Push == null ? null : store.Push + at;
        store.State += at;
        store.Output += at;
        store.Slope = slots.Of(rows.From, slot);
        store.DerivativeStride = linearize ? slots.SlotStride : 0;
        store.IgnoresRails = rows.IgnoresRails;
        store.Net = rows.KeepsNet ? _group.Net.Pointer + slots.FirstRow * slots.StageStride + at : null;
        stepper.FormNet(slots.FirstRow + rows.From, rows.To - rows.From, 0, ref store);
    }

    /// <summary>What is held has no slope, and nothing that it depends on.</summary>
    private static void Clear(in RowSteps<T> rows, in StateSlots<T> slots, int slot, int count)
    {
        for (int row = rows.From; row < rows.To; row++)
        {
            new Span<T>(slots.Of(row, slot), (int)slots.SlotStride * count).Clear();
        }
    }

    /// <summary>Sums and slopes in one go: what arrives is not written down on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FormLattice(int row, int endRow, DiagonalTerm<T>* terms, T* slopes)
    {
        E e = equation;
        DiagonalTerm<T>* end = terms + _terms.Length / 2;
        int columns = _columns;
        nint stride = _first.Stride, slopeStride = _first.SlopeRowStride;
        T* leak = _first.Leak, rate = _first.Rate;
        for (; row < endRow; row++)
        {
            T* drive = _first.Drive + row * stride, state = _first.State + row * stride, output = _first.Output + row * stride;
            T* slope = slopes + row * slopeStride;
            for (int column = 0; column < columns; column += V.Count)
            {
                V sum = DiagonalSum<V, T>.Of(row, column, terms, end, V.Load(drive + column));
                V x = V.Load(state + column);
                V y = E.OutputIsState ? x : V.Load(output + column);
                V f = e.Restrain(x, e.Rate(x, y, sum, V.Load(leak + column)));
                V.Store(slope + column, V.Load(rate + column) * f);
            }
        }
    }
}
