using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>What becomes of random numbers before they move states. Counts are in numbers, whole granules.</summary>
internal abstract unsafe class DisturbanceKernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>a &lt;- u a + v b.</summary>
    public abstract void Combine(T* a, T* b, double u, double v, nint count);

    /// <summary>sum &lt;- sum + weights * values, one by one.</summary>
    public abstract void AddProducts(T* sum, T* weights, T* values, nint count);

    /// <summary>sum &lt;- sum + weights * value.</summary>
    public abstract void AddScaled(T* sum, T* weights, T value, nint count);

    /// <summary>Moves Ornstein-Uhlenbeck processes by a step and adds weights times their means over it.</summary>
    public abstract void AddMeans(in OrnsteinUhlenbeckStep step, T* process, T* first, T* second, T* weights, T* sum, nint count);

    /// <summary>sum &lt;- sum + the weighted sums of a product.</summary>
    public abstract void AddSums(int rows, int columns, ProductTerm<T>* terms, int termCount, T* sum, nint stride);

    /// <summary>mean &lt;- mean + (value - mean) share.</summary>
    public abstract void Approach(T* mean, T* value, double share, nint count);
}

/// <summary>The same for one lane.</summary>
internal sealed unsafe class DisturbanceKernels<V, T> : DisturbanceKernels<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Combine(T* a, T* b, double u, double v, nint count)
    {
        V first = V.Constant(u), second = V.Constant(v);
        for (nint i = 0; i < count; i += V.Count)
        {
            V.Store(a + i, V.MultiplyAdd(first, V.Load(a + i), second * V.Load(b + i)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddProducts(T* sum, T* weights, T* values, nint count)
    {
        for (nint i = 0; i < count; i += V.Count)
        {
            V.Store(sum + i, V.MultiplyAdd(V.Load(weights + i), V.Load(values + i), V.Load(sum + i)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScaled(T* sum, T* weights, T value, nint count)
    {
        V scale = V.Broadcast(value);
        for (nint i = 0; i < count; i += V.Count)
        {
            V.Store(sum + i, V.MultiplyAdd(V.Load(weights + i), scale, V.Load(sum + i)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddMeans(in OrnsteinUhlenbeckStep step, T* process, T* first, T* second, T* weights, T* sum, nint count)
    {
        V gain = V.Constant(-step.Loss), spread = V.Constant(step.Spread);
        V keep = V.Constant(step.Keep), shared = V.Constant(step.Shared), own = V.Constant(step.Own);
        for (nint i = 0; i < count; i += V.Count)
        {
            V q = V.Load(process + i), n = V.Load(first + i);
            V mean = V.MultiplyAdd(keep, q, V.MultiplyAdd(shared, n, own * V.Load(second + i)));
            V.Store(process + i, V.MultiplyAdd(gain, q, V.MultiplyAdd(spread, n, q)));
            V.Store(sum + i, V.MultiplyAdd(V.Load(weights + i), mean, V.Load(sum + i)));
        }
    }

    public override void AddSums(int rows, int columns, ProductTerm<T>* terms, int termCount, T* sum, nint stride)
    {
        var store = new StoreNet<V, T> { First = sum, Result = sum, Stride = stride };
        Product<V, T>.Run(rows, columns, terms, termCount, ref store);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Approach(T* mean, T* value, double share, nint count)
    {
        V part = V.Constant(share);
        for (nint i = 0; i < count; i += V.Count)
        {
            V m = V.Load(mean + i);
            V.Store(mean + i, V.MultiplyAdd(V.Load(value + i) - m, part, m));
        }
    }
}
