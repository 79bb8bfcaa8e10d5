using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>Standard normal numbers of a block: two Box-Muller pairs.</summary>
internal readonly unsafe struct NormalNumbers<W, N, V, T> : IBlockNumbers<W, T>
    where W : unmanaged, IWordLane<W>
    where N : struct, IWordNumbers<W, V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(in BlockWords<W> high, in BlockWords<W> low, T* destination)
    {
        WritePart(high, low, 0, destination);
        if (N.Parts == 2)
        {
            WritePart(high, low, 1, destination + V.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WritePart(in BlockWords<W> high, in BlockWords<W> low, int part, T* destination)
    {
        BoxMuller<W, N, V, T>.Pair((high.X0, low.X0), (high.X1, low.X1), part, out V first, out V second);
        BoxMuller<W, N, V, T>.Pair((high.X2, low.X2), (high.X3, low.X3), part, out V third, out V fourth);
        V.Store(destination, first);
        V.Store(destination + NoiseKey.Lanes, second);
        V.Store(destination + 2 * NoiseKey.Lanes, third);
        V.Store(destination + 3 * NoiseKey.Lanes, fourth);
    }
}
