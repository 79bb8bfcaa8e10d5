using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// k = rate restrain(f), and the derivatives of k where they are asked for, fused into the product that forms the net input.
/// </summary>
internal unsafe struct SlopeStore<V, T, E> : INetEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    public E Equation;
    public T* Push;
    public V PushStiffness;
    public T* State;
    public T* Output;
    public T* Leak;
    public T* Rate;

    /// <summary>The slot for k of the first row.</summary>
    public T* Slope;
    public nint SlopeRowStride;

    /// <summary>Numbers from the slope to the derivatives after it; 0 where nobody asks for them.</summary>
    public nint DerivativeStride;

    /// <summary>Where what arrives at the first row is kept; null where nobody asks for it.</summary>
    public T* Net;

    /// <summary>Whether slopes beyond rails are kept.</summary>
    public bool IgnoresRails;
    public nint Stride;

    /// <inheritdoc/>
    public T* Drive { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly V Start(int row, int column) => V.Load(Drive + row * Stride + column);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Finish(int row, int column, int rows, int lanes, V* sums, nint stride)
    {
        if (Push != null || DerivativeStride != 0 || IgnoresRails)
        {
            for (int i = 0; i < rows; i++)
            {
                StoreAll(row + i, column, lanes, sums + i * stride);
            }
        }
        else
        {
            StorePlainly(row, column, rows, lanes, (T*)sums, stride * V.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void StorePlainly(int row, int column, int rows, int lanes, T* sums, nint sumStride)
    {
        E equation = Equation;
        T* leak = Leak + column, rate = Rate + column;
        nint stride = Stride, at = row * stride + column, end = (nint)lanes * V.Count;
        T* state = State + at, output = Output + at, slope = Slope + row * SlopeRowStride + column;
        for (int i = 0; i < rows; i++)
        {
            for (nint to = 0; to < end; to += V.Count)
            {
                V x = V.Load(state + to);
                V y = E.OutputIsState ? x : V.Load(output + to);
                V f = equation.Restrain(x, equation.Rate(x, y, V.Load(sums + to), V.Load(leak + to)));
                V.Store(slope + to, V.Load(rate + to) * f);
            }

            if (Net != null)
            {
                Keep(sums, Net + at + i * stride, end);
            }

            state += stride;
            output += stride;
            slope += SlopeRowStride;
            sums += sumStride;
        }
    }

    private static void Keep(T* sums, T* net, nint end)
    {
        if (sums != net)
        {
            for (nint to = 0; to < end; to += V.Count)
            {
                V.Store(net + to, V.Load(sums + to));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void StoreAll(int row, int column, int lanes, V* sums)
    {
        E equation = Equation;
        V zero = V.Constant(0), stiffness = Push != null ? PushStiffness : zero;
        for (int lane = 0; lane < lanes; lane++, column += V.Count)
        {
            nint at = row * Stride + column;
            V x = V.Load(State + at), y = V.Load(Output + at), net = sums[lane];
            V leak = V.Load(Leak + column), rate = V.Load(Rate + column);
            V f = equation.Rate(x, y, net, leak);
            if (Net != null)
            {
                V.Store(Net + at, net);
            }

            if (Push != null)
            {
                f += V.Load(Push + at) - stiffness * equation.Observed(x, y);
            }

            V left = IgnoresRails ? f : equation.Restrain(x, f);
            T* slope = Slope + row * SlopeRowStride + column;
            V.Store(slope, rate * left);
            if (DerivativeStride != 0)
            {
                // What a rail holds does not move with anything.
                V free = V.SelectLess(zero, V.Abs(f - left), zero, rate);
                V own = equation.RateByState(x, y, net, leak) - stiffness * equation.ObservedSlope(x, y);
                V.Store(slope + LinearizedSlots.Own * DerivativeStride, free * own);
                V.Store(slope + LinearizedSlots.ByNet * DerivativeStride, free * equation.RateByNet(x, y));
                V.Store(slope + LinearizedSlots.OutputSlope * DerivativeStride, equation.OutputSlope(x, y));
            }
        }
    }
}
