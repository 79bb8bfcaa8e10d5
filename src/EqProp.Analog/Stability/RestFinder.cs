using EqProp.Analog.Learning;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Stability;

/// <summary>Finds states in which nothing moves, stable or not, by Newton's method with shortened steps.</summary>
public static class RestFinder
{
    private const int MostSteps = 60;
    private const int MostHalvings = 12;
    private const double Settled = 1e-11;

    /// <summary>Looks for the state at rest near another.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="start">Where to begin; not changed.</param>
    /// <param name="reach">How far a node may end from where it began, in swings.</param>
    /// <returns>The state, with no rate above 1e-11 swings a time constant; null if none was found within reach.</returns>
    public static double[]? Find(NetworkEquations equations, double[] inputs, double[] start, double reach = double.PositiveInfinity)
    {
        double[] state = equations.Project((double[])start.Clone());
        double left = equations.Residual(inputs, state);
        for (int k = 0; k < MostSteps && left > Settled; k++)
        {
            double[] step = MovingNodes.Solve(equations.Jacobian(inputs, state), equations.Held(inputs, state), equations.Rate(inputs, state));
            if (!step.All(double.IsFinite) || Shorten(equations, inputs, state, step, left) is not { } next)
            {
                return null;
            }

            (state, left) = next;
        }

        double moved = state.Zip(start, (a, b) => Math.Abs(a - b)).DefaultIfEmpty().Max();
        return left <= Settled && moved <= reach ? state : null;
    }

    private static (double[] State, double Residual)? Shorten(NetworkEquations equations, double[] inputs, double[] state, double[] step, double residual)
    {
        double share = 1;
        for (int k = 0; k < MostHalvings; k++, share /= 2)
        {
            double[] next = equations.Project([.. state.Zip(step, (s, d) => s - share * d)]);
            double left = equations.Residual(inputs, next);
            if (left < residual || left <= Settled)
            {
                return (next, left);
            }
        }

        return null;
    }
}
