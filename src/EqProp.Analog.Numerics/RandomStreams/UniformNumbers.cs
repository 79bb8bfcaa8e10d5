using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>Which number a uniform one starts counting from.</summary>
internal interface IUniformOffset
{
    /// <summary>0: the interval [0, 1); 1: the interval (0, 1].</summary>
    static abstract double Offset { get; }
}

/// <summary>[0, 1).</summary>
internal readonly struct FromZero : IUniformOffset
{
    public static double Offset => 0;
}

/// <summary>(0, 1].</summary>
internal readonly struct ToOne : IUniformOffset
{
    public static double Offset => 1;
}

/// <summary>Uniform numbers of a block: the top 24 bits (float) or 53 bits (double) of each word, times 2^-24 or 2^-53.</summary>
internal readonly unsafe struct UniformNumbers<TOffset, W, N, V, T> : IBlockNumbers<W, T>
    where TOffset : struct, IUniformOffset
    where W : unmanaged, IWordLane<W>
    where N : struct, IWordNumbers<W, V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(in BlockWords<W> high, in BlockWords<W> low, T* destination)
    {
        WriteNumber(high.X0, low.X0, destination);
        WriteNumber(high.X1, low.X1, destination + NoiseKey.Lanes);
        WriteNumber(high.X2, low.X2, destination + 2 * NoiseKey.Lanes);
        WriteNumber(high.X3, low.X3, destination + 3 * NoiseKey.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteNumber(W high, W low, T* destination)
    {
        V.Store(destination, Number(high, low, 0));
        if (N.Parts == 2)
        {
            V.Store(destination + V.Count, Number(high, low, 1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Number(W high, W low, int part) => typeof(T) == typeof(float)
        ? (N.FromSigned(high >> 8, low, part) + V.Constant(TOffset.Offset)) * V.Constant(1.0 / (1 << 24))
        : (N.FromSigned(high >> 11, (high << 21) | (low >> 11), part) + V.Constant(TOffset.Offset)) * V.Constant(1.0 / (1L << 53));
}
