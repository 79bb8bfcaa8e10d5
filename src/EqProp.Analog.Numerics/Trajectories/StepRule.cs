using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// The factor from one step to the next, from errors over the tolerance. Powers are those of this library, so every machine
/// takes the same steps.
/// </summary>
/// <param name="estimateOrder">Order of the result that the error estimate compares with.</param>
internal readonly struct StepRule(int estimateOrder)
{
    private const double Safety = 0.9;
    private const double Least = 0.2;
    private const double Most = 5;
    private const double SmallestError = 1e-10;

    private readonly double _exponent = 1.0 / (estimateOrder + 1);

    /// <summary>Factor after the first step that was accepted: there is no error before it.</summary>
    /// <param name="error">Its error.</param>
    /// <param name="logError">Its logarithm.</param>
    public double GrowFirst(double error, out double logError)
    {
        logError = Log(Math.Max(error, SmallestError));
        return Math.Clamp(Safety * Exp(-_exponent * logError), Least, Most);
    }

    /// <summary>Factor after a step that was accepted.</summary>
    /// <param name="error">Its error.</param>
    /// <param name="logErrorBefore">Logarithm of the error of the accepted step before it; this one's on return.</param>
    public double Grow(double error, ref double logErrorBefore)
    {
        double logError = Log(Math.Max(error, SmallestError));
        double factor = Safety * Exp(_exponent * (0.4 * logErrorBefore - 0.7 * logError));
        logErrorBefore = logError;
        return Math.Clamp(factor, Least, Most);
    }

    /// <summary>Factor after a step that was refused.</summary>
    /// <param name="error">Its error, above 1.</param>
    public double Shrink(double error) =>
        double.IsFinite(error) ? Math.Max(Least, Safety * Exp(-_exponent * Log(error))) : Least;

    private static double Log(double value) => Elementary<ScalarLane<double>, double>.Log(new(value)).Value;

    private static double Exp(double value) => Elementary<ScalarLane<double>, double>.Exp(new(value)).Value;
}
