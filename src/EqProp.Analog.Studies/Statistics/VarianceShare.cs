namespace EqProp.Analog.Studies.Statistics;

/// <summary>How much of the variance of a result goes with groups of it: for values along an axis, what the axis explains alone.</summary>
public static class VarianceShare
{
    /// <summary>The share of the variance that lies between groups of a grid, where each group holds every combination of all else: its first index of Sobol over the grid.</summary>
    /// <param name="values">The result; values that are not finite are left out.</param>
    /// <param name="groups">The group of each value.</param>
    /// <returns>0 to 1; not a number where nothing varies.</returns>
    /// <exception cref="ArgumentException">Values and groups differ in number.</exception>
    public static double OfGrid(IReadOnlyList<double> values, IReadOnlyList<int> groups)
    {
        (double all, double left, _, _) = Squares(values, groups);
        return all > 0 ? Math.Max(0, 1 - left / all) : double.NaN;
    }

    /// <summary>The share of the variance that lies between groups, less what chance alone puts there.</summary>
    /// <param name="values">The result; values that are not finite are left out.</param>
    /// <param name="groups">The group of each value.</param>
    /// <returns>0 to 1; not a number where nothing varies, or where no group has two values.</returns>
    /// <exception cref="ArgumentException">Values and groups differ in number.</exception>
    /// <remarks>
    /// Epsilon squared, T. L. Kelley, Proc. Natl. Acad. Sci. 21, 554 (1935): the correlation ratio with variances of which neither is
    /// biased. Below zero, where chance separates groups by less than it would on average, it is zero.
    /// </remarks>
    public static double Of(IReadOnlyList<double> values, IReadOnlyList<int> groups)
    {
        (double all, double left, int known, int used) = Squares(values, groups);
        return all > 0 && known > used ? Math.Max(0, 1 - left / (known - used) / (all / (known - 1))) : double.NaN;
    }

    // Squared distances from the common mean, and from the mean of each group.
    private static (double All, double Left, int Values, int Groups) Squares(IReadOnlyList<double> values, IReadOnlyList<int> groups)
    {
        if (values.Count != groups.Count)
        {
            throw new ArgumentException($"{values.Count} values are in {groups.Count} groups.", nameof(groups));
        }

        (double Value, int Group)[] known = [.. values.Zip(groups).Where(pair => double.IsFinite(pair.First))];
        if (known.Length == 0)
        {
            return default;
        }

        double[][] within = [.. known.GroupBy(pair => pair.Group).Select(group => group.Select(pair => pair.Value).ToArray())];
        double mean = known.Average(pair => pair.Value);
        double all = known.Sum(pair => (pair.Value - mean) * (pair.Value - mean));
        double left = within.Sum(group => group.Average() is var own ? group.Sum(value => (value - own) * (value - own)) : 0);
        return (all, left, known.Length, within.Length);
    }
}
