namespace EqProp.Analog.Studies.Statistics;

/// <summary>How much of the variance of a result comes from each of its axes, by Sobol's first and total indices.</summary>
/// <param name="Axes">The indices, one an axis; not numbers where the result does not vary.</param>
/// <param name="BaseRows">Base rows that they stand on.</param>
/// <param name="Dropped">Base rows that were left out because one of their results is not finite.</param>
public sealed record SobolIndices(IReadOnlyList<SobolIndex> Axes, int BaseRows, int Dropped)
{
    /// <summary>Estimates the indices from runs in Saltelli's order: for each base row the row A, then A with one column after the other from B, then the row B.</summary>
    /// <param name="results">One result a run: base rows times (axes + 2).</param>
    /// <param name="axes">Axes.</param>
    /// <param name="options">How intervals are found.</param>
    /// <returns>The indices.</returns>
    /// <exception cref="ArgumentException">The number of results is no multiple of axes + 2, or an option is out of its range.</exception>
    /// <remarks>
    /// First indices by A. Saltelli et al., Comput. Phys. Commun. 181, 259 (2010), table 2 (b), of results around their mean, which makes
    /// the scatter smaller; total indices by M. J. W. Jansen, Comput. Phys. Commun. 117, 35 (1999). The variance is that of A and B
    /// together. Intervals are percentiles of a bootstrap over whole base rows.
    /// </remarks>
    public static SobolIndices Of(ReadOnlySpan<double> results, int axes, SobolOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(axes);
        options ??= new SobolOptions();
        SampleChecks.Confidence(options.Confidence);
        int width = axes + 2;
        if (results.Length % width != 0)
        {
            throw new ArgumentException($"{results.Length} results are not whole rows of {width}.", nameof(results));
        }

        var kept = new List<double>(results.Length);
        for (int start = 0; start < results.Length; start += width)
        {
            ReadOnlySpan<double> row = results.Slice(start, width);
            if (AllFinite(row))
            {
                kept.AddRange(row);
            }
        }

        var runs = new SaltelliRuns([.. kept], axes);
        return new SobolIndices(runs.Estimate(options), runs.Rows, results.Length / width - runs.Rows);
    }

    private static bool AllFinite(ReadOnlySpan<double> row)
    {
        foreach (double value in row)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
