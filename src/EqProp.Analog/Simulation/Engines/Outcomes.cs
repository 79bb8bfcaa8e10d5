using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Simulation.Engines;

/// <summary>Sums up over a minibatch how its examples ended a phase.</summary>
internal static class Outcomes
{
    /// <param name="result">How each example ended.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="unit">Move of a state that counts as a residual of one.</param>
    /// <param name="wanted">Residual asked for; null for a fixed length.</param>
    public static SettlingOutcome Of(RelaxationResult result, int rows, double unit, double? wanted)
    {
        double largest = 0, sum = 0, steps = 0;
        int unsettled = 0;
        for (int row = 0; row < rows; row++)
        {
            double residual = result.LargestMove[row] / unit;
            largest = Math.Max(largest, residual);
            sum += residual;
            steps += result.Steps[row];
            unsettled += residual > wanted ? 1 : 0;
        }

        return new(largest, sum / rows, steps / rows, unsettled, result.Steps);
    }
}
