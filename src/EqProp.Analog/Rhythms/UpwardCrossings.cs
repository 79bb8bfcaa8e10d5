namespace EqProp.Analog.Rhythms;

/// <summary>Times at which a signal rises through a level, between its samples by a straight line.</summary>
public static class UpwardCrossings
{
    /// <summary>Finds them.</summary>
    /// <param name="times">Times, rising.</param>
    /// <param name="values">One value for each time.</param>
    /// <param name="level">The level.</param>
    /// <param name="hysteresis">How far below the level the signal must have been since the last crossing, so that noise does not count.</param>
    /// <returns>Times of the crossings, rising.</returns>
    /// <exception cref="ArgumentException">There is not one value for each time.</exception>
    public static IReadOnlyList<double> Find(IReadOnlyList<double> times, IReadOnlyList<double> values, double level, double hysteresis = 0)
    {
        if (times.Count != values.Count)
        {
            throw new ArgumentException($"There are {values.Count} values for {times.Count} times.", nameof(values));
        }

        List<double> found = [];
        bool armed = values.Count > 0 && values[0] < level - hysteresis;
        for (int i = 1; i < values.Count; i++)
        {
            armed |= values[i] < level - hysteresis;
            if (armed && values[i - 1] < level && values[i] >= level)
            {
                double share = (level - values[i - 1]) / (values[i] - values[i - 1]);
                found.Add(times[i - 1] + share * (times[i] - times[i - 1]));
                armed = false;
            }
        }

        return found;
    }
}
