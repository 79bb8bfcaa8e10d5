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

    /// <summary>Whether all states share one leak and one rate, which then need not be read for each.</summary>
    public bool IsUniform;
    public V UniformLeak;
    public V UniformRate;
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
        if (Push != null || Noise != null || LargestMove != null)
        {
            for (int i = 0; i < rows; i++)
            {
                Move(row + i, column, lanes, sums + i * stride);
            }
        }
        else if (IsUniform)
        {
            MoveAlike(row, column, rows, lanes, (T*)sums, stride * V.Count);
        }
        else
        {
            MovePlainly(row, column, rows, lanes, (T*)sums, stride * V.Count);
        }
    }

    /// <summary>Without push and noise, and nobody asks for the moves: nearly every step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MovePlainly(int row, int column, int rows, int lanes, T* sums, nint sumStride)
    {
        E equation = Equation;
        T* leak = Leak + column, rate = Rate + column;
        nint stride = Stride, at = row * stride + column, end = (nint)lanes * V.Count;
        T* state = State + at, output = Output + at, nextState = NextState + at, nextOutput = NextOutput + at;
        for (int i = 0; i < rows; i++)
        {
            for (nint to = 0; to < end; to += V.Count)
            {
                V next = Next(equation, V.Load(state + to), output + to, V.Load(sums + to), V.Load(leak + to), V.Load(rate + to));
                V.Store(nextState + to, next);
                StoreOutput(equation, nextOutput + to, next);
            }

            state += stride;
            output += stride;
            nextState += stride;
            nextOutput += stride;
            sums += sumStride;
        }
    }

    /// <summary>The same where all states share leak and rate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MoveAlike(int row, int column, int rows, int lanes, T* sums, nint sumStride)
    {
        E equation = Equation;
        V leak = UniformLeak, rate = UniformRate;
        nint stride = Stride, at = row * stride + column, end = (nint)lanes * V.Count;
        T* state = State + at, output = Output + at, nextState = NextState + at, nextOutput = NextOutput + at;
        for (int i = 0; i < rows; i++)
        {
            for (nint to = 0; to < end; to += V.Count)
            {
                V next = Next(equation, V.Load(state + to), output + to, V.Load(sums + to), leak, rate);
                V.Store(nextState + to, next);
                StoreOutput(equation, nextOutput + to, next);
            }

            state += stride;
            output += stride;
            nextState += stride;
            nextOutput += stride;
            sums += sumStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Next(E equation, V x, T* output, V sum, V leak, V rate)
    {
        V y = E.OutputIsState ? x : V.Load(output);
        return equation.Project(V.MultiplyAdd(rate, equation.Rate(x, y, sum, leak), x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreOutput(E equation, T* output, V state)
    {
        if (!E.OutputIsState)
        {
            V.Store(output, equation.Output(state));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Move(int row, int column, int lanes, V* sums)
    {
        E equation = Equation;
        V stiffness = PushStiffness;
        nint at = row * Stride + column;
        for (int lane = 0; lane < lanes; lane++, at += V.Count)
        {
            int from = column + lane * V.Count;
            V x = V.Load(State + at);
            V y = E.OutputIsState ? x : V.Load(Output + at);
            V f = equation.Rate(x, y, sums[lane], V.Load(Leak + from));
            if (Push != null)
            {
                f += V.Load(Push + at) - stiffness * equation.Observed(x, y);
            }

            V moved = V.MultiplyAdd(V.Load(Rate + from), f, x);
            if (Noise != null)
            {
                moved = V.MultiplyAdd(V.Load(NoiseAmplitude + from), V.Load(Noise + at), moved);
            }

            V next = equation.Project(moved);
            V.Store(NextState + at, next);
            if (!E.OutputIsState)
            {
                V.Store(NextOutput + at, equation.Output(next));
            }

            if (LargestMove != null)
            {
                Moves<V, T>.Track(LargestMove, row, next - x);
            }
        }
    }
}
