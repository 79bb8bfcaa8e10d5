using EqProp.Analog.Networks;

namespace EqProp.Analog.Stability;

/// <summary>A cell that fires: kicked out of rest by less than the threshold it returns, by more it first runs on.</summary>
/// <param name="Node">Index of the free node that was kicked, an activator.</param>
/// <param name="Threshold">Kick from rest that divides the two, in swings, with its sign.</param>
/// <param name="Excursion">How much further than a kick 5 % above threshold the activator runs, in swings.</param>
/// <param name="Duration">Time until it is back within a tenth of the excursion, in shared time constants.</param>
public sealed record Excitation(int Node, double Threshold, double Excursion, double Duration)
{
    private const int Kicks = 30;
    private const int Halvings = 30;
    private const double LargestKick = 1.5;
    private const double Fires = 0.5;
    private const double Returns = 0.1;
    private const double AboveThreshold = 1.05;

    /// <summary>Kicks one cell of a network at rest, upward and downward, harder and harder.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="rest">Its only stable point.</param>
    /// <param name="node">Index of the activator among the free nodes.</param>
    /// <param name="knees">Knees of its conductance.</param>
    /// <param name="duration">How long to watch, in shared time constants.</param>
    /// <returns>The smaller of the two thresholds; null if the cell runs on by half the distance of its knees after no kick.</returns>
    public static Excitation? Of(NetworkEquations equations, double[] inputs, double[] rest, int node, Knees knees, double duration)
    {
        Excitation?[] both = [.. new[] { 1, -1 }.Select(sign => OneWay(equations, inputs, rest, node, sign, knees.Distance, duration))];
        return both.OfType<Excitation>().MinBy(one => Math.Abs(one.Threshold));
    }

    private static Excitation? OneWay(NetworkEquations equations, double[] inputs, double[] rest, int node, int sign, double swing, double duration)
    {
        double quiet = 0;
        for (int k = 1; k <= Kicks; k++)
        {
            double kick = LargestKick * swing * k / Kicks;
            if (Overshoot(Kicked(kick), kick) >= Fires * swing)
            {
                return Narrow(quiet, kick);
            }

            quiet = kick;
        }

        return null;

        Motion Kicked(double kick)
        {
            double[] start = (double[])rest.Clone();
            start[node] += sign * kick;
            return Motion.Run(equations, inputs, start, duration);
        }

        double Overshoot(Motion motion, double kick) => motion.States.Max(state => sign * (state[node] - rest[node])) - kick;

        Excitation Narrow(double low, double high)
        {
            for (int i = 0; i < Halvings; i++)
            {
                double middle = (low + high) / 2;
                (low, high) = Overshoot(Kicked(middle), middle) >= Fires * swing ? (low, middle) : (middle, high);
            }

            Motion fired = Kicked(AboveThreshold * high);
            double excursion = Overshoot(fired, AboveThreshold * high);
            int last = Enumerable.Range(0, fired.Times.Count).Last(i => Math.Abs(fired.States[i][node] - rest[node]) > Returns * excursion);
            return new Excitation(node, sign * high, excursion, fired.Times[last]);
        }
    }
}
