using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.Stability;

/// <summary>A cell by itself, with what pen and paper say of it.</summary>
/// <param name="B">Additive input of the inhibitor.</param>
/// <param name="Gamma">Coefficient of the inhibitor.</param>
/// <param name="Tau">Time constant of the inhibitor.</param>
/// <param name="Input">Current I.</param>
internal sealed record OneCell(double B, double Gamma, double Tau, double Input)
{
    public NetworkEquations Equations()
    {
        NetworkLayout layout = CellLayouts.Row(1, 0, isRing: false, new CellOptions { B = B, Gamma = Gamma, Tau = Tau });
        NetworkParameters parameters = ParameterInitializer.Draw(layout, new InitializationBlock(), seed: 1);
        parameters.Biases[1][0] = Input;
        return new NetworkEquations(layout, parameters);
    }

    /// <summary>Real roots of u - u^3 / 3 - (u + b) / gamma + I = 0, by Cardano's formulas.</summary>
    public double[] Rest()
    {
        // u^3 + p u + q = 0.
        double p = -3 * (1 - 1 / Gamma), q = -3 * (Input - B / Gamma);
        double discriminant = q * q / 4 + p * p * p / 27;
        if (discriminant > 0)
        {
            double root = Math.Sqrt(discriminant);
            return [Math.Cbrt(-q / 2 + root) + Math.Cbrt(-q / 2 - root)];
        }

        double angle = Math.Acos(Math.Clamp(3 * q / (2 * p) * Math.Sqrt(-3 / p), -1, 1)) / 3;
        return [.. Enumerable.Range(0, 3).Select(k => 2 * Math.Sqrt(-p / 3) * Math.Cos(angle - 2 * Math.PI * k / 3)).Order()];
    }

    /// <summary>Trace and determinant of the motion around a root.</summary>
    public (double Trace, double Determinant) Around(double u)
    {
        double slope = 1 - u * u;
        return (slope - Gamma / Tau, (1 - slope * Gamma) / Tau);
    }
}
