using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>Moves the states of one group for some examples of the batch.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract unsafe class GroupStepper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Binds a stepper to its group.</summary>
    /// <param name="group">The group.</param>
    protected GroupStepper(StateGroup<T> group) => Group = group;

    /// <summary>The group that is moved.</summary>
    public StateGroup<T> Group { get; }

    /// <summary>One projected Euler step from one of the pair of arrays into the other.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="parity">Which of the pair is read.</param>
    /// <param name="largestMove">Partial maxima of |change|, or null.</param>
    public abstract void Euler(int firstRow, int rows, int parity, T* largestMove);

    /// <summary>One stage of a Runge-Kutta step. Stages 0 to 3 read outputs 0, 1, 0, 1 and write the other.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="stage">0 to 3.</param>
    /// <param name="largestMove">Partial maxima of |step f|, or null.</param>
    public abstract void RungeKutta(int firstRow, int rows, int stage, T* largestMove);

    /// <summary>Takes states that were set from outside: puts them on their rails and computes their outputs.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    public abstract void Admit(int firstRow, int rows);
}

/// <summary>A <see cref="GroupStepper{T}"/> for one lane and one equation.</summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="E">The equation.</typeparam>
/// <param name="group">The group.</param>
/// <param name="equation">The equation with its constants.</param>
public sealed unsafe class GroupStepper<V, T, E>(StateGroup<T> group, E equation) : GroupStepper<T>(group)
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    /// <inheritdoc/>
    public override void Euler(int firstRow, int rows, int parity, T* largestMove)
    {
        nint at = (nint)firstRow * Group.Drive.Stride;
        ProductTerm<T>* terms = stackalloc ProductTerm<T>[Group.Incoming.Count];
        FillTerms(terms, firstRow, parity);
        var step = new EulerStep<V, T, E>
        {
            Equation = equation,
            Drive = Group.Drive.Pointer + at,
            Push = Group.Pushed ? Group.Push.Pointer + at : null,
            PushStiffness = V.Broadcast(Group.PushStiffness),
            State = Group.State(parity).Pointer + at,
            Output = Group.Output(parity).Pointer + at,
            NextState = Group.State(1 - parity).Pointer + at,
            NextOutput = Group.Output(1 - parity).Pointer + at,
            Leak = Group.Leak.Pointer,
            Rate = Group.Rate.Pointer,
            LargestMove = largestMove,
            Stride = Group.Drive.Stride,
        };
        Product<V, T>.Run(rows, Group.Drive.PaddedColumns, terms, Group.Incoming.Count, ref step);
    }

    /// <inheritdoc/>
    public override void RungeKutta(int firstRow, int rows, int stage, T* largestMove)
    {
        nint at = (nint)firstRow * Group.Drive.Stride;
        int parity = stage & 1;
        ProductTerm<T>* terms = stackalloc ProductTerm<T>[Group.Incoming.Count];
        FillTerms(terms, firstRow, parity);
        var step = new RungeKuttaStage<V, T, E>
        {
            Equation = equation,
            Stage = stage,
            Drive = Group.Drive.Pointer + at,
            Push = Group.Pushed ? Group.Push.Pointer + at : null,
            PushStiffness = V.Broadcast(Group.PushStiffness),
            State = Group.State(0).Pointer + at,
            StageState = Group.State(1).Pointer + at,
            Sum = Group.Scratch.Pointer + at,
            Output = Group.Output(parity).Pointer + at,
            NextOutput = Group.Output(1 - parity).Pointer + at,
            Leak = Group.Leak.Pointer,
            Rate = Group.Rate.Pointer,
            LargestMove = largestMove,
            Stride = Group.Drive.Stride,
        };
        Product<V, T>.Run(rows, Group.Drive.PaddedColumns, terms, Group.Incoming.Count, ref step);
    }

    /// <inheritdoc/>
    public override void Admit(int firstRow, int rows)
    {
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            nint at = (nint)row * Group.Drive.Stride;
            for (int column = 0; column < Group.Drive.PaddedColumns; column += V.Count)
            {
                V state = equation.Project(V.Load(Group.State(0).Pointer + at + column));
                V.Store(Group.State(0).Pointer + at + column, state);
                if (!Group.OutputIsState)
                {
                    V.Store(Group.Output(0).Pointer + at + column, equation.Output(state));
                }
            }
        }
    }

    private void FillTerms(ProductTerm<T>* terms, int firstRow, int parity)
    {
        for (int i = 0; i < Group.Incoming.Count; i++)
        {
            var (source, weights) = Group.Incoming[i];
            BatchMatrix<T> outputs = source.Output(parity);
            terms[i] = new ProductTerm<T>
            {
                Left = outputs.Pointer + (nint)firstRow * outputs.Stride,
                LeftRowStride = outputs.Stride,
                LeftDepthStride = 1,
                Right = weights.Pointer,
                RightDepthStride = weights.Stride,
                Depth = source.Size,
            };
        }
    }
}
