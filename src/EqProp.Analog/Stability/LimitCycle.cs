using EqProp.Analog.Rhythms;

namespace EqProp.Analog.Stability;

/// <summary>A motion that goes on for ever.</summary>
/// <param name="Node">Index of the free node that swings most.</param>
/// <param name="Low">Its lowest state, in swings.</param>
/// <param name="High">Its highest state.</param>
/// <param name="Period">Mean time between two upward crossings of the middle, in shared time constants.</param>
/// <param name="Spread">Standard deviation of those times over their mean: 0 for a closed cycle.</param>
public sealed record LimitCycle(int Node, double Low, double High, double Period, double Spread)
{
    private const int FewestPeriods = 3;
    private const double Kept = 0.9;
    private const double Smallest = 1e-3;

    /// <summary>Whether every turn takes the same time, to 1 %.</summary>
    public bool IsPeriodic => Spread <= 0.01;

    /// <summary>Finds a lasting oscillation in the second half of a motion.</summary>
    /// <param name="motion">The motion.</param>
    /// <returns>The cycle; null if the motion rests, dies out, or turns fewer than four times.</returns>
    public static LimitCycle? Of(Motion motion)
    {
        int first = Enumerable.Range(0, motion.Times.Count).FirstOrDefault(i => motion.Times[i] >= motion.Times[^1] / 2);
        double[] times = [.. motion.Times.Skip(first)];
        if (motion.EndsAtRest || times.Length < 2)
        {
            return null;
        }

        int nodes = motion.States[0].Length;
        double[][] signals = [.. Enumerable.Range(0, nodes).Select(node => motion.States.Skip(first).Select(state => state[node]).ToArray())];
        int liveliest = Enumerable.Range(0, nodes).MaxBy(node => signals[node].Max() - signals[node].Min());
        double low = signals[liveliest].Min(), high = signals[liveliest].Max();
        IReadOnlyList<double> crossings = UpwardCrossings.Find(times, signals[liveliest], (low + high) / 2, 0.1 * (high - low));
        if (high - low < Smallest || crossings.Count <= FewestPeriods || !Lasts(times, signals[liveliest], crossings))
        {
            return null;
        }

        double[] periods = [.. crossings.Skip(1).Zip(crossings, (end, start) => end - start)];
        double period = periods.Average();
        double spread = Math.Sqrt(periods.Average(p => (p - period) * (p - period))) / period;
        return new LimitCycle(liveliest, low, high, period, spread);
    }

    // The last turn swings as far as the first one: what dies out slowly is no cycle.
    private static bool Lasts(double[] times, double[] signal, IReadOnlyList<double> crossings)
    {
        double Swing(double from, double to)
        {
            double[] turn = [.. signal.Where((_, i) => times[i] >= from && times[i] <= to)];
            return turn.Length > 0 ? turn.Max() - turn.Min() : 0;
        }

        return Swing(crossings[^2], crossings[^1]) >= Kept * Swing(crossings[0], crossings[1]);
    }
}
