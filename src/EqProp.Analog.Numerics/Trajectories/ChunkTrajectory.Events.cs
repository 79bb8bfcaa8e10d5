using EqProp.Analog.Numerics.Ensembles;

namespace EqProp.Analog.Numerics.Trajectories;

/// <content>What happens on the way: samples, crossings, failures.</content>
internal sealed unsafe partial class ChunkTrajectory<T>
{
    private T[] _values = [];
    private bool _hasCrossed;

    /// <summary>Takes the samples due up to a time within the present step.</summary>
    private void SampleBefore(int row, double time)
    {
        if (_run.Observer is not { } observer)
        {
            return;
        }

        ref RowProgress progress = ref _progress[row];
        ReadOnlySpan<double> times = observer.Times;
        while (progress.Samples < times.Length && times[progress.Samples] <= time)
        {
            double share = progress.Length > 0 ? (times[progress.Samples] - progress.Time) / progress.Length : 1;
            ReadOnlySpan<T> values = Look(row, share);
            observer.Sample(_slots[0].FirstRow + row, progress.Samples, values);
            progress.Samples++;
        }
    }

    private void ObserveEnd(int row, double end)
    {
        if (_run.Observer is { SeesSteps: true } observer)
        {
            observer.EndStep(_slots[0].FirstRow + row, end, Look(row, 1));
        }
    }

    private ReadOnlySpan<T> Look(int row, double share)
    {
        StateProbe[] probes = _run.Probes;
        if (_values.Length < probes.Length)
        {
            _values = new T[probes.Length];
        }

        DenseWeights weights = DenseWeights.At(_method, share, _progress[row].Length);
        for (int first = 0, end; first < probes.Length; first = end)
        {
            int g = probes[first].Group;
            for (end = first + 1; end < probes.Length && probes[end].Group == g; end++)
            {
            }

            _groups[g].Sample(row, _slots[g], weights, probes.AsSpan(first, end - first), _values.AsSpan(first));
        }

        return _values.AsSpan(0, probes.Length);
    }

    /// <summary>Whether the state that is watched crosses its level in the present step, and at which share of it.</summary>
    private bool Crosses(int row, out double share)
    {
        share = 1;
        if (_run.Stop?.Crossing is not { } crossing)
        {
            return false;
        }

        double before = double.CreateTruncating(_slots[crossing.Group].Of(row, 0)[crossing.State]);
        if (!crossing.Occurs(before, Value(row, crossing, 1)))
        {
            return false;
        }

        double length = _progress[row].Length, early = 0;
        while ((share - early) * length > crossing.TimeTolerance && (early + share) / 2 is double middle && middle > early && middle < share)
        {
            if (crossing.Occurs(before, Value(row, crossing, middle)))
            {
                share = middle;
            }
            else
            {
                early = middle;
            }
        }

        return true;
    }

    private double Value(int row, LevelCrossing crossing, double share)
    {
        T value = T.Zero;
        var probe = new StateProbe(crossing.Group, crossing.State);
        DenseWeights weights = DenseWeights.At(_method, share, _progress[row].Length);
        _groups[crossing.Group].Sample(row, _slots[crossing.Group], weights, new(in probe), new(ref value));
        return double.CreateTruncating(value);
    }

    private void EndAtCrossing(int row, double end, double share)
    {
        ref RowProgress progress = ref _progress[row];
        double time = share >= 1 ? end : progress.Time + share * progress.Length;
        SampleBefore(row, time);
        if (_run.Observer is { SeesSteps: true } observer)
        {
            observer.EndStep(_slots[0].FirstRow + row, time, Look(row, share));
        }

        DenseWeights weights = DenseWeights.At(_method, share, progress.Length);
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].Interpolate(row, _slots[g], weights);
            _groups[g].Keep(row, _slots[g], 0);
        }

        _hasCrossed = true;
        progress.Accept(time, 1, null);
        End(row, TrajectoryEnd.Crossed);
    }

    /// <summary>Ends an example before its present step, and says which state did not let it go on.</summary>
    private void Fail(int row, TrajectoryEnd end)
    {
        ref RowProgress progress = ref _progress[row];
        bool byError = end == TrajectoryEnd.Stiff && _run.Control.Tolerance is not null;
        int group = 0, state = 0;
        double largest = -1;
        for (int g = 0; g < _groups.Length; g++)
        {
            for (int i = 0; i < _groups[g].Group.Size; i++)
            {
                double ratio = byError ? ErrorRatio(row, g, i) : Change(row, g, i);
                if (ratio > largest)
                {
                    (largest, group, state) = (ratio, g, i);
                }
            }
        }

        int item = _slots[0].FirstRow + row;
        _run.Result.Failures[item] = new(item, progress.Steps + 1, progress.Time, progress.Length, group, state, largest);
        End(row, end);
    }

    private double Change(int row, int group, int state)
    {
        double change = Stage(row, group, state) - double.CreateTruncating(_slots[group].Of(row, 0)[state]);
        return double.IsFinite(change) ? Math.Abs(change) : double.PositiveInfinity;
    }

    private double ErrorRatio(int row, int group, int state)
    {
        StepTolerance tolerance = _run.Control.Tolerance!.Value;
        double error = 0, before = double.CreateTruncating(_slots[group].Of(row, 0)[state]);
        for (int j = 0; j < _method.ErrorWeights.Length; j++)
        {
            error += _method.ErrorWeights[j] * double.CreateTruncating(_slots[group].Of(row, _method.FirstErrorSlot + j)[state]);
        }

        double size = Math.Max(Math.Abs(before), Math.Abs(Stage(row, group, state)));
        double ratio = Math.Abs(_progress[row].Length * error) / (tolerance.Absolute + tolerance.Relative * size);
        return double.IsFinite(ratio) ? ratio : double.PositiveInfinity;
    }

    private double Stage(int row, int group, int state) =>
        double.CreateTruncating(_groups[group].Group.State(0).Row(_slots[group].FirstRow + row)[state]);
}
