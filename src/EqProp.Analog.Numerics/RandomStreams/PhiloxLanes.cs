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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ExpandKey((uint K0, uint K1) key, W* expanded)
    {
        for (int round = 0; round < Philox.Rounds; round++)
        {
            expanded[2 * round] = W.Broadcast(key.K0);
            expanded[2 * round + 1] = W.Broadcast(key.K1);
            key = Philox.NextKey(key);
        }
    }

    /// <summary>The same where every word of the register has a key of its own, for words at even places and at odd ones.</summary>
    /// <param name="key0">First key words.</param>
    /// <param name="key1">Second key words.</param>
    /// <param name="even">Room for <see cref="ExpandedKey"/> registers.</param>
    /// <param name="odd">Room for as many more.</param>
    public static void ExpandKeys(W key0, W key1, W* even, W* odd)
    {
        (uint K0, uint K1) step = (0, 0);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            W first = key0 + W.Broadcast(step.K0), second = key1 + W.Broadcast(step.K1);
            even[2 * round] = first;
            odd[2 * round] = W.HighOfSlots(first);
            even[2 * round + 1] = second;
            odd[2 * round + 1] = W.HighOfSlots(second);
            step = Philox.NextKey(step);
        }
    }

    /// <summary>Random words of one block of as many streams as the register has words.</summary>
    /// <param name="even">Keys of the words at even places.</param>
    /// <param name="odd">Keys of the words at odd places.</param>
    /// <param name="block">Counter word 0.</param>
    /// <param name="counter">Counter words 1 to 3.</param>
    /// <param name="words">The words.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void DrawStreams(W* even, W* odd, uint block, (uint C1, uint C2, uint C3) counter, out BlockWords<W> words)
    {
        W multiplier0 = W.Broadcast(Philox.Multiplier0), multiplier1 = W.Broadcast(Philox.Multiplier1);
        W even0 = W.Broadcast(block), even1 = W.Broadcast(counter.C1), even2 = W.Broadcast(counter.C2), even3 = W.Broadcast(counter.C3);
        W odd0 = even0, odd1 = even1, odd2 = even2, odd3 = even3;
        for (int at = 0; at < ExpandedKey; at += 2)
        {
            Round(even + at, multiplier0, multiplier1, ref even0, ref even1, ref even2, ref even3);
            if (W.Count > 1)
            {
                Round(odd + at, multiplier0, multiplier1, ref odd0, ref odd1, ref odd2, ref odd3);
            }
        }

        words.X0 = W.JoinSlots(even0, odd0);
        words.X1 = W.JoinSlots(even1, odd1);
        words.X2 = W.JoinSlots(even2, odd2);
        words.X3 = W.JoinSlots(even3, odd3);
    }

    /// <summary>Random words of as many blocks in a row as the register has words.</summary>
    /// <param name="expanded">The key.</param>
    /// <param name="block">Counter word 0 of the first block; the next ones count up.</param>
    /// <param name="counter">Counter words 1 to 3.</param>
    /// <param name="words">The words.</param>
    /// <remarks>
    /// Even and odd counters are computed apart, a counter in a 64-bit slot: what a product leaves above the word is never
    /// read. Not inlined, since the caller's budget for inlining would not hold it.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Draw(W* expanded, uint block, (uint C1, uint C2, uint C3) counter, out BlockWords<W> words)
    {
        W multiplier0 = W.Broadcast(Philox.Multiplier0), multiplier1 = W.Broadcast(Philox.Multiplier1);
        W even0 = W.Broadcast(block) + W.Ascending, even1 = W.Broadcast(counter.C1), even2 = W.Broadcast(counter.C2), even3 = W.Broadcast(counter.C3);
        W odd0 = W.HighOfSlots(even0), odd1 = even1, odd2 = even2, odd3 = even3;
        W* last = expanded + ExpandedKey;
        for (W* key = expanded; key < last; key += 2)
        {
            Round(key, multiplier0, multiplier1, ref even0, ref even1, ref even2, ref even3);
            if (W.Count > 1)
            {
                Round(key, multiplier0, multiplier1, ref odd0, ref odd1, ref odd2, ref odd3);
            }
        }

        words.X0 = W.JoinSlots(even0, odd0);
        words.X1 = W.JoinSlots(even1, odd1);
        words.X2 = W.JoinSlots(even2, odd2);
        words.X3 = W.JoinSlots(even3, odd3);
    }

    /// <summary>Random words of the first blocks of as many streams in a row as the register has words.</summary>
    /// <param name="expanded">The key.</param>
    /// <param name="index">Counter word 1 of the first stream; the next ones count up.</param>
    /// <param name="counter">Counter words 2 and 3.</param>
    /// <param name="words">The words.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void DrawFirst(W* expanded, uint index, (uint C2, uint C3) counter, out BlockWords<W> words)
    {
        W multiplier0 = W.Broadcast(Philox.Multiplier0), multiplier1 = W.Broadcast(Philox.Multiplier1);
        W even0 = W.Broadcast(0), even1 = W.Broadcast(index) + W.Ascending, even2 = W.Broadcast(counter.C2), even3 = W.Broadcast(counter.C3);
        W odd0 = even0, odd1 = W.HighOfSlots(even1), odd2 = even2, odd3 = even3;
        W* last = expanded + ExpandedKey;
        for (W* key = expanded; key < last; key += 2)
        {
            Round(key, multiplier0, multiplier1, ref even0, ref even1, ref even2, ref even3);
            if (W.Count > 1)
            {
                Round(key, multiplier0, multiplier1, ref odd0, ref odd1, ref odd2, ref odd3);
            }
        }

        words.X0 = W.JoinSlots(even0, odd0);
        words.X1 = W.JoinSlots(even1, odd1);
        words.X2 = W.JoinSlots(even2, odd2);
        words.X3 = W.JoinSlots(even3, odd3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(W* key, W multiplier0, W multiplier1, ref W x0, ref W x1, ref W x2, ref W x3)
    {
        W product0 = W.MultiplySlots(x0, multiplier0);
        W product1 = W.MultiplySlots(x2, multiplier1);
        x0 = W.Xor(W.HighOfSlots(product1), x1, key[0]);
        x2 = W.Xor(W.HighOfSlots(product0), x3, key[1]);
        x1 = product1;
        x3 = product0;
    }
}
