namespace EqProp.Analog.Networks;

/// <summary>What became of the changes that the plasticity unit wanted, counted over synapses and biases since the counts were last taken.</summary>
/// <param name="Wanted">Changes other than zero that were measured.</param>
/// <param name="Lost">Those of which nothing was written, being smaller than what can be.</param>
/// <param name="Cut">Those larger than the largest that can be written at once.</param>
/// <param name="AtBound">Those that would have left the writable range of the conductance.</param>
public readonly record struct UpdateCounts(long Wanted, long Lost, long Cut, long AtBound)
{
    /// <summary>Share of the wanted changes that were lost.</summary>
    public double LostShare => Wanted == 0 ? 0 : (double)Lost / Wanted;

    /// <summary>Adds two counts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Their sum.</returns>
    public static UpdateCounts operator +(UpdateCounts left, UpdateCounts right) =>
        new(left.Wanted + right.Wanted, left.Lost + right.Lost, left.Cut + right.Cut, left.AtBound + right.AtBound);
}
