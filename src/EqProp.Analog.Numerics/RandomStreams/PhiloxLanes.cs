using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary><see cref="Philox"/> for as many counters at once as the register has words.</summary>
/// <typeparam name="W">Word lane.</typeparam>
internal static unsafe class PhiloxLanes<W>
    where W : unmanaged, IWordLane<W>
{
    /// <summary>Words of one register that <see cref="ExpandKey"/> writes.</summary>
    public const int ExpandedKey = 2 * Philox.Rounds;

    /// <summary>The keys of all rounds, broadcast once for many blocks.</summary>
    /// <param name="key">Which stream.</param>
    /// <param name="expanded">Room for <see cref="ExpandedKey"/> registers.</param>
    public static void ExpandKey((uint K0, uint K1) key, W* expanded)
    {
        for (int round = 0; round < Philox.Rounds; round++)
        {
            expanded[2 * round] = W.Broadcast(key.K0);
            expanded[2 * round + 1] = W.Broadcast(key.K1);
            key = Philox.NextKey(key);
        }
    }

    /// <summary>Turns counters into random words, in place.</summary>
    /// <param name="expanded">The key.</param>
    /// <param name="c0">First word of each counter.</param>
    /// <param name="c1">Second word of each counter.</param>
    /// <param name="c2">Third word of each counter.</param>
    /// <param name="c3">Fourth word of each counter.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block(W* expanded, ref W c0, ref W c1, ref W c2, ref W c3)
    {
        W multiplier0 = W.Broadcast(Philox.Multiplier0), multiplier1 = W.Broadcast(Philox.Multiplier1);
        W x0 = c0, x1 = c1, x2 = c2, x3 = c3;
        for (int round = 0; round < Philox.Rounds; round++)
        {
            W low0 = W.Multiply(x0, multiplier0, out W high0);
            W low1 = W.Multiply(x2, multiplier1, out W high1);
            x0 = high1 ^ x1 ^ expanded[2 * round];
            x2 = high0 ^ x3 ^ expanded[2 * round + 1];
            x1 = low1;
            x3 = low0;
        }

        c0 = x0;
        c1 = x1;
        c2 = x2;
        c3 = x3;
    }
}
