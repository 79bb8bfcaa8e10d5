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
        WritePart<LowerPart>(high, low, destination);
        if (N.Parts == 2)
        {
            WritePart<UpperPart>(high, low, destination + V.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WritePart<TPart>(in BlockWords<W> high, in BlockWords<W> low, T* destination)
        where TPart : struct, IPart
    {
        BoxMuller<W, N, V, T>.Write<TPart>(high.X0, low.X0, high.X1, low.X1, destination, destination + NoiseKey.Lanes);
        T* second = destination + 2 * NoiseKey.Lanes;
        BoxMuller<W, N, V, T>.Write<TPart>(high.X2, low.X2, high.X3, low.X3, second, second + NoiseKey.Lanes);
    }
}
