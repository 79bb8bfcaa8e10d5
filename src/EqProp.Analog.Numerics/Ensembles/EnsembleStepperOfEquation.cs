using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>An <see cref="EnsembleStepper{T}"/> for one lane and one equation.</summary>
/// <typeparam name="V">Lane; its count is that of the group's blocks.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="E">The equation.</typeparam>
public sealed unsafe class EnsembleStepper<V, T, E> : EnsembleStepper<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    private readonly E _equation;
    private readonly nint _numbers;

    /// <summary>Binds an equation to a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="equation">The equation with its constants.</param>
    /// <exception cref="ArgumentException">The group's blocks are made for another lane.</exception>
    public EnsembleStepper(EnsembleGroup<T> group, E equation)
        : base(group)
    {
        if (group.Blocks.Lanes != V.Count)
        {
            throw new ArgumentException($"The blocks have {group.Blocks.Lanes} chips, the kernels {V.Count} lanes.", nameof(group));
        }

        _equation = equation;
        _numbers = (nint)group.Size * V.Count;
    }

    /// <inheritdoc/>
    public override void Admit(int block)
    {
        nint numbers = _numbers;
        T* state = Group.State.Block(block);
        T* output = Group.Output.Block(block);
        for (nint i = 0; i < numbers; i += V.Count)
        {
            V x = _equation.Project(V.Load(state + i));
            V.Store(state + i, x);
            V.Store(output + i, _equation.Output(x));
        }
    }

    internal override void Present(int block, GroupWorkspace<T> work)
    {
        nint numbers = _numbers;
        T* state = Group.State.Block(block);
        T* output = Group.Output.Block(block);
        for (nint i = 0; i < numbers; i += V.Count)
        {
            V x = V.Load(state + i);
            V.Store(work.Stage + i, x);
            V.Store(output + i, _equation.Output(x));
        }
    }

    internal override void Net(int block, GroupWorkspace<T> work) => EnsembleProduct<V, T>.Run(Group, block, work.Net);

    internal override void Euler(int block, GroupWorkspace<T> work, ChipSteps<T> steps, bool averagesNoise)
    {
        if (work.Noise != null)
        {
            EulerWithNoise(block, work, steps, averagesNoise);
            return;
        }

        nint numbers = _numbers;
        var forces = new GroupForces<V, T>(Group, block);
        T* state = Group.State.Block(block);
        V accepted = V.Load(steps.Accepted), zero = V.Constant(0), largest = V.Load(steps.LargestMove);
        for (nint i = 0; i < numbers; i += V.Count)
        {
            V x = V.Load(state + i);
            V f = forces.Of(_equation, x, i, V.Load(work.Net + i));
            V next = _equation.Project(V.MultiplyAdd(V.Load(forces.Rate + i), f, x));
            largest = Largest<V, T>.Of(largest, next - x);
            next = V.SelectLess(zero, accepted, next, x);
            V.Store(state + i, next);
            V.Store(forces.Output + i, _equation.Output(next));
        }

        V.Store(steps.LargestMove, largest);
    }

    private void EulerWithNoise(int block, GroupWorkspace<T> work, ChipSteps<T> steps, bool averagesNoise)
    {
        nint numbers = _numbers;
        var forces = new GroupForces<V, T>(Group, block);
        T* state = Group.State.Block(block), amplitude = Group.NoiseAmplitude!.Block(block), noise = work.Noise;
        T* second = averagesNoise ? work.NextNoise : noise;
        V accepted = V.Load(steps.Accepted), zero = V.Constant(0), half = V.Constant(0.5), largest = V.Load(steps.LargestMove);
        for (nint i = 0; i < numbers; i += V.Count)
        {
            // Half the sum of a number and itself is the number.
            V x = V.Load(state + i), xi = half * (V.Load(noise + i) + V.Load(second + i));
            V f = forces.Of(_equation, x, i, V.Load(work.Net + i));
            V moved = V.MultiplyAdd(V.Load(forces.Rate + i), f, x);
            V next = _equation.Project(V.MultiplyAdd(V.Load(amplitude + i), xi, moved));
            largest = Largest<V, T>.Of(largest, next - x);
            next = V.SelectLess(zero, accepted, next, x);
            V.Store(state + i, next);
            V.Store(forces.Output + i, _equation.Output(next));
        }

        V.Store(steps.LargestMove, largest);
    }

    internal override void Slope(int block, GroupWorkspace<T> work, int slope, T* largestMove)
    {
        nint numbers = _numbers;
        EnsembleProduct<V, T>.Run(Group, block, work.Net);
        var forces = new GroupForces<V, T>(Group, block);
        T* slopes = work.Slopes + slope * work.SlopeStride;
        V largest = V.Load(largestMove);
        for (nint i = 0; i < numbers; i += V.Count)
        {
            V k = V.Load(forces.Rate + i) * forces.Of(_equation, V.Load(work.Stage + i), i, V.Load(work.Net + i));
            largest = Largest<V, T>.Of(largest, k);
            V.Store(slopes + i, k);
        }

        V.Store(largestMove, largest);
    }

    internal override void Advance(int block, GroupWorkspace<T> work, double[] coefficients, ChipSteps<T> steps)
    {
        nint numbers = _numbers;
        T* state = Group.State.Block(block);
        T* output = Group.Output.Block(block);
        V length = V.Load(steps.Length);
        SlopeSum<V, T>.Run(work, coefficients, _numbers, work.Net);
        for (nint i = 0; i < numbers; i += V.Count)
        {
            V x = V.MultiplyAdd(length, V.Load(work.Net + i), V.Load(state + i));
            V.Store(work.Stage + i, x);
            V.Store(output + i, _equation.Output(x));
        }
    }

    internal override void Error(int block, GroupWorkspace<T> work, double[] coefficients, StepTolerance tolerance, ChipSteps<T> steps)
    {
        nint numbers = _numbers;
        T* state = Group.State.Block(block);
        V length = V.Load(steps.Length), largest = V.Load(steps.LargestError);
        V absolute = V.Constant(tolerance.Absolute), relative = V.Constant(tolerance.Relative);
        SlopeSum<V, T>.Run(work, coefficients, _numbers, work.Net);
        for (nint i = 0; i < numbers; i += V.Count)
        {
            V size = V.Max(V.Abs(V.Load(state + i)), V.Abs(V.Load(work.Stage + i)));
            V error = length * V.Load(work.Net + i) / V.MultiplyAdd(relative, size, absolute);
            largest = Largest<V, T>.Of(largest, error);
        }

        V.Store(steps.LargestError, largest);
    }

    internal override void Commit(int block, GroupWorkspace<T> work, int newSlope, ChipSteps<T> steps)
    {
        nint numbers = _numbers;
        T* state = Group.State.Block(block);
        T* slope = work.Slopes + newSlope * work.SlopeStride;
        V accepted = V.Load(steps.Accepted), zero = V.Constant(0);
        for (nint i = 0; i < numbers; i += V.Count)
        {
            V.Store(state + i, V.SelectLess(zero, accepted, V.Load(work.Stage + i), V.Load(state + i)));
            V.Store(work.Slopes + i, V.SelectLess(zero, accepted, V.Load(slope + i), V.Load(work.Slopes + i)));
        }
    }
}
