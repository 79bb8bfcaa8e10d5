using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <content>Noise of the steps.</content>
public sealed unsafe partial class Relaxation<T>
{
    /// <summary>SRA1: weights of the numbers of a step in its stage, 3/2 (xi1 / 2 + xi2 / sqrt 12), and of what is constant through the step.</summary>
    private const double StageFirst = 0.75;
    private const double StageSecond = 0.43301270189221932;
    private const double StageTime = 0.75;

    private readonly Lazy<DisturbanceKernels<T>> _kernels;
    private BatchMatrix<T>[][] _memoryOrigins = [];
    private SlowSource<T>[] _remembered = [];

    /// <summary>Noise at every step of groups that have room for it; null without noise. Not for <see cref="RelaxationMethod.RungeKutta4"/>.</summary>
    public StepNoise<T>? Noise { get; set; }

    /// <summary>Whether noise is summed up before it moves states; else the step multiplies numbers by amplitudes itself.</summary>
    private bool Displaces => Noise is { } noise
        && (noise.Sources.Count > 0 || !noise.IsWhite || noise.Factor is not null || _method == RelaxationMethod.StochasticRungeKutta);

    private void RequireNoise(int rows, bool untilSettled)
    {
        if (Noise is not { } noise)
        {
            return;
        }

        if (_method == RelaxationMethod.RungeKutta4)
        {
            throw new InvalidOperationException($"Noise is not added to steps of {_method}.");
        }

        if (noise.Named < rows)
        {
            throw new InvalidOperationException($"Noise for {rows} examples needs the number of each one's sample: call Name. {noise.Named} are named.");
        }

        if (noise.Sources.Count > 0 && untilSettled)
        {
            throw new InvalidOperationException("Sources with a memory go on for all examples alike: they need relaxations of a fixed length.");
        }

        if (noise.Sources.Any(source => source.Groups.Any(group => _steppers.All(s => s.Group != group))))
        {
            throw new InvalidOperationException("A source of noise acts on a group that is not moved here.");
        }

        if (noise.Factor is { } factor)
        {
            if (_method == RelaxationMethod.ExponentialEuler)
            {
                throw new InvalidOperationException("Exponential steps are exact for states by themselves: they take no correlated noise.");
            }

            if (!factor.IsFor(_steppers.Select(s => s.Group)))
            {
                throw new InvalidOperationException("The factor of the noise is made for other groups.");
            }
        }
    }

    /// <summary>Takes rates, amplitudes and sources as they now are.</summary>
    private void PrepareNoise()
    {
        foreach (GroupStepper<T> stepper in _steppers)
        {
            StateGroup<T> group = stepper.Group;
            group.NotePace(_method == RelaxationMethod.ExponentialEuler);
            stepper.NotePace();
            group.NoiseActs = Noise is not null;
            if (Noise is { } noise)
            {
                if (noise.Factor is not null || noise.Sources.Any(source => source.Groups.Contains(group)))
                {
                    group.AddNoise(group.FirstNode);
                }

                group.PrepareNoise(
                    hasNext: _method is RelaxationMethod.AveragedEuler or RelaxationMethod.StochasticRungeKutta,
                    displaces: Displaces,
                    hasStage: _method == RelaxationMethod.StochasticRungeKutta);
            }
        }

        Noise?.Begin();
        if (Noise is { Sources: { Count: > 0 } sources } && !_remembered.SequenceEqual(sources))
        {
            DisposeMemoryOrigins();
            _remembered = [.. sources];
            _memoryOrigins = [.. sources.Select(s => s.Memory.Select(m => new BatchMatrix<T>(m.Rows, m.Columns)).ToArray())];
        }
    }

    /// <summary>Draws what disturbs a step, counted from 0.</summary>
    private void DrawNoise(int step, int first, int rows)
    {
        if (Noise is not { } noise)
        {
            return;
        }

        if (noise.IsWhite)
        {
            foreach (GroupStepper<T> stepper in _steppers)
            {
                DrawWhite(noise, stepper.Group, first, rows, step);
            }
        }

        if (Displaces)
        {
            Displace(noise, step, first, rows);
        }
    }

    private void DrawWhite(StepNoise<T> noise, StateGroup<T> group, int first, int rows, int step)
    {
        if (group.Noise is not { } numbers)
        {
            return;
        }

        nint at = (nint)first * numbers.Stride, count = (nint)rows * numbers.Stride;
        switch (_method)
        {
            case RelaxationMethod.AveragedEuler:
                // What was drawn for the step before as its next; after a step that was another's, by its name.
                if (step == 0)
                {
                    noise.Draw(group, first, rows, step);
                }
                else
                {
                    CopyRows(group.NextNoise!, numbers, first, rows);
                }

                noise.DrawNext(group, first, rows, step + 1, isSecond: false);
                _kernels.Value.Combine(numbers.Pointer + at, group.NextNoise!.Pointer + at, 0.5, 0.5, count);
                break;
            case RelaxationMethod.StochasticRungeKutta:
                noise.Draw(group, first, rows, step);
                noise.DrawNext(group, first, rows, step, isSecond: true);
                _kernels.Value.Combine(group.NextNoise!.Pointer + at, numbers.Pointer + at, StageSecond, StageFirst, count);
                break;
            default:
                noise.Draw(group, first, rows, step);
                break;
        }
    }

    /// <summary>Sums up what moves states besides their rates: sources, then white noise.</summary>
    private void Displace(StepNoise<T> noise, int step, int first, int rows)
    {
        foreach (GroupStepper<T> stepper in _steppers)
        {
            stepper.Group.Displacement?.RowBlock(first, rows).Clear();
        }

        noise.AddSources(_kernels.Value, first, rows, step);
        bool hasStage = _method == RelaxationMethod.StochasticRungeKutta;
        foreach (GroupStepper<T> stepper in _steppers)
        {
            StateGroup<T> group = stepper.Group;
            if (hasStage && group.Displacement is { } sum)
            {
                nint at = (nint)first * sum.Stride, count = (nint)rows * sum.Stride;
                group.StageDisplacement!.RowBlock(first, rows).Clear();
                _kernels.Value.Combine(group.StageDisplacement.Pointer + at, sum.Pointer + at, 0, StageTime, count);
            }

            if (noise.IsWhite && noise.Factor is null)
            {
                AddIndependent(group.Displacement, group.Noise, group, first, rows);
                if (hasStage)
                {
                    AddIndependent(group.StageDisplacement, group.NextNoise, group, first, rows);
                }
            }
        }

        if (noise is { IsWhite: true, Factor: { } factor })
        {
            factor.AddTo(_kernels.Value, first, rows, isStage: false);
            if (hasStage)
            {
                factor.AddTo(_kernels.Value, first, rows, isStage: true);
            }
        }
    }

    private void AddIndependent(BatchMatrix<T>? sum, BatchMatrix<T>? numbers, StateGroup<T> group, int first, int rows)
    {
        if (sum is null || numbers is null)
        {
            return;
        }

        for (int row = first; row < first + rows; row++)
        {
            nint at = (nint)row * sum.Stride;
            _kernels.Value.AddProducts(sum.Pointer + at, group.StepAmplitude!.Pointer, numbers.Pointer + at, sum.PaddedColumns);
        }
    }

    private void SaveMemory(int first, int rows) => ForMemory((memory, origin) => CopyRows(memory, origin, first, rows));

    private void RestoreMemory(int row) => ForMemory((memory, origin) => CopyRows(origin, memory, row, 1));

    private void ForMemory(Action<BatchMatrix<T>, BatchMatrix<T>> copy)
    {
        for (int s = 0; Noise is { } noise && s < noise.Sources.Count; s++)
        {
            for (int m = 0; m < _memoryOrigins[s].Length; m++)
            {
                copy(noise.Sources[s].Memory[m], _memoryOrigins[s][m]);
            }
        }
    }

    private void DisposeMemoryOrigins()
    {
        foreach (BatchMatrix<T> matrix in _memoryOrigins.SelectMany(m => m))
        {
            matrix.Dispose();
        }
    }

    private sealed class KernelsOfLane : ILaneVisitor<T, DisturbanceKernels<T>>
    {
        public DisturbanceKernels<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => new DisturbanceKernels<V, T>();
    }
}
