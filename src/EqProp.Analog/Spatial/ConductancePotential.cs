using EqProp.Analog.Circuits;

namespace EqProp.Analog.Spatial;

/// <summary>Minus the integral of h(u) = f(u) - f'(0) u of a nonlinear conductance f, whose linear part is a leak of its own.</summary>
/// <remarks>
/// cubic h = -u^3 / 3; alphaCubic h = (1 + alpha) u^2 - u^3; tanh h = (1 + s) (tanh u - u); piecewiseLinear h = -(1 + s) (u - clamp(u, -1, 1)).
/// </remarks>
internal sealed class ConductancePotential(NonlinearityBlock nonlinearity) : ISelfPotential
{
    private readonly double _outer = 1 + (nonlinearity.OuterSlope ?? 1);

    public (double Lower, double Upper) Limits => (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Minus the slope of f at zero: the nominal leak.</summary>
    public double NominalLeak => nonlinearity.Kind == NonlinearityKind.AlphaCubic ? Alpha : -1;

    private double Alpha => nonlinearity.Alpha ?? throw new ArgumentException("An alpha cubic needs alpha.", nameof(nonlinearity));

    public double Value(double x) => nonlinearity.Kind switch
    {
        NonlinearityKind.Cubic => x * x * x * x / 12,
        NonlinearityKind.AlphaCubic => x * x * x * (x / 4 - (1 + Alpha) / 3),
        NonlinearityKind.Tanh => _outer * (x * x / 2 - LogCosh(x)),
        NonlinearityKind.PiecewiseLinear => _outer * Beyond(x) * Beyond(x) / 2,
        _ => throw Unknown(),
    };

    public double Slope(double x) => nonlinearity.Kind switch
    {
        NonlinearityKind.Cubic => x * x * x / 3,
        NonlinearityKind.AlphaCubic => x * x * (x - (1 + Alpha)),
        NonlinearityKind.Tanh => _outer * (x - Math.Tanh(x)),
        NonlinearityKind.PiecewiseLinear => _outer * Beyond(x),
        _ => throw Unknown(),
    };

    public double Curvature(double x) => nonlinearity.Kind switch
    {
        NonlinearityKind.Cubic => x * x,
        NonlinearityKind.AlphaCubic => x * (3 * x - 2 * (1 + Alpha)),
        NonlinearityKind.Tanh => _outer * Math.Tanh(x) * Math.Tanh(x),
        NonlinearityKind.PiecewiseLinear => Beyond(x) == 0 ? 0 : _outer,
        _ => throw Unknown(),
    };

    private static double Beyond(double x) => x - Math.Clamp(x, -1, 1);

    private static double LogCosh(double x) => Math.Abs(x) + Math.Log((1 + Math.Exp(-2 * Math.Abs(x))) / 2);

    private ArgumentOutOfRangeException Unknown() => new(nameof(nonlinearity), nonlinearity.Kind, "There is no such nonlinear conductance.");
}
