using System.Globalization;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Circuits;

/// <summary>Rows of the dimensionless report for FitzHugh-Nagumo neurons and the resistors between them.</summary>
internal static class CellRows
{
    public static IEnumerable<DimensionlessRow> Of(CircuitBlock circuit, DimensionlessMap map)
    {
        if (circuit.Neurons.FitzHughNagumo is not { } cell)
        {
            return [];
        }

        string chip = cell.Branch == InhibitorBranch.Inductor ? "L" : "C_w / (g1 g2)";
        double tau = cell.Tau ?? double.NaN, gamma = cell.Gamma ?? double.NaN;
        List<DimensionlessRow> rows =
        [
            new("nonlinear conductance", Form(cell.Nonlinearity), $"times {Quantity(map.Current, "A")}; u of one is {Quantity(map.VoltageSwing, "V")}"),
            new("inhibitor", "v = 1", Quantity(map.Current, "A")),
            new("inhibitor's coefficient", $"gamma = {Number(gamma)}", $"R = {Quantity(gamma / map.Conductance, "Ohm")}"),
            new("inhibitor's input", $"b = {Number(cell.B ?? 0)}", $"E = {Quantity((cell.B ?? 0) * map.VoltageSwing, "V")}"),
            new("inhibitor's time constant", $"tau = {Number(tau)}, eps = {Number(1 / tau)}", $"{chip} = {Quantity(tau * map.TimeConstant / map.Conductance, "H")}"),
        ];
        if (cell.Coupling is { } between)
        {
            rows.Add(new("resistors between inhibitors", $"Dv = {Number(between.Weight)}, at most {Number(between.Maximum)}", Resistance(between.Weight)));
        }

        if (circuit.Topology.LinkWeight is { } link)
        {
            rows.Add(new("fixed resistors", $"D = {Number(link)}", link > 0 ? $"R_c = {Quantity(1 / (link * map.Conductance), "Ohm")}" : "none"));
        }

        if (circuit.Topology.InhibitorLinkWeight is { } second)
        {
            rows.Add(new("fixed resistors between inhibitors", $"Dv = {Number(second)}", Resistance(second)));
        }

        return rows;

        // Between currents of branches a voltage Dv R0 (i_j - i_i); between capacitors of gyrators a resistor, this one if all transconductances are alike.
        string Resistance(double weight) => cell.Branch == InhibitorBranch.Inductor
            ? $"{Quantity(weight / map.Conductance, "Ohm")} shared by two branches"
            : weight > 0 ? $"{Quantity(1 / (weight * map.Conductance), "Ohm")} where g1 = g2 = g" : "none";
    }

    private static string Form(NonlinearityBlock nonlinearity) => nonlinearity.Kind switch
    {
        NonlinearityKind.Cubic => "f = u - u^3 / 3",
        NonlinearityKind.AlphaCubic => $"f = u (1 - u) (u - {Number(nonlinearity.Alpha ?? double.NaN)})",
        NonlinearityKind.Tanh => $"f = {Number(1 + CellParts.OuterSlope(nonlinearity))} tanh(u) - {Number(CellParts.OuterSlope(nonlinearity))} u",
        _ => $"f = u within 1, slope -{Number(CellParts.OuterSlope(nonlinearity))} outside",
    };

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Quantity(double value, string unit) =>
        QuantityText.Format(double.Parse(Number(value), CultureInfo.InvariantCulture), UnitTable.Get(unit));
}
