using EqProp.Analog.Circuits;

namespace EqProp.Analog.Neurons;

/// <summary>
/// The current h(u) that the nonlinear conductance of a membrane adds to a leak of its nominal slope, in double precision: f(u) + L u with
/// L the nominal leak, -1 (alpha of the cubic of that name), so that h and its slope are zero at u = 0. In units of g V_swing.
/// </summary>
/// <param name="Kind">Which conductance.</param>
/// <param name="Alpha">Middle root of <see cref="NonlinearityKind.AlphaCubic"/>; unused by the others.</param>
/// <param name="OuterSlope">Falling slope far from zero of tanh and the piecewise linear one; unused by the others.</param>
/// <remarks>
/// cubic -u^3 / 3; alphaCubic (1 + alpha) u^2 - u^3; tanh (1 + s) (tanh u - u); piecewiseLinear -(1 + s) (u - clamp(u, -1, 1)).
/// </remarks>
internal readonly record struct NonlinearConductance(NonlinearityKind Kind, double Alpha, double OuterSlope)
{
    public NonlinearConductance(NonlinearityBlock block)
        : this(block.Kind, block.Alpha ?? 0, block.OuterSlope ?? 1)
    {
    }

    /// <summary>h(u).</summary>
    public double Value(double u) => Kind switch
    {
        NonlinearityKind.Cubic => -u * u * u / 3,
        NonlinearityKind.AlphaCubic => (1 + Alpha) * u * u - u * u * u,
        NonlinearityKind.Tanh => (1 + OuterSlope) * (Math.Tanh(u) - u),
        NonlinearityKind.PiecewiseLinear => -(1 + OuterSlope) * (u - Math.Clamp(u, -1, 1)),
        _ => throw Unknown(),
    };

    /// <summary>dh/du; at the kinks of the piecewise linear one that of the inside.</summary>
    public double Slope(double u) => Kind switch
    {
        NonlinearityKind.Cubic => -u * u,
        NonlinearityKind.AlphaCubic => 2 * (1 + Alpha) * u - 3 * u * u,
        NonlinearityKind.Tanh => -(1 + OuterSlope) * Math.Tanh(u) * Math.Tanh(u),
        NonlinearityKind.PiecewiseLinear => Math.Abs(u) > 1 ? -(1 + OuterSlope) : 0,
        _ => throw Unknown(),
    };

    /// <summary>The integral of h from 0 to u: what the energy of the membrane falls by.</summary>
    public double Integral(double u) => Kind switch
    {
        NonlinearityKind.Cubic => -u * u * u * u / 12,
        NonlinearityKind.AlphaCubic => (1 + Alpha) * u * u * u / 3 - u * u * u * u / 4,
        NonlinearityKind.Tanh => (1 + OuterSlope) * (LogCosh(u) - u * u / 2),
        NonlinearityKind.PiecewiseLinear => -(1 + OuterSlope) * Math.Pow(Math.Max(Math.Abs(u) - 1, 0), 2) / 2,
        _ => throw Unknown(),
    };

    /// <summary>How far u is from the nearest point where h has no derivative; infinite for the smooth ones.</summary>
    public double KinkDistance(double u) =>
        Kind == NonlinearityKind.PiecewiseLinear ? Math.Abs(Math.Abs(u) - 1) : double.PositiveInfinity;

    private static double LogCosh(double u) => Math.Abs(u) + Math.Log(0.5 + 0.5 * Math.Exp(-2 * Math.Abs(u)));

    private ArgumentOutOfRangeException Unknown() => new(nameof(Kind), Kind, "There is no such nonlinear conductance.");
}
