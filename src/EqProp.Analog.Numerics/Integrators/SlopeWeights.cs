using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>Coefficients of the first slopes of a sum, in registers; the last slope is at hand when the sum is formed.</summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="N">How many, 1 to 6.</typeparam>
internal readonly unsafe struct SlopeWeights<V, T, N>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where N : struct, IKnownCount
{
    private readonly V _c0;
    private readonly V _c1;
    private readonly V _c2;
    private readonly V _c3;
    private readonly V _c4;
    private readonly V _c5;
    private readonly V _last;

    /// <summary>Reads the coefficients; that of the last slope follows them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SlopeWeights(T* c)
    {
        _c0 = V.Broadcast(c[0]);
        _c1 = N.Value > 1 ? V.Broadcast(c[1]) : _c0;
        _c2 = N.Value > 2 ? V.Broadcast(c[2]) : _c0;
        _c3 = N.Value > 3 ? V.Broadcast(c[3]) : _c0;
        _c4 = N.Value > 4 ? V.Broadcast(c[4]) : _c0;
        _c5 = N.Value > 5 ? V.Broadcast(c[5]) : _c0;
        _last = V.Broadcast(c[N.Value]);
    }

    /// <summary>sum_j coefficient_j k_j, one chain of fused multiply-adds.</summary>
    /// <param name="slopes">Slope 0.</param>
    /// <param name="stride">Numbers from a slope to the next.</param>
    /// <param name="last">The last one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Sum(T* slopes, nint stride, V last)
    {
        V sum = _c0 * V.Load(slopes);
        if (N.Value > 1)
        {
            sum = V.MultiplyAdd(_c1, V.Load(slopes + stride), sum);
        }

        if (N.Value > 2)
        {
            sum = V.MultiplyAdd(_c2, V.Load(slopes + 2 * stride), sum);
        }

        if (N.Value > 3)
        {
            sum = V.MultiplyAdd(_c3, V.Load(slopes + 3 * stride), sum);
        }

        if (N.Value > 4)
        {
            sum = V.MultiplyAdd(_c4, V.Load(slopes + 4 * stride), sum);
        }

        if (N.Value > 5)
        {
            sum = V.MultiplyAdd(_c5, V.Load(slopes + 5 * stride), sum);
        }

        return V.MultiplyAdd(_last, last, sum);
    }
}
