using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Trajectories;

/// <content>Integrals of sums over states, beside the states.</content>
internal sealed unsafe partial class ChunkTrajectory<T>
{
    private PathSummer<T>? _summer;

    private void BeginSums(int rows)
    {
        if (_run.Integrals != _summer?.Integrals)
        {
            _summer?.Dispose();
            _summer = _run.Integrals is { } integrals ? new(_groups, integrals, _mostRows) : null;
        }

        _summer?.Bind(_slots);
        for (int row = 0; _summer is not null && row < rows; row++)
        {
            _summer.Begin(row, _slots, _method.SlopeSlot);
        }
    }

    private void AttemptSums()
    {
        for (int row = _steps.From; _summer is not null && row < _steps.To; row++)
        {
            _summer.Attempt(row);
        }
    }

    private void SumStage(int slot, T weight)
    {
        for (int row = _steps.From; _summer is not null && row < _steps.To; row++)
        {
            _summer.Add(row, _slots, slot, weight);
        }
    }

    private void AcceptSums(int row)
    {
        if (_summer is null)
        {
            return;
        }

        if (_method.Family == MethodFamily.Rosenbrock)
        {
            SumMiddle(row);
        }

        T last = _method.Family == MethodFamily.RungeKutta ? T.Zero : FirstWeight();
        if (_method.Family == MethodFamily.RungeKutta)
        {
            _summer.AddPutBack(row, _slots);
        }

        _summer.Accept(row, _slots, _method.NewSlopeSlot, FirstWeight(), last, T.CreateTruncating(_progress[row].Length));
    }

    /// <summary>Share of the slopes at the beginning of a step; of methods without stages for it that of Simpson's or the trapezoidal rule.</summary>
    private T FirstWeight() => T.CreateTruncating(_method.Family switch
    {
        MethodFamily.RungeKutta => _method.Tableau!.Stages[^1][0],
        MethodFamily.Rosenbrock => 1.0 / 6,
        _ => 0.5,
    });

    /// <summary>
    /// Adds the middle of a step, between its ends, and goes back to its end. What the interpolant is made of is not needed any more.
    /// </summary>
    private void SumMiddle(int row)
    {
        // Derivatives at the beginning of the step are overwritten next.
        int end = _method.SlopeSlot + LinearizedSlots.Own;
        DenseWeights middle = DenseWeights.At(_method, 0.5, _progress[row].Length);
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].Keep(row, _slots[g], end);
            _groups[g].Interpolate(row, _slots[g], middle);
        }

        Evaluate(LinearizedSlots.Stage, linearize: false);
        _summer!.Add(row, _slots, LinearizedSlots.Stage, T.CreateTruncating(2.0 / 3));
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].Return(row, _slots[g], end);
        }

        // Sums at the end see what arrives there.
        Evaluate(LinearizedSlots.Stage, linearize: false);
    }
}
