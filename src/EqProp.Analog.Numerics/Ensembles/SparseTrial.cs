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
    /// <summary>Most slopes that a step may have beside the one at its end.</summary>
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

    /// <summary>Prepares the steps of some groups.</summary>
    /// <param name="steppers">One for each group.</param>
    /// <param name="tableau">The method.</param>
    /// <param name="tolerance">Error allowed in a step; null where errors are not asked for.</param>
    public SparseTrial(IReadOnlyList<EnsembleStepper<T>> steppers, RungeKuttaTableau tableau, StepTolerance? tolerance)
    {
        _lanes = steppers[0].Group.Blocks.Lanes;
        _groups = [.. steppers.Select(stepper => stepper.Sparse())];
        Number();
        int states = _groups.Sum(g => g.Group.Size), last = tableau.Stages.Count;
        int moving = last + 2, coefficients = 7;
        long registers = (long)states * (moving + 3 + 3) + _groups.Sum(g => g.Sources.Length) + (last + 1) * coefficients + 2;
        _buffer = new((nint)registers * _lanes);
        T* next = _buffer.Pointer;
        T* Take(nint count)
        {
            T* taken = next;
            next += count * _lanes;
            return taken;
        }

        T*[] seen = [Take(states), Take(states)];
        T* tolerances = Take(2);
        foreach (SparseGroup<T> group in _groups)
        {
            int size = group.Group.Size;
            group.Moving = Take((nint)size * moving);
            group.MovingStride = (nint)moving * _lanes;
            group.Fixed = Take((nint)size * 3 + group.Sources.Length);
            group.Stage = Take(size);
            group.Tolerance = tolerances;
        }

        Fill(tolerances, tolerance?.Absolute ?? 1);
        Fill(tolerances + _lanes, tolerance?.Relative ?? 0);
        _stages = new SparseStage<T>[last + 1];
        for (int s = 0; s <= last; s++)
        {
            double[]? row = s < last ? tableau.Stages[s] : tolerance is null ? null : tableau.Error;
            T* values = Take(coefficients);
            for (int j = 0; j < row?.Length; j++)
            {
                Fill(values + j * _lanes, row[j]);
            }

            _stages[s] = new() { Index = s, LeadsOn = s < last, Seen = seen[s & 1], Next = seen[(s + 1) & 1], Coefficients = values };
        }

        // What the first stage takes was reached by the last.
        _stages[0].Seen = seen[last & 1];
        _ranges = SparseSchedule.Of(_groups, last, Window);
    }

    /// <summary>Whether every state of all groups sees few others.</summary>
    public static bool Takes(IReadOnlyList<EnsembleStepper<T>> steppers) =>
        steppers.All(stepper => stepper.Group.Incoming.All(coupling => coupling is SparseEnsembleCoupling<T>));

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

    private void Clear(ChipSteps<T> steps)
    {
        new Span<T>(steps.LargestMove, _lanes).Clear();
        new Span<T>(steps.LargestError, _lanes).Clear();
    }

    private void Fill(T* register, double value) => new Span<T>(register, _lanes).Fill(T.CreateTruncating(value));

    /// <summary>Numbers the states of all groups, and lists what each of them sees.</summary>
    private void Number()
    {
        int first = 0;
        var firsts = new Dictionary<EnsembleGroup<T>, int>();
        foreach (SparseGroup<T> group in _groups)
        {
            group.First = first;
            firsts.Add(group.Group, first);
            first += group.Group.Size;
        }

        foreach (SparseGroup<T> group in _groups)
        {
            List<int> sources = [], starts = [0];
            for (int i = 0; i < group.Group.Size; i++)
            {
                foreach (EnsembleCoupling<T> coupling in group.Group.Incoming)
                {
                    var sparse = (SparseEnsembleCoupling<T>)coupling;
                    for (int entry = sparse.Starts[i]; entry < sparse.Starts[i + 1]; entry++)
                    {
                        sources.Add((firsts[sparse.Source] + sparse.Sources[entry]) * _lanes);
                    }
                }

                starts.Add(sources.Count);
            }

            group.Starts = [.. starts];
            group.Sources = [.. sources];
            group.SourcesOfEach = starts.Zip(starts.Skip(1), (from, to) => to - from).Distinct().ToArray() is [int each] ? each : -1;
        }
    }
}
