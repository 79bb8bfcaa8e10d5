namespace EqProp.Analog.Studies.Chips;

/// <summary>Quantiles of a sample, linear between the values in order (Hyndman and Fan 1996, type 7).</summary>
internal static class SampleQuantile
{
    /// <summary>The value below which a part of the sample lies.</summary>
    /// <param name="sorted">The sample, rising.</param>
    /// <param name="part">0 to 1.</param>
    public static double Of(ReadOnlySpan<double> sorted, double part)
    {
        double place = part * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[^1];
    }
}
