using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>x &lt;- project(x + rate f), fused into the product that forms the net input.</summary>
internal unsafe struct EulerStep<V, T, E> : IProductEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    public E Equation;
    public T* Drive;
    public T* Push;
    public V PushStiffness;
    public T* State;
    public T* Output;
    public T* NextState;
    public T* NextOutput;
    public T* Leak;
    public T* Rate;
    public T* LargestMove;
    public nint Stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Start(int row, int column) => V.Load(Drive + row * Stride + column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Finish(int row, int column, V sum)
    {
        nint at = row * Stride + column;
        V x = V.Load(State + at);
        V y = E.OutputIsState ? x : V.Load(Output + at);
        V f = Equation.Rate(x, y, sum, V.Load(Leak + column));
        if (Push != null)
        {
            f += V.Load(Push + at) - PushStiffness * Equation.Observed(x, y);
        }

        V next = Equation.Project(V.MultiplyAdd(V.Load(Rate + column), f, x));
        V.Store(NextState + at, next);
        if (!E.OutputIsState)
        {
            V.Store(NextOutput + at, Equation.Output(next));
        }

        if (LargestMove != null)
        {
            Moves<V, T>.Track(LargestMove, row, next - x);
        }
    }
}
