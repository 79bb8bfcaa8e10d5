namespace EqProp.Analog.Studies.Statistics;

/// <summary>How much of the variance of a result goes with groups of it: for values along an axis, what the axis explains alone.</summary>
public static class VarianceShare
{
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
        if (values.Count != groups.Count)
        {
            throw new ArgumentException($"{values.Count} values are in {groups.Count} groups.", nameof(groups));
        }

        (double Value, int Group)[] known = [.. values.Zip(groups).Where(pair => double.IsFinite(pair.First))];
        double[][] within = [.. known.GroupBy(pair => pair.Group).Select(group => group.Select(pair => pair.Value).ToArray())];
        int free = known.Length - within.Length;
        if (free <= 0)
        {
            return double.NaN;
        }

        double mean = known.Average(pair => pair.Value);
        double all = known.Sum(pair => (pair.Value - mean) * (pair.Value - mean));
        double left = within.Sum(group => group.Average() is var own ? group.Sum(value => (value - own) * (value - own)) : 0);
        return all > 0 ? Math.Max(0, 1 - left / free / (all / (known.Length - 1))) : double.NaN;
    }
}
