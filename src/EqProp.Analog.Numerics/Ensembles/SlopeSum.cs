using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Weighted sums of Runge-Kutta slopes.</summary>
internal static unsafe class SlopeSum<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>sum_j coefficient_j k_j.</summary>
    /// <param name="work">Holds the slopes.</param>
    /// <param name="coefficients">One for each slope that takes part, from the first.</param>
    /// <param name="numbers">Numbers a slope.</param>
    /// <param name="sums">The sums.</param>
    public static void Run(GroupWorkspace<T> work, double[] coefficients, nint numbers, T* sums)
    {
        V* c = stackalloc V[coefficients.Length];
        for (int j = 0; j < coefficients.Length; j++)
        {
            c[j] = V.Constant(coefficients[j]);
        }

        nint at = 0;
        for (; at + 4 * V.Count <= numbers; at += 4 * V.Count)
        {
            T* k = work.Slopes + at;
            V s0 = c[0] * V.Load(k), s1 = c[0] * V.Load(k + V.Count);
            V s2 = c[0] * V.Load(k + 2 * V.Count), s3 = c[0] * V.Load(k + 3 * V.Count);
            for (int j = 1; j < coefficients.Length; j++)
            {
                k += work.SlopeStride;
                V a = c[j];
                s0 = V.MultiplyAdd(a, V.Load(k), s0);
                s1 = V.MultiplyAdd(a, V.Load(k + V.Count), s1);
                s2 = V.MultiplyAdd(a, V.Load(k + 2 * V.Count), s2);
                s3 = V.MultiplyAdd(a, V.Load(k + 3 * V.Count), s3);
            }

            V.Store(sums + at, s0);
            V.Store(sums + at + V.Count, s1);
            V.Store(sums + at + 2 * V.Count, s2);
            V.Store(sums + at + 3 * V.Count, s3);
        }

        for (; at < numbers; at += V.Count)
        {
            V sum = c[0] * V.Load(work.Slopes + at);
            for (int j = 1; j < coefficients.Length; j++)
            {
                sum = V.MultiplyAdd(c[j], V.Load(work.Slopes + j * work.SlopeStride + at), sum);
            }

            V.Store(sums + at, sum);
        }
    }
}
