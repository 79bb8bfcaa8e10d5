using EqProp.Analog.Circuits;

namespace EqProp.Analog.Stability;

/// <summary>The states between which a nonlinear conductance is a negative one: the roots of the slope of f, in swings.</summary>
/// <param name="Left">The lower one.</param>
/// <param name="Right">The upper one.</param>
public readonly record struct Knees(double Left, double Right)
{
    /// <summary>Distance between them: how far a cell jumps, roughly.</summary>
    public double Distance => Right - Left;

    /// <summary>The state halfway: what a cell crosses when it jumps.</summary>
    public double Middle => (Left + Right) / 2;

    /// <summary>The knees of a conductance.</summary>
    /// <param name="nonlinearity">Which.</param>
    /// <returns>Roots of f'.</returns>
    public static Knees Of(NonlinearityBlock nonlinearity) => nonlinearity.Kind switch
    {
        NonlinearityKind.AlphaCubic => OfAlpha(nonlinearity.Alpha ?? 0),
        NonlinearityKind.Tanh => Around(Math.Acosh(Math.Sqrt((1 + Slope(nonlinearity)) / Slope(nonlinearity)))),
        _ => Around(1),
    };

    private static double Slope(NonlinearityBlock nonlinearity) => nonlinearity.OuterSlope ?? 1;

    private static Knees Around(double half) => new(-half, half);

    // f' = -3 u^2 + 2 (1 + alpha) u - alpha.
    private static Knees OfAlpha(double alpha)
    {
        double half = Math.Sqrt(alpha * alpha - alpha + 1) / 3;
        return new((1 + alpha) / 3 - half, (1 + alpha) / 3 + half);
    }
}
