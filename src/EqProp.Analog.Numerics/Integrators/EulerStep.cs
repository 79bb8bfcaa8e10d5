using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>x &lt;- project(x + rate f + amplitude xi), fused into the product that forms the net input.</summary>
internal unsafe struct EulerStep<V, T, E> : INetEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    public E Equation;
    public T* Push;
    public V PushStiffness;
    public T* State;
    public T* Output;
    public T* NextState;
    public T* NextOutput;
    public T* Leak;
    public T* Rate;
    public T* Noise;
    public T* NoiseAmplitude;
    public T* LargestMove;
    public nint Stride;

    /// <inheritdoc/>
    public T* Drive { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Start(int row, int column) => V.Load(Drive + row * Stride + column);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Finish(int row, int column, int rows, int lanes, V* sums, nint stride)
    {
        E equation = Equation;
        V stiffness = PushStiffness;
        T* leak = Leak + column, rate = Rate + column;
        T* amplitude = NoiseAmplitude + column;
        bool isPushed = Push != null, isNoisy = Noise != null;
        for (int i = 0; i < rows; i++)
        {
            nint at = (row + i) * Stride + column;
            T* state = State + at, output = Output + at, nextState = NextState + at, nextOutput = NextOutput + at, push = Push + at;
            T* largest = LargestMove, noise = Noise + at;
            V* sum = sums + i * stride;
            for (int lane = 0; lane < lanes; lane++)
            {
                nint to = lane * V.Count;
                V x = V.Load(state + to);
                V y = E.OutputIsState ? x : V.Load(output + to);
                V f = equation.Rate(x, y, sum[lane], V.Load(leak + to));
                if (isPushed)
                {
                    f += V.Load(push + to) - stiffness * equation.Observed(x, y);
                }

                V moved = V.MultiplyAdd(V.Load(rate + to), f, x);
                if (isNoisy)
                {
                    moved = V.MultiplyAdd(V.Load(amplitude + to), V.Load(noise + to), moved);
                }

                V next = equation.Project(moved);
                V.Store(nextState + to, next);
                if (!E.OutputIsState)
                {
                    V.Store(nextOutput + to, equation.Output(next));
                }

                if (largest != null)
                {
                    Moves<V, T>.Track(largest, row + i, next - x);
                }
            }
        }
    }
}
