using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>
/// Follows equations that a test writes out, by the classical Runge-Kutta method in double precision with steps of at most a thousandth of the
/// shared time constant. It knows nothing of layouts.
/// </summary>
/// <param name="rate">Rates of all states, in shared time constants.</param>
internal sealed class RungeKuttaCells(Func<double[], double[]> rate) : IPhaseFollower
{
    private const double LongestStep = 1e-3;

    /// <inheritdoc/>
    public PhaseStates Follow(SpicePhase phase, IReadOnlyList<double> timesSeconds, CancellationToken stop)
    {
        double[] state = [.. phase.InitialState!];
        double[][] states = new double[timesSeconds.Count][];
        double now = 0;
        for (int k = 0; k < states.Length; k++)
        {
            double time = timesSeconds[k] / phase.Layout.Map.TimeConstant;
            int steps = (int)Math.Ceiling((time - now) / LongestStep);
            for (int step = 0; step < steps; step++)
            {
                state = Step(state, (time - now) / steps);
            }

            now = time;
            states[k] = state;
        }

        return new PhaseStates(states);
    }

    private double[] Step(double[] state, double h)
    {
        double[] first = rate(state), second = rate(Moved(state, first, h / 2)), third = rate(Moved(state, second, h / 2)), fourth = rate(Moved(state, third, h));
        return [.. state.Select((s, i) => s + h / 6 * (first[i] + 2 * second[i] + 2 * third[i] + fourth[i]))];
    }

    private static double[] Moved(double[] state, double[] along, double h) => [.. state.Select((s, i) => s + h * along[i])];
}
