using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Reports;

/// <summary>How the conductances of one coupling are spread before and after learning.</summary>
public sealed record WeightHistogram
{
    /// <summary>Name of the coupling, such as "inputs to hidden 1".</summary>
    public required string Coupling { get; init; }

    /// <summary>Edges of the bins in siemens, rising; one more than there are bins.</summary>
    public required IReadOnlyList<double> EdgesSiemens { get; init; }

    /// <summary>Synapses in each bin before learning.</summary>
    public required IReadOnlyList<int> Before { get; init; }

    /// <summary>Synapses in each bin after learning.</summary>
    public required IReadOnlyList<int> After { get; init; }

    /// <summary>Counts the weights of one coupling into bins that hold all finite ones.</summary>
    /// <param name="coupling">Name of the coupling.</param>
    /// <param name="before">Dimensionless weights before learning.</param>
    /// <param name="after">Dimensionless weights after learning.</param>
    /// <param name="map">The map to siemens.</param>
    /// <param name="bins">Number of bins.</param>
    /// <returns>The histogram.</returns>
    public static WeightHistogram Of(
        string coupling, ReadOnlySpan<double> before, ReadOnlySpan<double> after, DimensionlessMap map, int bins = 60)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        (double low, double high) = Range(before, (double.PositiveInfinity, double.NegativeInfinity));
        (low, high) = Range(after, (low, high));
        if (!(low < high))
        {
            double middle = double.IsFinite(low) ? low : 0;
            double half = Math.Max(Math.Abs(middle) * 0.5, 0.5);
            (low, high) = (middle - half, middle + half);
        }

        double width = (high - low) / bins;
        return new WeightHistogram
        {
            Coupling = coupling,
            EdgesSiemens = [.. Enumerable.Range(0, bins + 1).Select(i => map.ToSiemens(low + i * width))],
            Before = Count(before, low, width, bins),
            After = Count(after, low, width, bins),
        };
    }

    private static (double Low, double High) Range(ReadOnlySpan<double> weights, (double Low, double High) range)
    {
        foreach (double weight in weights)
        {
            if (double.IsFinite(weight))
            {
                range = (Math.Min(range.Low, weight), Math.Max(range.High, weight));
            }
        }

        return range;
    }

    private static int[] Count(ReadOnlySpan<double> weights, double low, double width, int bins)
    {
        int[] counts = new int[bins];
        foreach (double weight in weights)
        {
            if (double.IsFinite(weight))
            {
                counts[Math.Clamp((int)((weight - low) / width), 0, bins - 1)]++;
            }
        }

        return counts;
    }
}
