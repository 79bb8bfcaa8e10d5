namespace EqProp.Analog.Studies.Energy;

/// <summary>Where to stop settling: the cheapest free phase that answers as well as the best one tried, or nearly.</summary>
/// <param name="Point">The free phase.</param>
/// <param name="Longest">The longest one tried.</param>
public sealed record SettlingChoice(SettlingPoint Point, SettlingPoint Longest)
{
    /// <summary>Accuracy in percent that stopping early may lose: less than what a hundred examples can tell.</summary>
    public const double Allowance = 1;

    /// <summary>Share of the energy of the longest phase that stopping here saves, in percent.</summary>
    public double SavedPercent => 100 * (1 - Point.Joules / Longest.Joules);

    /// <summary>Chooses.</summary>
    /// <param name="settling">Free phases, shortest first.</param>
    /// <returns>The choice; null without phases or without accuracies.</returns>
    public static SettlingChoice? Of(IReadOnlyList<SettlingPoint> settling)
    {
        SettlingPoint[] known = [.. settling.Where(point => double.IsFinite(point.AccuracyPercent))];
        if (known.Length == 0)
        {
            return null;
        }

        double best = known.Max(point => point.AccuracyPercent);
        return new(known.Where(point => point.AccuracyPercent >= best - Allowance).MinBy(point => point.Joules), settling[^1]);
    }
}
