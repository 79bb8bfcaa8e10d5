using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>Counts in lanes: four numbers a lane, exact as long as a lane counts fewer than 2^24.</summary>
internal static unsafe class PulseTally<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Which count: wanted changes, those that became no pulse, those that wanted too many, those that ended at a bound.</summary>
    public const int Wanted = 0, Lost = 1, Cut = 2, AtBound = 3;

    public static int Size => 4 * V.Count;

    /// <summary>Adds counts of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(T* tally, int which, V counts)
    {
        T* at = tally + which * V.Count;
        V.Store(at, V.Load(at) + counts);
    }

    public static PulseCounts Sum(T* tally)
    {
        long* sums = stackalloc long[4];
        for (int which = 0; which < 4; which++)
        {
            sums[which] = 0;
            for (int lane = 0; lane < V.Count; lane++)
            {
                sums[which] += long.CreateTruncating(tally[which * V.Count + lane]);
            }
        }

        return new(sums[0], sums[1], sums[2], sums[3]);
    }
}
