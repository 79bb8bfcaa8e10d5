using System.Numerics;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.SteadyState;

/// <content>One chunk of examples, from its first sweep to its last while it is in cache.</content>
public sealed unsafe partial class SteadyState<T>
{
    private void RunChunk(Search search, int first, int rows)
    {
        AndersonMixing<T>? mixing = Method == SteadyStateMethod.RedBlackOverRelaxation ? null : search.Plan.Rent(LargeChunk, _options.History);
        for (int row = first; row < first + rows; row++)
        {
            search.Factors[row].Begin(mayRaise: PushSource is null);
            mixing?.Begin(row - first);
            _paces.Pointer[row] = T.One;
        }

        int moving = rows;
        for (int sweep = 1; sweep <= search.Sweeps && moving > 0; sweep++)
        {
            SweepMoving(search, mixing, first, rows);
            for (int row = first; row < first + rows; row++)
            {
                if (_paces.Pointer[row] != T.Zero && !Continue(search, mixing, sweep, first, row))
                {
                    _paces.Pointer[row] = T.Zero;
                    moving--;
                }
            }
        }

        if (mixing is not null)
        {
            search.Plan.Return(mixing);
        }
    }

    /// <summary>One sweep of all blocks of the chunk in which an example still moves.</summary>
    private void SweepMoving(Search search, AndersonMixing<T>? mixing, int first, int rows)
    {
        int begin = 0;
        while (begin < rows)
        {
            if (!Moves(first, rows, begin))
            {
                begin += BlockRows;
                continue;
            }

            int end = begin + BlockRows;
            while (end < rows && Moves(first, rows, end))
            {
                end += BlockRows;
            }

            end = Math.Min(end, rows);
            SweepRows(search.Plan, mixing, first, begin, end - begin);
            begin = end;
        }
    }

    private bool Moves(int first, int rows, int block)
    {
        int length = Math.Min(BlockRows, rows - block);
        return new ReadOnlySpan<T>(_paces.Pointer + first + block, length).ContainsAnyExcept(T.Zero);
    }

    private void SweepRows(SweepPlan<T> plan, AndersonMixing<T>? mixing, int first, int begin, int rows)
    {
        int row = first + begin;
        nint slot = (nint)row * SlotsPerRow;
        new Span<T>(_largestFirst.Pointer + slot, rows * SlotsPerRow).Clear();
        new Span<T>(_largestSecond.Pointer + slot, rows * SlotsPerRow).Clear();
        PushSource?.Refresh(row, rows, 0, 0);
        var sweep = new RestSweep<T>
        {
            Paces = _paces.Pointer + row,
            LargestResidual = _largestFirst.Pointer + slot,
            NewtonSteps = _options.NewtonSteps,
            LargestChange = T.CreateTruncating(_options.LargestChange),
        };
        foreach (var stepper in plan.First)
        {
            if (!stepper.Group.IsHeld)
            {
                stepper.Sweep(row, rows, sweep);
            }
        }

        sweep.LargestResidual = _largestSecond.Pointer + slot;
        for (int group = 0; group < plan.Second.Length; group++)
        {
            if (mixing is not null)
            {
                sweep.Residuals = mixing.Residuals(group) + begin * mixing.ResidualStride;
                sweep.ResidualStride = mixing.ResidualStride;
            }

            if (!plan.Second[group].Group.IsHeld)
            {
                plan.Second[group].Sweep(row, rows, sweep);
            }
            else if (mixing is not null)
            {
                ClearRows(sweep.Residuals, sweep.ResidualStride, rows, plan.Second[group].Group.Drive.PaddedColumns);
            }
        }
    }

    private static void ClearRows(T* first, nint stride, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            new Span<T>(first + row * stride, columns).Clear();
        }
    }

    /// <summary>What comes of an example after a sweep.</summary>
    /// <returns>Whether it moves on.</returns>
    private bool Continue(Search search, AndersonMixing<T>? mixing, int sweep, int first, int row)
    {
        double ofFirst = Largest(_largestFirst.Pointer, row), ofSecond = Largest(_largestSecond.Pointer, row);
        double residual = Math.Max(ofFirst, ofSecond), error;
        if (mixing is null)
        {
            search.Factors[row].Add(residual);
            error = Caution * search.Factors[row].Amplification * residual;
        }
        else
        {
            // Nodes of the first colour come to rest within the square of their last move; linear ones exactly.
            error = Caution * mixing.Move(row - first, row) * ofSecond + ofFirst * ofFirst;
        }

        search.Residuals[row] = residual;
        search.Taken[row] = sweep;
        search.Errors[row] = residual > 0 ? error : 0;
        if (!(residual <= Relaxation<T>.DivergenceLimit))
        {
            search.Errors[row] = double.PositiveInfinity;
            search.Divergences[row] = new(sweep, FirstBeyondBounds(row), row);
            return false;
        }

        if (search.Errors[row] <= search.Tolerance)
        {
            return false;
        }

        if (mixing is null && sweep < search.Sweeps)
        {
            _paces.Pointer[row] = T.CreateTruncating(search.Factors[row].Factor);
        }

        return true;
    }

    private static double Largest(T* slots, int row)
    {
        double largest = 0;
        for (int slot = 0; slot < SlotsPerRow; slot++)
        {
            largest = Math.Max(largest, double.CreateTruncating(slots[(nint)row * SlotsPerRow + slot]));
        }

        return largest;
    }

    private int FirstBeyondBounds(int row)
    {
        for (int g = 0; g < _steppers.Length; g++)
        {
            foreach (T value in _steppers[g].Group.State(0).Row(row))
            {
                if (!(T.Abs(value) <= T.CreateTruncating(Relaxation<T>.DivergenceLimit)))
                {
                    return g;
                }
            }
        }

        return 0;
    }

    /// <summary>One call of <see cref="Run"/>.</summary>
    private sealed class Search(int sweeps, double? tolerance, SweepPlan<T> plan, int rows)
    {
        public int Sweeps => sweeps;

        public double? Tolerance => tolerance;

        public SweepPlan<T> Plan => plan;

        public double[] Residuals { get; } = new double[rows];

        public int[] Taken { get; } = new int[rows];

        public double[] Errors { get; } = [.. Enumerable.Repeat(double.PositiveInfinity, rows)];

        public OverRelaxation[] Factors { get; } = new OverRelaxation[rows];

        public Divergence?[] Divergences { get; } = new Divergence?[rows];
    }
}
