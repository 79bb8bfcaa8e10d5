using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Holomorphic;

/// <summary>
/// Moves the complex states of one group by explicit Euler steps. Real and imaginary parts of an example are neighbouring rows, so that weighted
/// sums are those of twice as many examples, and only outputs and rates mix the two.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract unsafe class ComplexStepper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Binds a stepper to its arrays.</summary>
    /// <param name="real">The group whose states are continued: its leaks, rates, drive and noise act.</param>
    /// <param name="group">Room for complex states: two rows an example, outputs in arrays of their own.</param>
    protected ComplexStepper(StateGroup<T> real, StateGroup<T> group)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(group.Size, real.Size, nameof(group));
        Real = real;
        Group = group;
    }

    /// <summary>The group whose states are continued.</summary>
    public StateGroup<T> Real { get; }

    /// <summary>
    /// The complex states, row 2 e real and row 2 e + 1 imaginary part of example e. <see cref="StateGroup{T}.Push"/> and
    /// <see cref="StateGroup{T}.PushStiffness"/> act while <see cref="StateGroup{T}.Pushed"/>.
    /// </summary>
    public StateGroup<T> Group { get; }

    /// <summary>Imaginary part of the stiffness whose real part is <see cref="StateGroup{T}.PushStiffness"/> of <see cref="Group"/>.</summary>
    public T ImaginaryStiffness { get; set; }

    /// <summary>Takes the drive of the real group, which has no imaginary part.</summary>
    /// <param name="examples">Examples.</param>
    public void TakeDrive(int examples)
    {
        for (int e = 0; e < examples; e++)
        {
            Real.Drive.Row(e).CopyTo(Group.Drive.Row(2 * e));
        }
    }

    /// <summary>Puts states at real numbers.</summary>
    /// <param name="states">[examples x states].</param>
    /// <param name="examples">Examples.</param>
    public void StartFrom(BatchMatrix<T> states, int examples)
    {
        for (int e = 0; e < examples; e++)
        {
            states.Row(e).CopyTo(Group.State(0).Row(2 * e));
            Group.State(0).Row(2 * e + 1).Clear();
        }

        ShowOutputs(examples);
    }

    /// <summary>Computes the outputs of the present states.</summary>
    protected abstract void ShowOutputs(int examples);

    /// <summary>One step: reads one of the pair of output arrays, writes the other; states move in place.</summary>
    /// <param name="first">First example.</param>
    /// <param name="examples">Examples.</param>
    /// <param name="parity">Which of the pair is read.</param>
    /// <param name="isNoisy">Whether the real group's noise displaces real parts.</param>
    /// <param name="largestMove">Partial maxima of |change| of either part, or null.</param>
    internal abstract void Euler(int first, int examples, int parity, bool isNoisy, T* largestMove);
}

/// <summary>A <see cref="ComplexStepper{T}"/> for one lane and one equation.</summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="E">The equation.</typeparam>
/// <param name="real">The group whose states are continued.</param>
/// <param name="group">Room for complex states.</param>
/// <param name="equation">The equation with its constants.</param>
public sealed unsafe class ComplexStepper<V, T, E>(StateGroup<T> real, StateGroup<T> group, E equation) : ComplexStepper<T>(real, group)
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IComplexEquation<V, T>
{
    /// <inheritdoc/>
    protected override void ShowOutputs(int examples)
    {
        nint stride = Group.Net.Stride;
        for (int e = 0; e < examples; e++)
        {
            T* state = Group.State(0).Pointer + 2 * e * stride, output = Group.Output(0).Pointer + 2 * e * stride;
            for (int column = 0; column < Group.Net.PaddedColumns; column += V.Count)
            {
                V.Store(output + column, equation.Output(V.Load(state + column), V.Load(state + stride + column), out V imaginary));
                V.Store(output + stride + column, imaginary);
            }
        }
    }

    /// <inheritdoc/>
    internal override void Euler(int first, int examples, int parity, bool isNoisy, T* largestMove)
    {
        var keep = new KeepNet<V, T> { Result = Group.Net.Pointer + 2 * first * (nint)Group.Net.Stride, Stride = Group.Net.Stride };
        NetSum<V, T>.Form(Group, 2 * first, 2 * examples, parity, ref keep);
        for (int e = first; e < first + examples; e++)
        {
            Move(e, parity, isNoisy && Real.Noise is not null, largestMove);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(int example, int parity, bool isNoisy, T* largestMove)
    {
        E e = equation;
        nint stride = Group.Net.Stride, at = 2 * example * stride;
        T* net = Group.Net.Pointer + at, state = Group.State(0).Pointer + at, push = Group.Pushed ? Group.Push.Pointer + at : null;
        T* output = Group.Output(parity).Pointer + at, next = Group.Output(1 - parity).Pointer + at;
        T* leak = Real.Leak.Pointer, rate = Real.Rate.Pointer;
        T* noise = isNoisy ? Real.Noise!.Pointer + example * stride : null, amplitude = isNoisy ? Real.NoiseAmplitude!.Pointer : null;
        V stiffness = V.Broadcast(Group.PushStiffness), across = V.Broadcast(ImaginaryStiffness);
        for (nint c = 0, end = Group.Net.PaddedColumns; c < end; c += V.Count)
        {
            V x = V.Load(state + c), xi = V.Load(state + stride + c), y = V.Load(output + c), yi = V.Load(output + stride + c);
            V f = e.Rate(x, xi, y, yi, V.Load(net + c), V.Load(net + stride + c), V.Load(leak + c), out V fi);
            if (push != null)
            {
                V seen = E.ObservesState ? x : y, seenAcross = E.ObservesState ? xi : yi;
                f += V.Load(push + c) - (stiffness * seen - across * seenAcross);
                fi += V.Load(push + stride + c) - (stiffness * seenAcross + across * seen);
            }

            V pace = V.Load(rate + c), moved = V.MultiplyAdd(pace, f, x), movedAcross = V.MultiplyAdd(pace, fi, xi);
            if (noise != null)
            {
                moved = V.MultiplyAdd(V.Load(amplitude + c), V.Load(noise + c), moved);
            }

            V.Store(state + c, moved);
            V.Store(state + stride + c, movedAcross);
            V.Store(next + c, e.Output(moved, movedAcross, out V imaginary));
            V.Store(next + stride + c, imaginary);
            if (largestMove != null)
            {
                Moves<V, T>.Track(largestMove, example, moved - x);
                Moves<V, T>.Track(largestMove, example, movedAcross - xi);
            }
        }
    }
}
