using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Spice;

/// <summary>Writes the nonlinear conductance of a membrane together with its leak, as one current source that its voltage controls.</summary>
/// <remarks>
/// The current out of the membrane is g V_swing (Leak u - h(u)), h(u) = f(u) + (nominal leak) u. Products are written out: ngspice's powers of
/// negative voltages diverge. tanh and the piecewise linear form share (1 + s)(u - ...), whose linear part joins the leak.
/// </remarks>
internal sealed class ConductanceCards(SpiceCircuit circuit)
{
    public void Write(int g, int i, NonlinearityBlock nonlinearity)
    {
        string node = circuit.Membrane(g, i), x = $"v({node},{SpiceCircuit.Reference})";
        double leak = circuit.Layout.Groups[g].Leak[i];
        circuit.Text.Device('b', $"{node}_f", $"{node} {SpiceCircuit.Reference} I = {Current(nonlinearity, leak, x)}");
    }

    /// <summary>What the form is called in a comment.</summary>
    public static string Name(NonlinearityBlock nonlinearity) => nonlinearity.Kind switch
    {
        NonlinearityKind.Cubic => "cubic",
        NonlinearityKind.AlphaCubic => string.Create(CultureInfo.InvariantCulture, $"alphaCubic of root {nonlinearity.Alpha:G6}"),
        NonlinearityKind.Tanh => string.Create(CultureInfo.InvariantCulture, $"tanh of outer slope {Outer(nonlinearity):G6}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"piecewiseLinear of outer slope {Outer(nonlinearity):G6}"),
    };

    private string Current(NonlinearityBlock nonlinearity, double leak, string x)
    {
        double g = circuit.Map.Conductance, swing = circuit.Map.VoltageSwing, both = 1 + Outer(nonlinearity);
        switch (nonlinearity.Kind)
        {
            case NonlinearityKind.Cubic:
                return $"{Number(g * leak)}*{x} + {Number(g / (3 * swing * swing))}*{x}*{x}*{x}";
            case NonlinearityKind.AlphaCubic:
                double sum = 1 + nonlinearity.Alpha ?? throw new ArgumentException("alphaCubic has no alpha.", nameof(nonlinearity));
                return $"{Number(g * leak)}*{x} - {Number(g * sum / swing)}*{x}*{x} + {Number(g / (swing * swing))}*{x}*{x}*{x}";
            case NonlinearityKind.Tanh:
                return $"{Number(g * (leak + both))}*{x} - {Number(g * both * swing)}*tanh({Number(1 / swing)}*{x})";
            default:
                return $"{Number(g * (leak + both))}*{x} - {Number(g * both)}*min(max({x}, {Number(-swing)}), {Number(swing)})";
        }
    }

    private static double Outer(NonlinearityBlock nonlinearity) => nonlinearity.OuterSlope ?? 1;

    private static string Number(double value) => SpiceCircuit.Number(value);
}
