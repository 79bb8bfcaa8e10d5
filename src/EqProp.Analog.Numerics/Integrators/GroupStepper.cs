using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.SteadyState;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>Moves the states of one group for some examples of the batch.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract unsafe class GroupStepper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Most examples that <see cref="EulerPair"/> moves at once.</summary>
    public const int MostPairRows = 24;

    /// <summary>Binds a stepper to its group.</summary>
    /// <param name="group">The group.</param>
    protected GroupStepper(StateGroup<T> group) => Group = group;

    /// <summary>The group that is moved.</summary>
    public StateGroup<T> Group { get; }

    /// <summary>
    /// Notes whether all states share one leak and one rate, which saves a step from reading them. To be called again after
    /// they were written; <see cref="Relaxation{T}"/> does.
    /// </summary>
    public abstract void NotePace();

    /// <summary>One projected Euler step from one of the pair of arrays into the other.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="parity">Which of the pair is read.</param>
    /// <param name="largestMove">Partial maxima of |change|, or null.</param>
    public abstract void Euler(int firstRow, int rows, int parity, T* largestMove);

    /// <summary>
    /// Whether this group and a smaller one see nothing but each other, through one reciprocal coupling, so that one pass
    /// over its weights, or over those of both directions, can serve both.
    /// </summary>
    /// <param name="small">The smaller group.</param>
    /// <returns>True if <see cref="EulerPair"/> can move the two.</returns>
    public abstract bool CanPair(GroupStepper<T> small);

    /// <summary>One projected Euler step of this group and a smaller one, the same to the bit as both by themselves.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples, at most <see cref="MostPairRows"/>.</param>
    /// <param name="parity">Which of the pair of arrays is read.</param>
    /// <param name="small">The smaller group.</param>
    /// <param name="largestMove">Partial maxima of |change|, or null.</param>
    public abstract void EulerPair(int firstRow, int rows, int parity, GroupStepper<T> small, T* largestMove);

    /// <summary>One projected Euler step whose weighted sums are known but for the drive.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="parity">Which of the pair of arrays is read.</param>
    /// <param name="sums">[examples x 16], on a cache line; overwritten.</param>
    /// <param name="largestMove">Partial maxima of |change|, or null.</param>
    public abstract void EulerFromSums(int firstRow, int rows, int parity, T* sums, T* largestMove);

    /// <summary>One stage of a Runge-Kutta step. Stages 0 to 3 read outputs 0, 1, 0, 1 and write the other.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="stage">0 to 3.</param>
    /// <param name="largestMove">Partial maxima of |step f|, or null.</param>
    public abstract void RungeKutta(int firstRow, int rows, int stage, T* largestMove);

    /// <summary>
    /// One of the two stages of a stochastic Runge-Kutta step. Stage 0 reads states and outputs 0 and writes 1, stage 1 the other way round.
    /// </summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="stage">0 or 1.</param>
    /// <param name="largestMove">Partial maxima of |change|, or null.</param>
    public abstract void StochasticRungeKutta(int firstRow, int rows, int stage, T* largestMove);

    /// <summary>Takes states towards their rest, in place: what other groups show of themselves is read as it stands.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="sweep">What to do with the rests; its rows begin with the first example. To move, the group must not see itself.</param>
    public abstract void Sweep(int firstRow, int rows, in RestSweep<T> sweep);

    /// <summary>Calls a visitor with the lane type.</summary>
    /// <typeparam name="TResult">What the visitor makes.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <returns>What the visitor made.</returns>
    public abstract TResult Accept<TResult>(ILaneVisitor<T, TResult> visitor);

    /// <summary>Takes states that were set from outside: puts them on their rails and computes their outputs.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    public abstract void Admit(int firstRow, int rows);

    /// <summary>What a trajectory in physical time needs of this group's equation.</summary>
    internal abstract GroupTrajectory<T> ForTrajectory();
}

/// <summary>A <see cref="GroupStepper{T}"/> for one lane and one equation.</summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="E">The equation.</typeparam>
/// <param name="group">The group.</param>
/// <param name="equation">The equation with its constants.</param>
public sealed unsafe partial class GroupStepper<V, T, E>(StateGroup<T> group, E equation) : GroupStepper<T>(group)
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    private bool _isUniform;

    /// <inheritdoc/>
    public override void NotePace() => _isUniform = !Group.KeepsPadding && IsUniform(Group.Leak.Row(0)) && IsUniform(Group.StepRate.Row(0));

    /// <inheritdoc/>
    public override void Euler(int firstRow, int rows, int parity, T* largestMove)
    {
        EulerStep<V, T, E> step = Step(firstRow, parity, largestMove);
        FormNet(firstRow, rows, parity, ref step);
    }

    /// <inheritdoc/>
    public override bool CanPair(GroupStepper<T> small) =>
        PairedProduct<V, T>.IsSupported
        && small.Group.Size is > 0 and <= PairedProduct<V, T>.MostSmall
        && Group.Follows is null && small.Group.Follows is null
        && Group.Diagonals.Count == 0 && small.Group.Diagonals.Count == 0
        && Group.Incoming is [{ IsTransposed: false } inward]
        && small.Group.Incoming is [{ IsTransposed: true } outward]
        && inward.Source == small.Group && outward.Source == Group && inward.Weights.Stride == outward.Weights.Stride;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void EulerPair(int firstRow, int rows, int parity, GroupStepper<T> small, T* largestMove)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MostPairRows);
        BatchMatrix<T> large = Group.Output(parity), few = small.Group.Output(parity);
        BatchMatrix<T> weights = Group.Incoming[0].Weights, back = small.Group.Incoming[0].Weights;
        T* sumsScratch = stackalloc T[MostPairRows * DotProduct<V, T>.VirtualLanes + CacheLine.Spare<T>()];
        T* sums = CacheLine.Align(sumsScratch);
        var term = new PairTerm<T>
        {
            Large = large.Pointer + (nint)firstRow * large.Stride,
            LargeStride = large.Stride,
            LargeSize = large.PaddedColumns,
            Small = few.Pointer + (nint)firstRow * few.Stride,
            SmallStride = few.Stride,
            SmallSize = small.Group.Size,
            Weights = weights.Pointer,
            BackWeights = back.Pointer,
            WeightStride = weights.Stride,
        };
        EulerStep<V, T, E> step = Step(firstRow, parity, largestMove);
        step.Drive = Group.Drive.Pointer + (nint)firstRow * Group.Drive.Stride;
        PairedProduct<V, T>.Run(rows, &term, Group.Net.Pointer + (nint)firstRow * Group.Net.Stride, ref step, sums);
        small.EulerFromSums(firstRow, rows, parity, sums, largestMove);
    }

    /// <inheritdoc/>
    public override void EulerFromSums(int firstRow, int rows, int parity, T* sums, T* largestMove)
    {
        EulerStep<V, T, E> step = Step(firstRow, parity, largestMove);
        step.Drive = Group.Drive.Pointer + (nint)firstRow * Group.Drive.Stride;
        DotProduct<V, T>.AddStart(0, 0, rows, sums, ref step);
        step.Finish(0, 0, rows, DotProduct<V, T>.VirtualLanes / V.Count, (V*)sums, DotProduct<V, T>.VirtualLanes / V.Count);
    }

    private static bool IsUniform(ReadOnlySpan<T> values) => values.Length > 0 && !values.ContainsAnyExcept(values[0]);

    [SkipLocalsInit]
    private EulerStep<V, T, E> Step(int firstRow, int parity, T* largestMove)
    {
        nint at = (nint)firstRow * Group.Drive.Stride;
        return new()
        {
            Equation = equation,
            Push = Group.Pushed ? Group.Push.Pointer + at : null,
            PushStiffness = V.Broadcast(Group.PushStiffness),
            State = Group.State(parity).Pointer + at,
            Output = Group.Output(parity).Pointer + at,
            NextState = Group.State(1 - parity).Pointer + at,
            NextOutput = Group.Output(1 - parity).Pointer + at,
            Leak = Group.Leak.Pointer,
            Rate = Group.StepRate.Pointer,
            IsUniform = _isUniform,
            UniformLeak = V.Broadcast(*Group.Leak.Pointer),
            UniformRate = V.Broadcast(*Group.StepRate.Pointer),
            Noise = Group.NoiseActs && (Group.Displaces ? Group.Displacement : Group.Noise) is { } noise ? noise.Pointer + at : null,
            NoiseAmplitude = (Group.Displaces ? Group.Present : Group.StepAmplitude) is { } amplitude ? amplitude.Pointer : null,
            LargestMove = largestMove,
            Stride = Group.Drive.Stride,
        };
    }

    /// <inheritdoc/>
    public override void RungeKutta(int firstRow, int rows, int stage, T* largestMove)
    {
        nint at = (nint)firstRow * Group.Drive.Stride;
        int parity = stage & 1;
        var step = new RungeKuttaStage<V, T, E>
        {
            Equation = equation,
            Stage = stage,
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
        FormNet(firstRow, rows, stage & 1, ref step);
    }

    /// <inheritdoc/>
    public override void StochasticRungeKutta(int firstRow, int rows, int stage, T* largestMove)
    {
        nint at = (nint)firstRow * Group.Drive.Stride;
        var step = new StochasticStage<V, T, E>
        {
            Equation = equation,
            IsSecond = stage == 1,
            Push = Group.Pushed ? Group.Push.Pointer + at : null,
            PushStiffness = V.Broadcast(Group.PushStiffness),
            State = Group.State(0).Pointer + at,
            StageState = Group.State(1).Pointer + at,
            FirstMove = Group.Scratch.Pointer + at,
            Output = Group.Output(stage).Pointer + at,
            NextOutput = Group.Output(1 - stage).Pointer + at,
            Leak = Group.Leak.Pointer,
            Rate = Group.Rate.Pointer,
            Displacement = Group.NoiseActs && (stage == 1 ? Group.Displacement : Group.StageDisplacement) is { } noise ? noise.Pointer + at : null,
            LargestMove = largestMove,
            Stride = Group.Drive.Stride,
        };
        FormNet(firstRow, rows, stage, ref step);
    }

    /// <inheritdoc/>
    public override void Sweep(int firstRow, int rows, in RestSweep<T> sweep)
    {
        nint at = (nint)firstRow * Group.Drive.Stride;
        var step = new RestStep<V, T, E>
        {
            Equation = equation,
            Push = Group.Pushed ? Group.Push.Pointer + at : null,
            PushStiffness = V.Broadcast(Group.PushStiffness),
            State = Group.State(0).Pointer + at,
            Output = Group.Output(0).Pointer + at,
            Leak = Group.Leak.Pointer,
            Present = Group.Present.Pointer,
            Stride = Group.Drive.Stride,
            Sweep = sweep,
            IsLinear = E.RateIsLinear && (E.OutputIsState || !Group.Pushed || Group.PushStiffness == T.Zero),
        };
        FormNet(firstRow, rows, 0, ref step);
    }

    /// <inheritdoc/>
    public override TResult Accept<TResult>(ILaneVisitor<T, TResult> visitor) => visitor.Visit<V>();

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

    /// <inheritdoc/>
    internal override GroupTrajectory<T> ForTrajectory() => new GroupTrajectory<V, T, E>(this, equation);
}
