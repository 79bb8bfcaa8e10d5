namespace EqProp.Analog.Studies.Energy.Sweeps;

/// <summary>Points of which none other is better in one respect and as good in the other.</summary>
public static class ParetoFront
{
    /// <summary>Finds the front of two costs, both better when lower.</summary>
    /// <param name="points">The points; those with a number that is not finite are never on the front.</param>
    /// <returns>Whether each is on the front; points that are equal are on it together.</returns>
    public static IReadOnlyList<bool> Of(IReadOnlyList<(double First, double Second)> points) =>
        [.. points.Select(one => IsKnown(one) && !points.Any(other => IsKnown(other) && Dominates(other, one)))];

    private static bool IsKnown((double First, double Second) point) => double.IsFinite(point.First) && double.IsFinite(point.Second);

    private static bool Dominates((double First, double Second) one, (double First, double Second) other) =>
        one.First <= other.First && one.Second <= other.Second && (one.First < other.First || one.Second < other.Second);
}
