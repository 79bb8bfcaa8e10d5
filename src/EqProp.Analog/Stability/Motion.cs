using EqProp.Analog.Networks;

namespace EqProp.Analog.Stability;

/// <summary>How a network moved, in plain double precision: the state after every step.</summary>
/// <param name="Times">Times in shared time constants, from 0.</param>
/// <param name="States">For each time, one state a free node.</param>
/// <param name="Residual">Largest rate at the end, in swings a time constant.</param>
public sealed record Motion(IReadOnlyList<double> Times, IReadOnlyList<double[]> States, double Residual)
{
    /// <summary>Rate below which a network counts as at rest, in swings a time constant.</summary>
    public const double AtRest = 1e-6;

    private const double Safety = 0.9;
    private const double FirstStep = 0.01;

    // Dormand and Prince (1980), order 5 with an embedded 4; the last stage is the next step's first.
    private static readonly double[][] Stages =
    [
        [1.0 / 5],
        [3.0 / 40, 9.0 / 40],
        [44.0 / 45, -56.0 / 15, 32.0 / 9],
        [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
        [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
    ];

    private static readonly double[] Differences =
        [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40];

    /// <summary>Whether the network had come to rest.</summary>
    public bool EndsAtRest => Residual <= AtRest;

    /// <summary>Lets a network move until it rests or the time is over.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="start">States at time zero; not changed.</param>
    /// <param name="duration">In shared time constants.</param>
    /// <param name="options">Tolerance and most steps.</param>
    /// <returns>The states along the way.</returns>
    public static Motion Run(NetworkEquations equations, double[] inputs, double[] start, double duration, MotionOptions? options = null)
    {
        options ??= new();
        List<double> times = [0];
        List<double[]> states = [equations.Project((double[])start.Clone())];
        double[] slope = equations.Rate(inputs, states[0]);
        double time = 0, step = Math.Min(FirstStep, duration);
        double residual = equations.Residual(inputs, states[0]);
        for (int k = 0; k < options.MaximumSteps && time < duration && residual > AtRest; k++)
        {
            step = Math.Min(step, duration - time);
            (double[] next, double[] end, double error) = Step(equations, inputs, states[^1], slope, step, options.Tolerance);
            if (error <= 1)
            {
                time += step;
                double[] projected = equations.Project((double[])next.Clone());
                slope = projected.AsSpan().SequenceEqual(next) ? end : equations.Rate(inputs, projected);
                times.Add(time);
                states.Add(projected);
                residual = equations.Residual(inputs, projected);
            }

            step *= double.IsFinite(error) ? Math.Clamp(Safety * Math.Pow(Math.Max(error, 1e-10), -0.2), 0.2, 5) : 0.1;
        }

        return new Motion(times, states, residual);
    }

    /// <summary>The signal of one node.</summary>
    /// <param name="node">Index of the free node.</param>
    /// <returns>One value for each time.</returns>
    public IReadOnlyList<double> Of(int node) => [.. States.Select(state => state[node])];

    private static (double[] Next, double[] Slope, double Error) Step(
        NetworkEquations equations, double[] inputs, double[] state, double[] slope, double step, double tolerance)
    {
        List<double[]> slopes = [slope];
        double[] next = state;
        foreach (double[] weights in Stages)
        {
            next = (double[])state.Clone();
            for (int s = 0; s < weights.Length; s++)
            {
                for (int i = 0; i < next.Length; i++)
                {
                    next[i] += step * weights[s] * slopes[s][i];
                }
            }

            slopes.Add(equations.Rate(inputs, next));
        }

        double worst = 0;
        for (int i = 0; i < next.Length; i++)
        {
            double difference = 0;
            for (int s = 0; s < Differences.Length; s++)
            {
                difference += Differences[s] * slopes[s][i];
            }

            double allowed = tolerance * (1 + Math.Max(Math.Abs(state[i]), Math.Abs(next[i])));
            worst = Math.Max(worst, Math.Abs(step * difference) / allowed);
        }

        return (next, slopes[^1], double.IsFinite(next.Sum()) ? worst : double.PositiveInfinity);
    }
}
