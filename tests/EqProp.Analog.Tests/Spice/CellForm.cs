using EqProp.Analog.Circuits;

namespace EqProp.Analog.Tests.Spice;

/// <summary>A FitzHugh-Nagumo neuron as a test writes it: f, and the numbers of both rates.</summary>
/// <param name="Nonlinearity">What the layout is told.</param>
/// <param name="F">The same as a formula.</param>
/// <param name="Current">I.</param>
/// <param name="Gamma">gamma.</param>
/// <param name="B">b.</param>
/// <param name="Tau">tau.</param>
/// <param name="Start">A membrane from which it moves.</param>
internal sealed record CellForm(NonlinearityBlock Nonlinearity, Func<double, double> F, double Current, double Gamma, double B, double Tau, double Start)
{
    /// <summary>The cubic with a fast inhibitor, which always settles.</summary>
    public static CellForm Settling => Oscillating(NonlinearityKind.Cubic) with { Current = 0.1, Tau = 0.5 };

    /// <summary>A form with a limit cycle.</summary>
    public static CellForm Oscillating(NonlinearityKind kind) => kind switch
    {
        NonlinearityKind.Cubic => new(new NonlinearityBlock(), u => u - u * u * u / 3, 0.5, 0.8, 0.7, 12.5, -1),
        NonlinearityKind.AlphaCubic => new(new() { Kind = kind, Alpha = 0.1 }, u => u * (1 - u) * (u - 0.1), 0.8, 0.5, 0, 20, 0.2),
        NonlinearityKind.Tanh => new(new() { Kind = kind, OuterSlope = 0.8 }, u => 1.8 * Math.Tanh(u) - 0.8 * u, 0.1, 0.4, 0.1, 8, -1),
        _ => new(new() { Kind = kind, OuterSlope = 1.5 }, u => Math.Abs(u) <= 1 ? u : Math.Sign(u) * (1 - 1.5 * (Math.Abs(u) - 1)), 0.1, 0.4, 0.1, 8, -1.4),
    };

    public double Rate(double u, double v) => F(u) - v + Current;

    public double Back(double u, double v) => (u - Gamma * v + B) / Tau;
}
