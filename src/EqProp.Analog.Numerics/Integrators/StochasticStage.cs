using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// One of the two stages of a stochastic Runge-Kutta step for noise that does not depend on states, fused into the product that forms the net input:
/// z = x + 3/4 rate f(x) + stage displacement, x &lt;- x + rate (f(x) + 2 f(z)) / 3 + displacement.
/// </summary>
/// <remarks>SRA1 of Roessler, SIAM Journal on Numerical Analysis 48 (2010): strong order 1.5.</remarks>
internal unsafe struct StochasticStage<V, T, E> : INetEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    public E Equation;
    public bool IsSecond;
    public T* Push;
    public V PushStiffness;
    public T* State;
    public T* StageState;
    public T* FirstMove;
    public T* Output;
    public T* NextOutput;
    public T* Leak;
    public T* Rate;

    /// <summary>Displacements by noise, of the stage or of the step; null without noise.</summary>
    public T* Displacement;
    public T* LargestMove;
    public nint Stride;

    /// <inheritdoc/>
    public T* Drive { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Start(int row, int column) => V.Load(Drive + row * Stride + column);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Finish(int row, int column, int rows, int lanes, V* sums, nint stride)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                Finish(row + i, column + lane * V.Count, sums[i * stride + lane]);
            }
        }
    }

    private readonly void Finish(int row, int column, V sum)
    {
        nint at = row * Stride + column;
        V start = V.Load(State + at);
        V x = IsSecond ? V.Load(StageState + at) : start;
        V y = E.OutputIsState ? x : V.Load(Output + at);
        V f = Equation.Rate(x, y, sum, V.Load(Leak + column));
        if (Push != null)
        {
            f += V.Load(Push + at) - PushStiffness * Equation.Observed(x, y);
        }

        V move = V.Load(Rate + column) * f;
        V moved;
        if (IsSecond)
        {
            moved = V.MultiplyAdd(V.Constant(1.0 / 3), V.MultiplyAdd(V.Constant(2), move, V.Load(FirstMove + at)), start);
        }
        else
        {
            V.Store(FirstMove + at, move);
            moved = V.MultiplyAdd(V.Constant(0.75), move, start);
        }

        V next = Equation.Project(Displacement != null ? moved + V.Load(Displacement + at) : moved);
        V.Store((IsSecond ? State : StageState) + at, next);
        if (!E.OutputIsState)
        {
            V.Store(NextOutput + at, Equation.Output(next));
        }

        if (IsSecond && LargestMove != null)
        {
            Moves<V, T>.Track(LargestMove, row, next - start);
        }
    }
}
