using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>
/// x &lt;- project(x + pace (rest - x)), fused into the product that forms the net input. The rest is a root of the node's own
/// scalar equation f(x) = rate(x, net) + push - stiffness observed(x): one Newton step where f is linear, some within a
/// shrinking bracket where it is not.
/// </summary>
internal unsafe struct RestStep<V, T, E> : INetEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    /// <summary>A Newton step shorter than this leaves an error of the order of its square, which the next sweep takes away.</summary>
    private const double ShortStep = 0.01;

    /// <summary>Least slope to divide by: a node without leak goes as far as it may.</summary>
    private const double LeastSlope = 1e-6;

    public E Equation;
    public T* Push;
    public V PushStiffness;
    public T* State;
    public T* Output;
    public T* Leak;

    /// <summary>One where a state is, zero in the padding of a row.</summary>
    public T* Present;
    public nint Stride;
    public RestSweep<T> Sweep;
    public bool IsLinear;

    /// <inheritdoc/>
    public T* Drive { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Start(int row, int column) => V.Load(Drive + row * Stride + column);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Finish(int row, int column, int rows, int lanes, V* sums, nint stride)
    {
        for (int i = 0; i < rows; i++)
        {
            T pace = Sweep.Paces[row + i];
            if (pace != T.Zero)
            {
                FinishRow(row + i, column, lanes, sums + i * stride, V.Broadcast(pace));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void FinishRow(int row, int column, int lanes, V* sums, V pace)
    {
        E equation = Equation;
        V largest = V.Constant(0), infinity = V.Constant(double.PositiveInfinity);
        nint at = row * Stride + column, residualAt = row * Sweep.ResidualStride + column;
        for (int lane = 0; lane < lanes; lane++, at += V.Count, residualAt += V.Count)
        {
            int from = column + lane * V.Count;
            V x = V.Load(State + at), leak = V.Load(Leak + from);
            V y = E.OutputIsState ? x : V.Load(Output + at);
            V push = Push != null ? V.Load(Push + at) : V.Constant(0);
            V change = IsLinear ? NewtonStep(equation, x, y, sums[lane], push, leak, out _) : NonlinearChange(equation, x, y, sums[lane], push, leak);
            change = V.Load(Present + from) * change;
            V residual = equation.Project(x + change) - x;
            if (Sweep.Residuals != null)
            {
                V.Store(Sweep.Residuals + residualAt, residual);
            }
            else
            {
                V next = equation.Project(V.MultiplyAdd(pace, change, x));
                V.Store(State + at, next);
                if (!E.OutputIsState)
                {
                    V.Store(Output + at, equation.Output(next));
                }
            }

            V size = V.Abs(residual);
            largest = V.Max(largest, V.SelectLess(size, infinity, size, infinity));
        }

        Moves<V, T>.Track(Sweep.LargestResidual, row, largest);
    }

    /// <summary>f / -f'. Where f' is not negative enough there is no such step, and a quarter of the leak stands in for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly V NewtonStep(E equation, V x, V y, V net, V push, V leak, out V f)
    {
        f = equation.Rate(x, y, net, leak);
        V steepness = V.Constant(0) - equation.RateByState(x, y, net, leak);
        if (Push != null)
        {
            f += push - PushStiffness * equation.Observed(x, y);
            steepness = V.MultiplyAdd(PushStiffness, equation.ObservedSlope(x, y), steepness);
        }

        return f / V.Max(V.Max(V.Constant(0.25) * leak, V.Constant(LeastSlope)), steepness);
    }

    /// <summary>
    /// Newton steps, each no longer than the largest change, and half-way between the nearest states known to lie on either
    /// side of the root where they would leave that bracket, or where the last one made |f| larger, as it does on the steep side of
    /// an exponential. Where f overflows its sign alone counts. A state whose step was short stays, whatever the others of its lane do.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly V NonlinearChange(E equation, V x, V y, V net, V push, V leak)
    {
        V zero = V.Constant(0), most = V.Broadcast(Sweep.LargestChange), shortStep = V.Constant(ShortStep);
        V infinity = V.Constant(double.PositiveInfinity), low = zero - infinity, high = infinity, last = infinity, leastSize = infinity, state = x;
        for (int step = 0; step < Sweep.NewtonSteps; step++)
        {
            V wanted = NewtonStep(equation, state, y, net, push, leak, out V f);
            V size = V.Abs(f);
            wanted = V.SelectLess(size, infinity, wanted, f);
            low = V.SelectLess(zero, wanted, state, low);
            high = V.SelectLess(wanted, zero, state, high);
            V next = state + V.Max(zero - most, V.Min(most, wanted));
            V half = V.Constant(0.5) * (low + high);
            next = V.SelectLess(high, next, half, next);
            next = V.SelectLess(next, low, half, next);
            next = V.SelectLess(leastSize, size, V.SelectLess(V.Abs(half), infinity, half, next), next);
            leastSize = V.Min(size, leastSize);
            V moved = V.Abs(next - state);
            state = V.SelectLess(shortStep, last, next, state);
            last = V.SelectLess(shortStep, last, moved, last);
            if (!V.AnyLess(shortStep, last))
            {
                break;
            }

            y = equation.Output(state);
        }

        return state - x;
    }
}
