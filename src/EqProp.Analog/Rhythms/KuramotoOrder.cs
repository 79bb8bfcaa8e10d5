namespace EqProp.Analog.Rhythms;

/// <summary>How much oscillators move together: the length of the mean of exp(i phase), 1 in step and about 1 / sqrt(N) at random (Kuramoto 1984).</summary>
public static class KuramotoOrder
{
    /// <summary>The order parameter over time.</summary>
    /// <param name="crossings">Times of the crossings of each oscillator.</param>
    /// <param name="times">When to look.</param>
    /// <returns>One value for each time, from 0 to 1; null where fewer than two oscillators have a phase.</returns>
    public static IReadOnlyList<double?> Over(IReadOnlyList<IReadOnlyList<double>> crossings, IReadOnlyList<double> times) =>
        [.. times.Select(time => Of([.. crossings.Select(one => CrossingPhase.At(one, time)).OfType<double>()]))];

    /// <summary>The order parameter of some phases.</summary>
    /// <param name="phases">Radians.</param>
    /// <returns>0 to 1; null for fewer than two.</returns>
    public static double? Of(IReadOnlyList<double> phases) => phases.Count < 2
        ? null
        : Math.Sqrt(Square(phases.Average(Math.Cos)) + Square(phases.Average(Math.Sin)));

    private static double Square(double x) => x * x;
}
