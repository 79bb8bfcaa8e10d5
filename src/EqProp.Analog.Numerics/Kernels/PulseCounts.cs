namespace EqProp.Analog.Numerics.Kernels;

/// <summary>What became of wanted changes.</summary>
/// <param name="Wanted">Changes other than zero.</param>
/// <param name="Lost">Those that became no pulse.</param>
/// <param name="Cut">Those that wanted more pulses than a train has.</param>
/// <param name="AtBound">Those that ended at a bound.</param>
public readonly record struct PulseCounts(long Wanted, long Lost, long Cut, long AtBound)
{
    /// <summary>Adds two counts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Their sum.</returns>
    public static PulseCounts operator +(PulseCounts left, PulseCounts right) =>
        new(left.Wanted + right.Wanted, left.Lost + right.Lost, left.Cut + right.Cut, left.AtBound + right.AtBound);
}
