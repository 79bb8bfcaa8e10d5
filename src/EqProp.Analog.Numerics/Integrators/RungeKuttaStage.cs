using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// One of the four stages of the classical Runge-Kutta step, fused into the product that forms the net input. Stage
/// states sit in <see cref="StageState"/>, the weighted sum of slopes in <see cref="Sum"/>.
/// </summary>
internal unsafe struct RungeKuttaStage<V, T, E> : INetEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    public E Equation;
    public int Stage;
    public T* Push;
    public V PushStiffness;
    public T* State;
    public T* StageState;
    public T* Sum;
    public T* Output;
    public T* NextOutput;
    public T* Leak;
    public T* Rate;
    public T* LargestMove;
    public nint Stride;

    /// <inheritdoc/>
    public T* Drive { get; set; }

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
        V x = Stage == 0 ? start : V.Load(StageState + at);
        V y = V.Load(Output + at);
        V f = Equation.Rate(x, y, sum, V.Load(Leak + column));
        if (Push != null)
        {
            f += V.Load(Push + at) - PushStiffness * Equation.Observed(x, y);
        }

        V move = V.Load(Rate + column) * f;
        V next = Advance(at, start, move);
        V.Store(NextOutput + at, Equation.Output(next));
        if (LargestMove != null && Stage == 0)
        {
            Moves<V, T>.Track(LargestMove, row, move);
        }
    }

    private readonly V Advance(nint at, V start, V move)
    {
        switch (Stage)
        {
            case 0:
                V.Store(Sum + at, move);
                break;
            case 3:
                V end = V.MultiplyAdd(V.Constant(1.0 / 6), V.Load(Sum + at) + move, start);
                V.Store(State + at, end);
                return end;
            default:
                V.Store(Sum + at, V.MultiplyAdd(V.Constant(2), move, V.Load(Sum + at)));
                break;
        }

        V next = Stage == 2 ? start + move : V.MultiplyAdd(V.Constant(0.5), move, start);
        V.Store(StageState + at, next);
        return next;
    }
}
