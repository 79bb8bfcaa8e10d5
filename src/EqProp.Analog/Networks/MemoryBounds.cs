namespace EqProp.Analog.Networks;

/// <summary>How many memories of synapses can hardly be written further: those within a thirty-second of their own range from a bound.</summary>
/// <param name="Memories">Memories that learning may write; none where writes are exact.</param>
/// <param name="AtBound">Those at a bound; of a pair, where either device is at its upper one.</param>
public readonly record struct MemoryBounds(long Memories, long AtBound)
{
    /// <summary>Share of the memories that are at a bound.</summary>
    public double Share => Memories == 0 ? 0 : (double)AtBound / Memories;

    /// <summary>Adds two counts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Their sum.</returns>
    public static MemoryBounds operator +(MemoryBounds left, MemoryBounds right) => new(left.Memories + right.Memories, left.AtBound + right.AtBound);
}
