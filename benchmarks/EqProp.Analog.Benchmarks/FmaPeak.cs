using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks;

/// <summary>The most multiply-adds that one core does here and now: what other rates are a share of.</summary>
internal static class FmaPeak
{
    /// <summary>Rounds of one short sample, about a tenth of a millisecond.</summary>
    public const int ShortRounds = 25_000;

    private const int Accumulators = 12;

    /// <summary>Best of many short samples, in single-precision GFLOP/s of one core.</summary>
    public static double MeasureGflops() => MeasureGflops<float>();

    /// <summary>Best of many short samples, in GFLOP/s of one core.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    public static double MeasureGflops<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Flops<T>() / BestOf.Interleaved(seconds: 0.5, Sample<T>())[0] / 1e9;

    /// <summary>Operations of one sample.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    public static double Flops<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        2.0 * Kernels<T>().Accept(new LaneCount<T>()) * Accumulators * ShortRounds;

    /// <summary>One sample, to be timed in turn with other work.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    public static Action Sample<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelSet<T> kernels = Kernels<T>();
        return () =>
        {
            if (!kernels.Accept(default(Loop<T>)))
            {
                throw new UnreachableException("The accumulators tend to a finite number.");
            }
        };
    }

    private static KernelSet<T> Kernels<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => KernelSet<T>.For(VectorWidthSelection.Widest);

    private readonly struct LaneCount<T> : ILaneVisitor<T, int>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public int Visit<V>()
            where V : unmanaged, ILane<V, T> => V.Count;
    }

    /// <summary>Twelve chains: enough for two units of latency four, and few enough for sixteen registers.</summary>
    private readonly struct Loop<T> : ILaneVisitor<T, bool>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public unsafe bool Visit<V>()
            where V : unmanaged, ILane<V, T>
        {
            V x = V.Constant(0.999), y = V.Constant(1e-4);
            V a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
            for (int round = 0; round < ShortRounds; round++)
            {
                a = V.MultiplyAdd(a, x, y);
                b = V.MultiplyAdd(b, x, y);
                c = V.MultiplyAdd(c, x, y);
                d = V.MultiplyAdd(d, x, y);
                e = V.MultiplyAdd(e, x, y);
                f = V.MultiplyAdd(f, x, y);
                g = V.MultiplyAdd(g, x, y);
                h = V.MultiplyAdd(h, x, y);
                i = V.MultiplyAdd(i, x, y);
                j = V.MultiplyAdd(j, x, y);
                k = V.MultiplyAdd(k, x, y);
                l = V.MultiplyAdd(l, x, y);
            }

            T* sums = stackalloc T[V.Count];
            V.Store(sums, a + b + c + d + e + f + g + h + i + j + k + l);
            return T.IsFinite(*sums);
        }
    }
}
