namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Chooses the next step of one chip from the error of the last: h &lt;- 0.9 h e^-a e_before^b within 1/5 and 5
/// (proportional-integral control, Hairer and Wanner, Solving Ordinary Differential Equations II, section IV.2). The
/// exponents are powers of one half near 0.7 / order and 0.4 / order, so that square roots do, which every machine rounds
/// alike.
/// </summary>
/// <param name="order">Order of the pair.</param>
internal readonly struct StepControl(int order)
{
    private const double Safety = 0.9;
    private const double SmallestError = 1e-9;

    private readonly int _roots = order >= 4 ? 3 : 2;

    /// <summary>Factor of the step after one that was accepted.</summary>
    /// <param name="error">Its error over the tolerance.</param>
    /// <param name="errorBefore">The same of the accepted step before it.</param>
    public double Grow(double error, double errorBefore) => Math.Clamp(
        Safety * Root(Math.Max(errorBefore, SmallestError), _roots + 1) / Root(Math.Max(error, SmallestError), _roots), 0.2, 5);

    /// <summary>Factor of the step after one that was refused.</summary>
    /// <param name="error">Its error over the tolerance, above 1.</param>
    public double Shrink(double error) => Math.Max(Safety / Root(error, _roots - 1), 0.2);

    private static double Root(double value, int squareRoots)
    {
        for (int i = 0; i < squareRoots; i++)
        {
            value = Math.Sqrt(value);
        }

        return value;
    }
}
