using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation.Engines;

/// <summary>Sums up over a minibatch how its examples ended a phase.</summary>
internal static class Outcomes
{
    /// <param name="rows">Examples.</param>
    /// <param name="residual">How fast the fastest state of an example still moves, in swings a time constant.</param>
    /// <param name="steps">Steps that an example took.</param>
    /// <param name="isSettled">Whether an example came as far as was asked; all have where nothing was asked.</param>
    public static SettlingOutcome Of(int rows, Func<int, double> residual, Func<int, double> steps, Func<int, bool> isSettled)
    {
        double largest = 0, residuals = 0, taken = 0;
        int unsettled = 0;
        var ofExamples = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            largest = Math.Max(largest, residual(row));
            residuals += residual(row);
            taken += steps(row);
            ofExamples[row] = (int)Math.Ceiling(steps(row));
            unsettled += isSettled(row) ? 0 : 1;
        }

        return new(largest, residuals / rows, taken / rows, unsettled, ofExamples);
    }
}
