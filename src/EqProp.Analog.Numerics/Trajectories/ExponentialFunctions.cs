using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>What exponential methods weigh slopes with.</summary>
internal static class ExponentialFunctions<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double SmallestArgument = 1e-30;
    private const double SeriesLimit = 0.5;

    /// <summary>1/2!, 1/3!, ..., 1/15!, the last first.</summary>
    private static readonly double[] ReciprocalFactorials =
        [.. Enumerable.Range(2, 14).Reverse().Select(n => 1 / Enumerable.Range(1, n).Aggregate(1.0, (product, factor) => product * factor))];

    /// <summary>phi1(z) = (e^z - 1) / z, 1 at zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Phi1(V z)
    {
        V one = V.Constant(1), least = V.Constant(SmallestArgument), size = V.Abs(z);
        V divisor = V.SelectLess(size, least, one, z);
        return V.SelectLess(size, least, one, Elementary<V, T>.ExpMinusOne(z) / divisor);
    }

    /// <summary>phi2(z) = (phi1(z) - 1) / z, 1/2 at zero: its series where the difference would cancel.</summary>
    /// <param name="z">Any number.</param>
    /// <param name="phi1">phi1 of it.</param>
    public static V Phi2(V z, V phi1)
    {
        V limit = V.Constant(SeriesLimit), size = V.Abs(z);
        V near = V.SelectLess(size, limit, z, V.Constant(0));
        V series = V.Constant(ReciprocalFactorials[0]);
        for (int i = 1; i < ReciprocalFactorials.Length; i++)
        {
            series = V.MultiplyAdd(series, near, V.Constant(ReciprocalFactorials[i]));
        }

        V far = (phi1 - V.Constant(1)) / V.SelectLess(size, limit, V.Constant(1), z);
        return V.SelectLess(size, limit, series, far);
    }
}
