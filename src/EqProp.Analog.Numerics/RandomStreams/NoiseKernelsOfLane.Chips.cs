using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.RandomStreams;

/// <content>Numbers of many chips side by side: a word of the register is a chip, its key differs from word to word.</content>
internal sealed unsafe partial class NoiseKernels<W, N, V, T>
{
    internal override int Lanes => V.Count;

    internal override void GaussiansOfChips(
        in NoiseKey key, ReadOnlySpan<int> seeds, ReadOnlySpan<int> chips, long step, int sample, int firstNode, int nodes, T* destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(chips.Length, V.Count, nameof(chips));
        ArgumentOutOfRangeException.ThrowIfNotEqual(seeds.Length, V.Count, nameof(seeds));
        uint* first = stackalloc uint[2 * NoiseKey.Lanes], second = first + NoiseKey.Lanes;
        for (int lane = 0; lane < chips.Length; lane++)
        {
            (first[lane], second[lane]) = new NoiseKey(seeds[lane], chips[lane], key.Purpose, key.Channel).Words;
        }

        W* even = stackalloc W[2 * PhiloxLanes<W>.ExpandedKey], odd = even + PhiloxLanes<W>.ExpandedKey;
        PhiloxLanes<W>.ExpandKeys(W.Load(first), W.Load(second), even, odd);
        var counter = key.Counter(step, sample);
        for (int superblock = firstNode / NoiseKey.NodesOfSuperblock; superblock * NoiseKey.NodesOfSuperblock < firstNode + nodes; superblock++)
        {
            int from = Math.Max(0, firstNode - superblock * NoiseKey.NodesOfSuperblock);
            int to = Math.Min(NoiseKey.NodesOfSuperblock, firstNode + nodes - superblock * NoiseKey.NodesOfSuperblock);
            FillRows(even, odd, superblock, counter, from, to, destination);
            destination += (nint)(to - from) * V.Count;
        }
    }

    /// <summary>The rows of some nodes of one superblock.</summary>
    private static void FillRows(W* even, W* odd, int superblock, (uint C1, uint C2, uint C3) counter, int from, int to, T* destination)
    {
        T* nowhere = stackalloc T[V.Count];
        for (int lane = 0; lane < Math.Min(to, NoiseKey.Lanes); lane++)
        {
            uint block = (uint)(NoiseKey.Lanes * superblock + lane);
            PhiloxLanes<W>.DrawStreams(even, odd, block, counter, out BlockWords<W> high);
            BlockWords<W> low = high;
            if (typeof(T) == typeof(double))
            {
                PhiloxLanes<W>.DrawStreams(even, odd, block | LowHalves, counter, out low);
            }

            T* row0 = Row(lane), row1 = Row(lane + NoiseKey.Lanes), row2 = Row(lane + 2 * NoiseKey.Lanes), row3 = Row(lane + 3 * NoiseKey.Lanes);
            if (row0 != nowhere || row1 != nowhere)
            {
                BoxMuller<W, N, V, T>.Write<LowerPart>(high.X0, low.X0, high.X1, low.X1, row0, row1);
            }

            if (row2 != nowhere || row3 != nowhere)
            {
                BoxMuller<W, N, V, T>.Write<LowerPart>(high.X2, low.X2, high.X3, low.X3, row2, row3);
            }
        }

        T* Row(int node) => node >= from && node < to ? destination + (nint)(node - from) * V.Count : nowhere;
    }
}
