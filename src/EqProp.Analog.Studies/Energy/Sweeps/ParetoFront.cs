namespace EqProp.Analog.Studies.Energy.Sweeps;

/// <summary>Points of which none other is better in one respect and as good in the other.</summary>
public static class ParetoFront
{
    /// <summary>Finds the front of two costs, both better when lower.</summary>
    /// <param name="points">The points; those with a number that is not finite are never on the front.</param>
    /// <returns>Whether each is on the front; points that are equal are on it together.</returns>
    public static IReadOnlyList<bool> Of(IReadOnlyList<(double First, double Second)> points)
    {
        var isOnFront = new bool[points.Count];
        double least = double.PositiveInfinity;
        IEnumerable<int> known = Enumerable.Range(0, points.Count).Where(i => double.IsFinite(points[i].First) && double.IsFinite(points[i].Second));

        // Of points with the same first cost only those with the least second one can be on the front, and only below all that cost less.
        foreach (IGrouping<double, int> same in known.GroupBy(i => points[i].First).OrderBy(group => group.Key))
        {
            double own = same.Min(i => points[i].Second);
            foreach (int i in same)
            {
                isOnFront[i] = own < least && points[i].Second == own;
            }

            least = Math.Min(least, own);
        }

        return isOnFront;
    }
}
