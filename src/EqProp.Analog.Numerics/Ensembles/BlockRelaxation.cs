using System.Numerics;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Takes one block of chips through a relaxation. Each chip has its own steps and its own end; a chip that has ended stays
/// as it is until the last of its block ends, so no chip's result depends on its neighbours.
/// </summary>
internal readonly unsafe ref struct BlockRelaxation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<EnsembleStepper<T>> _steppers;
    private readonly BlockWorkspace<T> _work;
    private readonly int _block;
    private readonly int _firstChip;
    private readonly int _chips;
    private readonly int _lanes;
    private readonly double? _stopMove;
    private readonly EnsembleOutcome _outcome;
    private readonly Span<T> _length;
    private readonly Span<T> _accepted;
    private readonly Span<T> _move;

    public BlockRelaxation(IReadOnlyList<EnsembleStepper<T>> steppers, BlockWorkspace<T> work, int block, double? stopMove, EnsembleOutcome outcome)
    {
        ChipBlocks blocks = steppers[0].Group.Blocks;
        _steppers = steppers;
        _work = work;
        _block = block;
        _firstChip = block * blocks.Lanes;
        _chips = Math.Min(blocks.Lanes, outcome.Items - _firstChip);
        _lanes = blocks.Lanes;
        _stopMove = stopMove;
        _outcome = outcome;
        _length = new(work.Steps.Length, _lanes);
        _accepted = new(work.Steps.Accepted, _lanes);
        _move = new(work.Steps.LargestMove, _lanes);
    }

    /// <summary>Projected Euler in nominal steps, with noise or without.</summary>
    public void Euler(int steps, EnsembleNoise<T>? noise, bool averages)
    {
        int moving = StartAll();
        BlockSummer<T>? summer = _work.Summer;
        summer?.Begin(_block);
        for (int step = 1; step <= steps && moving > 0; step++)
        {
            Draw(noise, averages, step - 1);
            FormNets(summer);
            _move.Clear();
            for (int g = 0; g < _steppers.Count; g++)
            {
                _steppers[g].Euler(_block, _work.Groups[g], _work.Steps, averages);
            }

            summer?.Accept(_work.Steps);
            if (_stopMove is null && step < steps && AllStayInBounds())
            {
                continue;
            }

            moving -= EndSome(step, steps);
            _length.CopyTo(_accepted);
        }
    }

    /// <summary>A Runge-Kutta method in nominal steps.</summary>
    public void Fixed(int steps)
    {
        int moving = StartAll();
        BlockTrial<T> trial = _work.Trial!;
        trial.Begin(_block, _work.Steps);
        for (int step = 1; step <= steps && moving > 0; step++)
        {
            trial.Try(_work.Steps);
            _length.CopyTo(_accepted);
            moving -= EndSome(step, steps);
        }

        trial.End(_block, _work.Steps);
    }

    /// <summary>A Runge-Kutta pair with steps of each chip's own.</summary>
    public void Adaptive(double duration)
    {
        int moving = duration > 0 ? StartAll() : 0;
        BlockTrial<T> trial = _work.Trial!;
        StepControl<T> control = _work.Control!;
        control.Begin(_chips, duration, _stopMove);
        trial.Begin(_block, _work.Steps);
        while (moving > 0)
        {
            control.Attempt(_work.Steps);
            trial.Try(_work.Steps);
            if (control.Judge(_work.Steps))
            {
                moving -= EndSome(control);
            }
        }

        trial.End(_block, _work.Steps);
    }

    /// <summary>Outputs of the states as they now are.</summary>
    public void Present()
    {
        for (int g = 0; g < _steppers.Count; g++)
        {
            _steppers[g].Present(_block, _work.Groups[g]);
        }
    }

    /// <summary>Writes what was integrated of the block's chips.</summary>
    public void WriteIntegrals() => _work.Summer?.Finish(_chips);

    private void FormNets(BlockSummer<T>? summer)
    {
        summer?.Attempt(_work.Steps);
        for (int g = 0; g < _steppers.Count; g++)
        {
            if (summer is null)
            {
                _steppers[g].Net(_block, _work.Groups[g], _work.Shared[g]);
            }
            else
            {
                summer.Net(g, _work.Groups[g], _work.Shared[g]);
            }
        }

        for (int g = 0; summer is not null && g < _steppers.Count; g++)
        {
            summer.Euler(g, _work.Groups[g]);
        }
    }

    private void Draw(EnsembleNoise<T>? noise, bool averages, int step)
    {
        for (int g = 0; noise is not null && g < _steppers.Count; g++)
        {
            EnsembleGroup<T> group = _steppers[g].Group;
            ref GroupWorkspace<T> work = ref _work.Groups[g];
            if (work.Noise == null)
            {
                continue;
            }

            if (averages && step > 0)
            {
                T* before = work.Noise;
                work.Noise = work.NextNoise;
                work.NextNoise = before;
            }
            else
            {
                noise.Draw(group, _block, step, work.Noise);
            }

            if (averages)
            {
                noise.Draw(group, _block, step + 1, work.NextNoise);
            }
        }
    }

    private bool AllStayInBounds()
    {
        T limit = T.CreateTruncating(Relaxation<T>.DivergenceLimit);
        bool all = true;
        for (int lane = 0; lane < _lanes; lane++)
        {
            all &= _move[lane] <= limit;
        }

        return all;
    }

    private int StartAll()
    {
        _length.Clear();
        _accepted.Clear();
        _length[.._chips].Fill(T.One);
        _accepted[.._chips].Fill(T.One);
        return _chips;
    }

    /// <summary>Ends the chips whose last step this was; returns how many.</summary>
    private int EndSome(int step, int steps)
    {
        int ended = 0;
        for (int lane = 0; lane < _chips; lane++)
        {
            if (_length[lane] != T.Zero && Ends(lane, step, double.CreateTruncating(_move[lane]), isLast: step == steps))
            {
                _length[lane] = T.Zero;
                ended++;
            }
        }

        return ended;
    }

    private int EndSome(StepControl<T> control)
    {
        int ended = 0;
        for (int lane = 0; lane < _chips; lane++)
        {
            if (control.EndsAt(lane, out double time, out int count))
            {
                Ends(lane, count, double.CreateTruncating(_move[lane]), isLast: true);
                _outcome.Times![_firstChip + lane] = time;
                ended++;
            }
        }

        return ended;
    }

    /// <summary>Records a step of one chip and tells whether it was its last.</summary>
    private bool Ends(int lane, int step, double move, bool isLast)
    {
        int chip = _firstChip + lane;
        bool diverged = !(move <= Relaxation<T>.DivergenceLimit);
        _outcome.LargestMove[chip] = move;
        _outcome.Steps[chip] = step;
        if (diverged)
        {
            _outcome.Divergences[chip] = new(step, GroupOutOfBounds(chip), chip);
        }

        return diverged || isLast || move <= _stopMove;
    }

    private int GroupOutOfBounds(int chip)
    {
        for (int g = 0; g < _steppers.Count; g++)
        {
            EnsembleGroup<T> group = _steppers[g].Group;
            for (int i = 0; i < group.Size; i++)
            {
                T state = _work.Trial is { } trial ? trial.Tried(g, i, chip - _firstChip) : group.State[i, chip];
                if (!(T.Abs(state) <= T.CreateTruncating(Relaxation<T>.DivergenceLimit)))
                {
                    return g;
                }
            }
        }

        return 0;
    }
}
