using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Trajectories;

/// <content>One step after another.</content>
internal sealed unsafe partial class ChunkTrajectory<T>
{
    /// <summary>Examples that the tiles of products take at once.</summary>
    private const int TileRows = 6;

    /// <summary>Below this, examples one by one are faster than a tile that is partly wasted.</summary>
    private const int LeastTiledRows = 3;

    /// <summary>Takes some examples to their ends.</summary>
    /// <param name="run">What all chunks share.</param>
    /// <param name="firstRow">The first of them.</param>
    /// <param name="rows">How many; no more than there is room for.</param>
    public void Run(TrajectoryRun<T> run, int firstRow, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, _mostRows);
        _run = run;
        Start(firstRow, rows);
        for (int step = 0; _steps.From < _steps.To; step++)
        {
            Attempt(step);
            bool isFormed = _trial.Try(this);
            if (isFormed)
            {
                Evaluate(_method.NewSlopeSlot);
                Judge();
            }

            for (int row = _steps.From; row < _steps.To; row++)
            {
                if (!_progress[row].HasEnded)
                {
                    Settle(row, isFormed);
                }
            }

            NarrowToMoving(rows);
        }

        Finish(rows);
    }

    private void Start(int firstRow, int rows)
    {
        _steps.From = 0;
        _steps.To = rows;
        _steps.IgnoresRails = _run.Noise is not null;
        _steps.KeepsNet = _run.Integrals is not null;
        _hasCrossed = false;
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].Bind(ref _slots[g], firstRow);
            _slopes[g].Begin(_slots[g]);
            for (int row = 0; row < rows; row++)
            {
                _groups[g].Admit(row, _slots[g]);
                _groups[g].Keep(row, _slots[g], 0);
            }
        }

        IsLattice = _run.PushSource is null && _run.Noise is null && _run.Integrals is null && Array.TrueForAll(_slopes, slopes => slopes.IsLattice);
        Evaluate(_method.SlopeSlot);
        BeginSums(rows);
        for (int row = 0; row < rows; row++)
        {
            _progress[row] = new() { NextLength = _run.Control.FirstStep };
            _steps.Length[row] = T.One;
            SampleBefore(row, 0);
            EndIfDone(row);
        }

        NarrowToMoving(rows);
    }

    private void Attempt(int step)
    {
        for (int row = _steps.From; row < _steps.To; row++)
        {
            ref RowProgress progress = ref _progress[row];
            _steps.Length[row] = progress.HasEnded ? T.Zero : progress.Attempt<T>(_run.Duration);
            _steps.Error[row] = T.Zero;
            _steps.Move[row] = T.Zero;
        }

        AttemptSums();

        if (_run.Noise is not { } noise)
        {
            _steps.Noise = T.Zero;
            return;
        }

        // All examples have steps of one length; the variance of noise grows with it.
        _steps.Noise = T.Sqrt(_steps.Length[_steps.From]);
        foreach (GroupTrajectory<T> group in _groups)
        {
            noise.Draw(group.Group, _slots[0].FirstRow + _steps.From, _steps.To - _steps.From, step);
        }
    }

    private void Judge()
    {
        StepTolerance? tolerance = _run.Control.Tolerance;
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].Judge(_steps, _slots[g], _method.FirstErrorSlot, _method.ErrorWeights, tolerance);
        }
    }

    /// <summary>Takes or refuses the step of one example.</summary>
    private void Settle(int row, bool isFormed)
    {
        ref RowProgress progress = ref _progress[row];
        double error = isFormed ? double.CreateTruncating(_steps.Error[row]) : double.PositiveInfinity;
        bool chooses = _run.Control.Tolerance is not null;
        if (!isFormed || (chooses && !(error <= 1)))
        {
            if (!chooses)
            {
                Fail(row, TrajectoryEnd.Stiff);
                return;
            }

            progress.Refuse(error, _rule!.Value);
            if (progress.HasStalled)
            {
                Fail(row, LargestSlope(row) < double.PositiveInfinity ? TrajectoryEnd.Stiff : TrajectoryEnd.Diverged);
            }

            return;
        }

        if (!(double.CreateTruncating(_steps.Move[row]) <= Relaxation<T>.DivergenceLimit))
        {
            Fail(row, TrajectoryEnd.Diverged);
            return;
        }

        Accept(row, error);
    }

    private void Accept(int row, double error)
    {
        ref RowProgress progress = ref _progress[row];
        double end = progress.End(_run.Control, _run.Duration);
        if (Crosses(row, out double share))
        {
            EndAtCrossing(row, end, share);
            return;
        }

        SampleBefore(row, end);
        ObserveEnd(row, end);
        AcceptSums(row);
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].Keep(row, _slots[g], 0);
            _groups[g].Copy(row, _slots[g], _method.NewSlopeSlot, _method.SlopeSlot, _method.IsLinearized ? LinearizedSlots.Evaluated : 1);
        }

        progress.Accept(end, error, _run.Control.Tolerance is null ? null : _rule);
        EndIfDone(row);
    }

    private void EndIfDone(int row)
    {
        if (_run.Stop?.Residual is double limit && LargestSlope(row) <= limit)
        {
            End(row, TrajectoryEnd.Settled);
        }
        else if (_progress[row].IsOver(_run.Duration))
        {
            End(row, TrajectoryEnd.Duration);
        }
    }

    private void End(int row, TrajectoryEnd end)
    {
        ref RowProgress progress = ref _progress[row];
        progress.HasEnded = true;
        int item = _slots[0].FirstRow + row;
        TrajectoryResult result = _run.Result;
        result.Ends[item] = end;
        result.Times[item] = progress.Time;
        result.Steps[item] = progress.Steps;
        result.Refusals[item] = progress.Refusals;
    }

    /// <summary>Leaves out ended examples at both ends of the chunk, but not so that products lose their whole tiles.</summary>
    private void NarrowToMoving(int rows)
    {
        while (_steps.From < _steps.To && _progress[_steps.From].HasEnded)
        {
            _steps.From++;
        }

        while (_steps.From < _steps.To && _progress[_steps.To - 1].HasEnded)
        {
            _steps.To--;
        }

        int moving = _steps.To - _steps.From;
        if (moving >= LeastTiledRows)
        {
            int wanted = Math.Min(rows, (moving + TileRows - 1) / TileRows * TileRows);
            _steps.To = Math.Min(rows, _steps.From + wanted);
            _steps.From = _steps.To - wanted;
        }
    }

    /// <summary>Puts the ends into the groups' own arrays.</summary>
    private void Finish(int rows)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            for (int row = 0; row < rows; row++)
            {
                _groups[g].Restore(row, _slots[g]);
                _groups[g].Admit(row, _slots[g]);
            }
        }

        if (_hasCrossed)
        {
            _steps.From = 0;
            _steps.To = rows;
            Evaluate(_method.SlopeSlot);
        }

        for (int row = 0; row < rows; row++)
        {
            _run.Result.LargestRates[_slots[0].FirstRow + row] = LargestSlope(row);
            _summer?.Finish(row, _slots[0].FirstRow + row);
        }
    }

    private double LargestSlope(int row)
    {
        double largest = 0;
        for (int g = 0; g < _groups.Length; g++)
        {
            largest = Math.Max(largest, _groups[g].LargestSlope(row, _slots[g], _method.SlopeSlot));
        }

        return largest;
    }
}
