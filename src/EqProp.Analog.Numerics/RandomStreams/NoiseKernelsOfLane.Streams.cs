using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.RandomStreams;

/// <content>First numbers of many streams, a word of the register a stream.</content>
internal sealed unsafe partial class NoiseKernels<W, N, V, T>
{
    internal override void FirstGaussians((uint K0, uint K1) key, uint index, (uint C2, uint C3) counter, Span<T> destination)
    {
        W* expanded = stackalloc W[PhiloxLanes<W>.ExpandedKey];
        PhiloxLanes<W>.ExpandKey(key, expanded);
        T* numbers = stackalloc T[2 * V.Count];
        for (int done = 0; done < destination.Length; done += V.Count)
        {
            PhiloxLanes<W>.DrawFirst(expanded, unchecked(index + (uint)done), counter, out BlockWords<W> words);
            BoxMuller<W, N, V, T>.Write<LowerPart>(words.X0, words.X1, words.X2, words.X3, numbers, numbers + V.Count);
            new ReadOnlySpan<T>(numbers, Math.Min(V.Count, destination.Length - done)).CopyTo(destination[done..]);
        }
    }
}
