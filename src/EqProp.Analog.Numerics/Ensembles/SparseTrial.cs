using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// A <see cref="BlockTrial{T}"/> where every state sees a few others: a slope is formed and the state moved on by it in one go, in an order in
/// which a stage follows the one before it while their numbers are in the innermost cache.
/// </summary>
internal sealed unsafe class SparseTrial<T> : BlockTrial<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Most stages that sums of slopes are written out for.</summary>
    private const int MostStages = 6;

    /// <summary>
    /// States of a group that go through a stage at once: with those on their way through the other stages they stay in the innermost cache, and
    /// are enough that a call costs little beside them.
    /// </summary>
    private const int Window = 16;

    private readonly SparseGroup<T>[] _groups;
    private readonly SparseStage<T>[] _stages;
    private readonly SparseRange[] _ranges;
    private readonly int _lanes;
    private readonly AlignedBuffer<T> _buffer;
    private T* _next;

    /// <summary>Prepares the steps of some groups.</summary>
    /// <param name="steppers">One for each group.</param>
    /// <param name="tableau">The method.</param>
    /// <param name="tolerance">Error allowed in a step; null where errors are not asked for.</param>
    public SparseTrial(IReadOnlyList<EnsembleStepper<T>> steppers, RungeKuttaTableau tableau, StepTolerance? tolerance)
    {
        _lanes = steppers[0].Group.Blocks.Lanes;
        _groups = [.. steppers.Select(stepper => stepper.Sparse())];
        SparseGroup<T>.Number(_groups);
        int states = _groups.Sum(g => g.Group.Size), last = tableau.Stages.Count;
        const int Seen = 2, Tolerances = 2;
        int ofState = Seen + last + 2 + SparseGroup<T>.Parameters + 1;
        int ofStages = ((last + 1) * (last + 1) + _lanes - 1) / _lanes;
        _buffer = new((nint)(states * ofState + _groups.Sum(g => g.Sources.Length) + Tolerances + ofStages) * _lanes);
        _next = _buffer.Pointer;
        T*[] seen = [Take(states), Take(states)];
        T* tolerances = Take(Tolerances);
        new Span<T>(tolerances, _lanes).Fill(T.CreateTruncating(tolerance?.Absolute ?? 1));
        new Span<T>(tolerances + _lanes, _lanes).Fill(T.CreateTruncating(tolerance?.Relative ?? 0));
        foreach (SparseGroup<T> group in _groups)
        {
            int size = group.Group.Size;
            group.MovingStride = (nint)(last + 2) * _lanes;
            group.Moving = Take(size * (last + 2));
            group.Fixed = Take(size * SparseGroup<T>.Parameters + group.Sources.Length);
            group.Stage = Take(size);
            group.Tolerance = tolerances;
        }

        _stages = Stages(tableau, tolerance, seen, Take(ofStages));
        _ranges = SparseSchedule.Of(_groups, last, Window);
    }

    /// <summary>Whether every state of all groups sees few others that move too, and the method has not too many stages.</summary>
    public static bool Takes(IReadOnlyList<EnsembleStepper<T>> steppers, RungeKuttaTableau tableau) =>
        tableau.Stages.Count <= MostStages
        && steppers.All(stepper => stepper.Group.Incoming.All(coupling =>
            coupling is SparseEnsembleCoupling<T> && steppers.Any(source => source.Group == coupling.Source)));

    public override void Begin(int block, ChipSteps<T> steps)
    {
        SparseStage<T> last = _stages[^1];
        foreach (SparseGroup<T> group in _groups)
        {
            group.Begin(block, last);
        }

        Clear(steps);
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].Run(new(last.Index, g, 0, _groups[g].Group.Size), last, steps);
        }
    }

    public override void Try(ChipSteps<T> steps)
    {
        Clear(steps);
        foreach (SparseRange range in _ranges)
        {
            _groups[range.Group].Run(range, _stages[range.Stage], steps);
        }
    }

    public override void End(int block, ChipSteps<T> steps)
    {
        foreach (SparseGroup<T> group in _groups)
        {
            group.End(block, _stages[^1], steps);
        }
    }

    public override T Tried(int group, int state, int lane)
    {
        SparseGroup<T> of = _groups[group];
        T* states = of.OutputIsState ? _stages[^1].Seen + (nint)of.First * _lanes : of.Stage;
        return states[(nint)state * _lanes + lane];
    }

    public override void Dispose() => _buffer.Dispose();

    /// <summary>Takes registers of the buffer.</summary>
    private T* Take(nint registers)
    {
        T* taken = _next;
        _next += registers * _lanes;
        return taken;
    }

    private void Clear(ChipSteps<T> steps)
    {
        new Span<T>(steps.LargestMove, _lanes).Clear();
        new Span<T>(steps.LargestError, _lanes).Clear();
    }

    private static SparseStage<T>[] Stages(RungeKuttaTableau tableau, StepTolerance? tolerance, T*[] seen, T* coefficients)
    {
        int last = tableau.Stages.Count;
        var stages = new SparseStage<T>[last + 1];
        for (int s = 0; s <= last; s++, coefficients += last + 1)
        {
            double[] row = s < last ? tableau.Stages[s] : tolerance is null ? [] : tableau.Error!;
            for (int j = 0; j < row.Length; j++)
            {
                coefficients[j] = T.CreateTruncating(row[j]);
            }

            // Outputs of the stages take turns in two arrays; what the first stage takes was reached by the last.
            stages[s] = new()
            {
                Index = s,
                LeadsOn = s < last,
                Seen = seen[(s == 0 ? last : s) % 2],
                Next = seen[(s + 1) % 2],
                Coefficients = coefficients,
            };
        }

        return stages;
    }
}
