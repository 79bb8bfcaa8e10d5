using System.Globalization;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Circuits;

/// <summary>Rows of the dimensionless report for parts that not every circuit has: resistors, amplifiers, diodes, time constants, wires.</summary>
internal static class PartRows
{
    /// <summary>The rows of one circuit; none where it has none of the parts.</summary>
    public static IEnumerable<DimensionlessRow> Of(CircuitBlock circuit)
    {
        DimensionlessMap map = new(circuit.Neurons);
        if (circuit.Coupling.Kind == SynapseKind.Resistive)
        {
            yield return new("synapses", "W y - |W| s", "resistors");
        }

        if (circuit.Coupling.AmplifierGains is { } gains)
        {
            yield return new(
                "amplifiers", $"A = {List(gains)}", $"{List(gains)} V/V forward, {List([.. gains.Select(gain => 1 / gain)])} A/A back");
        }

        IEnumerable<DimensionlessRow> rows = CellRows.Of(circuit, map).Concat(Diodes(circuit.Neurons.Diodes, "diode", circuit, map))
            .Concat(Diodes(circuit.OutputNeurons?.Diodes, "output diode", circuit, map))
            .Concat((circuit.TimeConstants ?? []).Select(block => TimeConstants(block, map)))
            .Concat((circuit.Lines ?? []).SelectMany(line => Wires(line, map)));
        foreach (DimensionlessRow row in rows)
        {
            yield return row;
        }
    }

    private static IEnumerable<DimensionlessRow> Diodes(IReadOnlyList<DiodeBlock>? diodes, string name, CircuitBlock circuit, DimensionlessMap map)
    {
        foreach (DiodeBlock diode in diodes ?? [])
        {
            bool from = diode.Direction == DiodeDirection.FromMembrane;
            string direction = from ? "out of the membrane" : "into the membrane";
            double level = map.ToState(diode.Voltage);
            double thermal = ThermalVoltage.Of(diode, circuit.Process);
            yield return diode.Kind == DiodeKind.Ideal
                ? new($"ideal {name}", $"s {(from ? "<=" : ">=")} {Number(level)}", $"{Quantity(diode.Voltage, "V")}, {direction}")
                : new(
                    name,
                    $"l = {Number(level)}, I = {Number(diode.SaturationCurrent / map.Current)}, v = {Number(thermal / map.VoltageSwing)}",
                    $"{Quantity(diode.Voltage, "V")}, {Quantity(diode.SaturationCurrent, "A")}, n kT/q = {Quantity(thermal, "V")}, {direction}");
        }
    }

    private static DimensionlessRow TimeConstants(TimeConstantBlock block, DimensionlessMap map)
    {
        IReadOnlyList<double> values = block.Values is { Count: > 0 } given ? given : [double.NaN];
        (double least, double most) = (values.Min(), values.Max());
        string Range(Func<double, string> text) => least == most ? text(least) : $"{text(least)} to {text(most)}";
        return new(
            $"time constants of {Groups(block.Groups)}", $"tau_i = {Range(tau => Number(tau / map.TimeConstant))}", Range(tau => Quantity(tau, "s")));
    }

    private static IEnumerable<DimensionlessRow> Wires(LineBlock line, DimensionlessMap map)
    {
        if (line.SummingCapacitance > 0)
        {
            yield return new(
                $"summing wires of {Groups(line.Groups)}", $"C = {Number(line.SummingCapacitance / map.Capacitance)}", Quantity(line.SummingCapacitance, "F"));
        }

        double time = line.OutputResistance * line.OutputCapacitance;
        if (time > 0)
        {
            yield return new($"output wires of {Groups(line.Groups)}", $"T = {Number(time / map.TimeConstant)}", Quantity(time, "s"));
        }
        else if (line.OutputCapacitance > 0)
        {
            yield return new(
                $"output wires of {Groups(line.Groups)}", $"C = {Number(line.OutputCapacitance / map.Capacitance)}", Quantity(line.OutputCapacitance, "F"));
        }
    }

    private static string Groups(IReadOnlyList<string>? names) => names is null ? "all neurons" : string.Join(", ", names);

    private static string List(IReadOnlyList<double> values) => string.Join(", ", values.Select(Number));

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Quantity(double value, string unit) =>
        QuantityText.Format(double.Parse(Number(value), CultureInfo.InvariantCulture), UnitTable.Get(unit));
}
