namespace EqProp.Analog.Rhythms;

/// <summary>Phase of a rhythm: 0 at each crossing, and growing by 2 pi at an even pace until the next.</summary>
public static class CrossingPhase
{
    /// <summary>The phase at a time.</summary>
    /// <param name="crossings">Times of crossings, rising.</param>
    /// <param name="time">When.</param>
    /// <returns>Radians from 0 to 2 pi; null before the first and from the last crossing on, where nobody knows.</returns>
    public static double? At(IReadOnlyList<double> crossings, double time)
    {
        if (crossings.Count < 2 || !(time >= crossings[0]) || time >= crossings[^1])
        {
            return null;
        }

        int low = 0, high = crossings.Count - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = crossings[middle] <= time ? (middle, high) : (low, middle);
        }

        return 2 * Math.PI * (time - crossings[low]) / (crossings[high] - crossings[low]);
    }
}
