using System.Numerics;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>A <see cref="BlockTrial{T}"/> for couplings of every kind: a stage of all groups after another.</summary>
internal sealed unsafe class DenseTrial<T> : BlockTrial<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<EnsembleStepper<T>> _steppers;
    private readonly GroupWorkspace<T>[] _work;
    private readonly RungeKuttaTableau _tableau;
    private readonly StepTolerance? _tolerance;
    private readonly BlockSummer<T>? _summer;
    private int _block;

    /// <summary>Prepares the steps of some groups.</summary>
    /// <param name="steppers">One for each group.</param>
    /// <param name="work">Their workspaces, with a slope more than the method has stages.</param>
    /// <param name="tableau">The method.</param>
    /// <param name="tolerance">Error allowed in a step; null where errors are not asked for.</param>
    /// <param name="summer">Integrates sums beside the states; null: nothing is integrated.</param>
    public DenseTrial(
        IReadOnlyList<EnsembleStepper<T>> steppers, GroupWorkspace<T>[] work, RungeKuttaTableau tableau, StepTolerance? tolerance, BlockSummer<T>? summer)
    {
        _steppers = steppers;
        _work = work;
        _tableau = tableau;
        _tolerance = tolerance;
        _summer = summer;
    }

    private int NewSlope => _tableau.Stages.Count;

    public override void Begin(int block, ChipSteps<T> steps)
    {
        _block = block;
        _summer?.Begin(block);
        for (int g = 0; g < _steppers.Count; g++)
        {
            _steppers[g].Present(_block, _work[g]);
        }

        Slope(NewSlope, steps);
    }

    public override void Try(ChipSteps<T> steps)
    {
        End(_block, steps);
        _summer?.Attempt(steps);
        int last = _tableau.Stages.Count - 1;
        for (int stage = 0; stage <= last; stage++)
        {
            for (int g = 0; g < _steppers.Count; g++)
            {
                _steppers[g].Advance(_block, _work[g], _tableau.Stages[stage], steps);
            }

            Slope(stage + 1, steps);
        }

        if (_tolerance is { } tolerance)
        {
            new Span<T>(steps.LargestError, _steppers[0].Group.Blocks.Lanes).Clear();
            for (int g = 0; g < _steppers.Count; g++)
            {
                _steppers[g].Error(_block, _work[g], _tableau.Error!, tolerance, steps);
            }
        }
    }

    public override void End(int block, ChipSteps<T> steps)
    {
        for (int g = 0; g < _steppers.Count; g++)
        {
            _steppers[g].Commit(block, _work[g], NewSlope, steps);
        }

        _summer?.Accept(steps);
    }

    public override T Tried(int group, int state, int lane) => _work[group].Stage[(nint)state * _steppers[group].Group.Blocks.Lanes + lane];

    public override void Dispose()
    {
    }

    private void Slope(int slope, ChipSteps<T> steps)
    {
        new Span<T>(steps.LargestMove, _steppers[0].Group.Blocks.Lanes).Clear();
        for (int g = 0; g < _steppers.Count; g++)
        {
            if (_summer is null)
            {
                _steppers[g].Slope(_block, _work[g], slope, steps.LargestMove);
            }
            else
            {
                _summer.Slope(g, _work[g], slope, steps.LargestMove);
            }
        }
    }
}
