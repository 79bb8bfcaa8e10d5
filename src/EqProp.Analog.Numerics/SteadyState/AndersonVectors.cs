using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>The vector arithmetic of Anderson acceleration. Lengths are multiples of sixteen.</summary>
internal abstract unsafe class AndersonVectors<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Dot product: sixteen virtual lanes and a fixed tree, so that its bits do not depend on the width.</summary>
    public abstract double Dot(T* a, T* b, int length);

    /// <summary>df = f - previous f and dg = (x - previous x) + df; then x and f become the previous ones.</summary>
    public abstract void Difference(T* x, T* f, T* previousX, T* previousF, T* df, T* dg, int length);

    /// <summary>x &lt;- x + damping f.</summary>
    public abstract void Advance(T* x, T* f, T damping, int length);

    /// <summary>x &lt;- x - weight (dg + (damping - 1) df).</summary>
    public abstract void Subtract(T* x, T* dg, T* df, T weight, T damping, int length);

    /// <summary>Makes the arithmetic of a lane.</summary>
    internal sealed class Maker : ILaneVisitor<T, AndersonVectors<T>>
    {
        public AndersonVectors<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => new AndersonVectors<V, T>();
    }
}

/// <summary><see cref="AndersonVectors{T}"/> for one lane.</summary>
internal sealed unsafe class AndersonVectors<V, T> : AndersonVectors<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int VirtualLanes = DotProduct<V, T>.VirtualLanes;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Dot(T* a, T* b, int length)
    {
        double* sums = stackalloc double[VirtualLanes];
        T* scratch = stackalloc T[VirtualLanes + CacheLine.Spare<T>()];
        T* part = CacheLine.Align(scratch);
        for (int lane = 0; lane < VirtualLanes; lane += V.Count)
        {
            V sum = V.Constant(0);
            for (int i = lane; i < length; i += VirtualLanes)
            {
                sum = V.MultiplyAdd(V.Load(a + i), V.Load(b + i), sum);
            }

            V.Store(part + lane, sum);
        }

        for (int i = 0; i < VirtualLanes; i++)
        {
            sums[i] = double.CreateTruncating(part[i]);
        }

        for (int count = VirtualLanes; count > 1; count /= 2)
        {
            for (int i = 0; i < count / 2; i++)
            {
                sums[i] = sums[2 * i] + sums[2 * i + 1];
            }
        }

        return sums[0];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Difference(T* x, T* f, T* previousX, T* previousF, T* df, T* dg, int length)
    {
        for (int i = 0; i < length; i += V.Count)
        {
            V state = V.Load(x + i), residual = V.Load(f + i);
            V change = residual - V.Load(previousF + i);
            V.Store(df + i, change);
            V.Store(dg + i, state - V.Load(previousX + i) + change);
            V.Store(previousX + i, state);
            V.Store(previousF + i, residual);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Advance(T* x, T* f, T damping, int length)
    {
        V factor = V.Broadcast(damping);
        for (int i = 0; i < length; i += V.Count)
        {
            V.Store(x + i, V.MultiplyAdd(factor, V.Load(f + i), V.Load(x + i)));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Subtract(T* x, T* dg, T* df, T weight, T damping, int length)
    {
        V factor = V.Broadcast(-weight), less = V.Broadcast(damping - T.One);
        for (int i = 0; i < length; i += V.Count)
        {
            V column = V.MultiplyAdd(less, V.Load(df + i), V.Load(dg + i));
            V.Store(x + i, V.MultiplyAdd(factor, column, V.Load(x + i)));
        }
    }
}
