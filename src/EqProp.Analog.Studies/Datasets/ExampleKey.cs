using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>
/// Identity of a generated example. It alone decides what the example is, so that asking for more examples, or leaving
/// some out, changes none of the others.
/// </summary>
/// <param name="Seed">Seed of the data set.</param>
/// <param name="Stream">Number of the data set and the split.</param>
/// <param name="Index">Place in the split.</param>
internal readonly record struct ExampleKey(int Seed, uint Stream, int Index)
{
    private const ulong SharedStreams = 1UL << 40;

    /// <summary>The example's own random numbers.</summary>
    public RandomStream Open() => new(Seed, StreamPurpose.Data, (ulong)Index, Stream);

    /// <summary>A class for this example: every run of as many examples as there are classes holds each class once.</summary>
    public int DealClass(int classes)
    {
        int[] order = [.. Enumerable.Range(0, classes)];
        new RandomStream(Seed, StreamPurpose.Data, SharedStreams | (uint)(Index / classes), Stream).Shuffle<int>(order);
        return order[Index % classes];
    }
}
