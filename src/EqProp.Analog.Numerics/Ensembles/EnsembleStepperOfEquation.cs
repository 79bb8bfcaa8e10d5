using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>An <see cref="EnsembleStepper{T}"/> for one lane and one equation.</summary>
/// <typeparam name="V">Lane; its count is that of the group's blocks.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="E">The equation.</typeparam>
public sealed unsafe partial class EnsembleStepper<V, T, E> : EnsembleStepper<T>
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

    internal override void Net(int block, GroupWorkspace<T> work, SharedSum<T> shared) => EnsembleProduct<V, T>.Run(Group, block, work.Net, shared);

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
        int count = Group.Incoming.Count;
        SparseTerm<T>* terms = stackalloc SparseTerm<T>[count];
        T* slopes = work.Slopes + slope * work.SlopeStride;
        if (SparseTerm<T>.TryWrite(Group, block, terms))
        {
            SparseSlopes(new(Group, block), terms, terms + count, Group.Drive.Block(block), work.Stage, slopes, largestMove);
            return;
        }

        EnsembleProduct<V, T>.Run(Group, block, work.Net);
        Slopes(new(Group, block), work.Net, work.Stage, slopes, largestMove);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Slopes(GroupForces<V, T> forces, T* net, T* stage, T* slopes, T* largestMove)
    {
        E equation = _equation;
        V largest = V.Load(largestMove);
        for (nint i = 0; i < _numbers; i += V.Count)
        {
            V k = V.Load(forces.Rate + i) * forces.Of(equation, V.Load(stage + i), i, V.Load(net + i));
            largest = Largest<V, T>.Of(largest, k);
            V.Store(slopes + i, k);
        }

        V.Store(largestMove, largest);
    }

    /// <summary>The same where every state sees a few others: sums and slopes in one go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SparseSlopes(GroupForces<V, T> forces, SparseTerm<T>* terms, SparseTerm<T>* end, T* drive, T* stage, T* slopes, T* largestMove)
    {
        E equation = _equation;
        V largest = V.Load(largestMove);
        int size = Group.Size;
        for (int target = 0; target < size; target++)
        {
            nint i = (nint)target * V.Count;
            V net = SparseTerm<T>.Of(terms, end, target, V.Load(drive + i));
            V k = V.Load(forces.Rate + i) * forces.Of(equation, V.Load(stage + i), i, net);
            largest = Largest<V, T>.Of(largest, k);
            V.Store(slopes + i, k);
        }

        V.Store(largestMove, largest);
    }

    internal override void Advance(int block, GroupWorkspace<T> work, double[] coefficients, ChipSteps<T> steps)
    {
        V* c = stackalloc V[coefficients.Length];
        for (int j = 0; j < coefficients.Length; j++)
        {
            c[j] = V.Constant(coefficients[j]);
        }

        AdvanceAll(work, c, coefficients.Length, V.Load(steps.Length), Group.State.Block(block), Group.Output.Block(block));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AdvanceAll(GroupWorkspace<T> work, V* c, int count, V length, T* state, T* output)
    {
        E equation = _equation;
        nint i = 0, stride = work.SlopeStride;
        T* stage = work.Stage;
        for (; i + 2 * V.Count <= _numbers; i += 2 * V.Count)
        {
            T* k = work.Slopes + i;
            V s0 = c[0] * V.Load(k), s1 = c[0] * V.Load(k + V.Count);
            for (int j = 1; j < count; j++)
            {
                k += stride;
                s0 = V.MultiplyAdd(c[j], V.Load(k), s0);
                s1 = V.MultiplyAdd(c[j], V.Load(k + V.Count), s1);
            }

            V x0 = V.MultiplyAdd(length, s0, V.Load(state + i)), x1 = V.MultiplyAdd(length, s1, V.Load(state + i + V.Count));
            V.Store(stage + i, x0);
            V.Store(stage + i + V.Count, x1);
            V.Store(output + i, equation.Output(x0));
            V.Store(output + i + V.Count, equation.Output(x1));
        }

        for (; i < _numbers; i += V.Count)
        {
            T* k = work.Slopes + i;
            V sum = c[0] * V.Load(k);
            for (int j = 1; j < count; j++)
            {
                k += stride;
                sum = V.MultiplyAdd(c[j], V.Load(k), sum);
            }

            V x = V.MultiplyAdd(length, sum, V.Load(state + i));
            V.Store(stage + i, x);
            V.Store(output + i, equation.Output(x));
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

    internal override StepControl<T> Control(int order) => new StepControl<V, T>(order);

    internal override SparseGroup<T> Sparse() => new SparseGroup<V, T, E>(Group, _equation);
}
