namespace EqProp.Analog.Studies.Reports;

/// <summary>How one quantity is spread over devices or chips.</summary>
public sealed record ValueHistogram
{
    private const int LeastBins = 8;
    private const int MostBins = 40;

    /// <summary>What is counted along the axis, such as "leak conductance of hidden 1".</summary>
    public required string Name { get; init; }

    /// <summary>What is counted upwards, such as "neurons".</summary>
    public required string Counted { get; init; }

    /// <summary>SI unit of the edges; empty for a factor.</summary>
    public required string Unit { get; init; }

    /// <summary>Edges of the bins, rising; one more than there are bins.</summary>
    public required IReadOnlyList<double> Edges { get; init; }

    /// <summary>Values in each bin.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>The value in the drawing; null where there is none.</summary>
    public double? Nominal { get; init; }

    /// <summary>Counts values into equal bins, about as many as the root of their number.</summary>
    /// <param name="name">What is counted along the axis.</param>
    /// <param name="counted">What is counted upwards.</param>
    /// <param name="unit">SI unit; empty for a factor.</param>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="nominal">The value in the drawing.</param>
    /// <param name="spacing">Distance of the values that are possible, so that every bin holds as many of them; 0 for any value.</param>
    /// <returns>The histogram; one empty bin without values.</returns>
    public static ValueHistogram Of(string name, string counted, string unit, IEnumerable<double> values, double? nominal = null, double spacing = 0)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double low = finite.DefaultIfEmpty().Min(), high = finite.DefaultIfEmpty().Max();
        int bins = Math.Clamp((int)Math.Sqrt(finite.Length), LeastBins, MostBins);
        if (spacing > 0)
        {
            int steps = (int)Math.Round((high - low) / spacing) + 1, wide = (steps + bins - 1) / bins;
            bins = (steps + wide - 1) / wide;
            (low, high) = (low - spacing / 2, low + (bins * wide - 0.5) * spacing);
        }

        if (!(low < high))
        {
            double half = low == 0 ? 0.5 : Math.Abs(low) * 0.01;
            (low, high, bins) = (low - half, high + half, 1);
        }

        double width = (high - low) / bins;
        var counts = new int[bins];
        foreach (double value in finite)
        {
            counts[Math.Clamp((int)((value - low) / width), 0, bins - 1)]++;
        }

        return new ValueHistogram
        {
            Name = name,
            Counted = counted,
            Unit = unit,
            Edges = [.. Enumerable.Range(0, bins).Select(i => low + i * width), high],
            Counts = counts,
            Nominal = nominal,
        };
    }
}
