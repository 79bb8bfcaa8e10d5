using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Quantities;
using EqProp.Analog.TestKit;
using static System.FormattableString;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>The forms of FitzHugh-Nagumo neurons in circuits/README.md, each from its own equations.</summary>
public class CellFormsTests
{
    public static TheoryData<string> Rows =>
        [.. File.ReadAllLines(RepositoryRoot.Combine("circuits", "README.md")).Where(line => line.StartsWith("| 0.0", StringComparison.Ordinal))];

    [Fact]
    public void There_are_rows_of_values() => Assert.Equal(3, Rows.Count);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_of_component_values_gives_back_its_numbers(string row)
    {
        string[] cells = [.. row.Trim('|').Split('|').Select(cell => cell.Trim())];
        double[] numbers = [.. cells[0].Split(", ").Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        string[] parts = cells[1].Split(", ");
        CircuitBlock circuit = CircuitTexts.Resolve(Text(
            Invariant($$"""
            "membraneCapacitance": "{{parts[1]}}", "leakConductance": "{{1 / Read(parts[0], "Ohm"):R}} S", "referenceVoltage": "0 V",
            "fitzHughNagumo": { "inductance": "{{cells[3]}}", "resistance": "{{cells[4]}}", "sourceVoltage": "{{cells[5]}}" }
            """),
            cells[6])).Description.Circuit;
        FitzHughNagumoBlock cell = circuit.Neurons.FitzHughNagumo!;
        Assert.Equal(numbers, [1 / cell.Tau!.Value, cell.B!.Value, cell.Gamma!.Value], (wanted, found) => Math.Abs(wanted - found) < 1e-9);
        Assert.Equal(0.5, circuit.Topology.LinkWeight!.Value, 1e-9);
        Assert.Equal(Read(cells[2], "s"), new DimensionlessMap(circuit.Neurons).TimeConstant, 1e-15);
        Assert.Equal(cell.Tau.Value, Read(cells[7], "F") / circuit.Neurons.MembraneCapacitance, 1e-9);
    }

    // Rates of change of one state (V, i), each form by its own equations and in its own units, against those of the layout.
    [Fact]
    public void Every_column_of_the_table_is_the_same_motion()
    {
        const double r0 = 2e3, c = 3e-9, r = 1.1e3, l = 7e-3, e = 0.3, v0 = 0.5, current = 0.15e-3, g1 = 0.4e-3, g2 = 0.9e-3;
        const double volts = 0.7, amperes = 0.12e-3;
        NetworkLayout layout = Layout(Invariant($$"""
            "membraneCapacitance": "{{c}} F", "leakConductance": "{{1 / r0:R}} S", "voltageSwing": "{{v0}} V", "referenceVoltage": "0 V", "biasCurrent": "{{current}} A",
            "fitzHughNagumo": { "resistance": "{{r}} ohm", "inductance": "{{l}} H", "sourceVoltage": "{{e}} V" }
            """));
        (double du, double dv) = RateOf(layout, volts / v0, amperes * r0 / v0);

        double DiodeCurrent(double voltage) => v0 / r0 * (Math.Pow(voltage / v0, 3) / 3 - voltage / v0);
        double t0 = r0 * c;
        Assert.Equal((current - amperes - DiodeCurrent(volts)) / c * t0 / v0, du, 1e-9);
        Assert.Equal((volts + e - r * amperes) / l * t0 / (v0 / r0), dv, 1e-9);

        double eps = r0 * r0 * c / l, a = e / v0, b = r / r0, v = volts / v0, w = amperes * r0 / v0;
        Assert.Equal(v - v * v * v / 3 - w + current * r0 / v0, du, 1e-9);
        Assert.Equal(eps * (v + a - b * w), dv, 1e-9);

        double cw = l * g1 * g2, gw = r * g1 * g2, iw = e * g2, vw = amperes / g1;
        Assert.Equal((current - g1 * vw - DiodeCurrent(volts)) / c * t0 / v0, du, 1e-9);
        Assert.Equal((g2 * volts - gw * vw + iw) / cw * t0 * g1 * r0 / v0, dv, 1e-9);
    }

    [Fact]
    public void The_alpha_form_is_its_own_equations()
    {
        const double alpha = 0.15, eps = 0.02, gamma = 2.5, input = 0.1, v = 0.6, w = 0.08;
        NetworkLayout layout = Layout(Invariant($$"""
            "membraneCapacitance": "1 nF", "leakConductance": "1 mS", "referenceVoltage": "0 V", "bias": {{input}},
            "fitzHughNagumo": { "nonlinearity": { "kind": "alphaCubic", "alpha": {{alpha}} }, "gamma": {{gamma}}, "tau": {{1 / eps}} }
            """));
        (double du, double dv) = RateOf(layout, v, w);
        Assert.Equal(v * (1 - v) * (v - alpha) - w + input, du, 1e-12);
        Assert.Equal(eps * (v - gamma * w), dv, 1e-12);
    }

    private static (double Du, double Dv) RateOf(NetworkLayout layout, double u, double v)
    {
        var flow = new CellFlow(layout, ParameterInitializer.Draw(layout, new InitializationBlock(), 1));
        double[] rate = flow.Rate([u, u, u, v, v, v]);
        return (rate[1], rate[4]);
    }

    private static NetworkLayout Layout(string neurons) => LayoutBuilder.Build(CircuitTexts.Resolve(Text(neurons, "1 Mohm")).Description);

    private static string Text(string neurons, string ohms) =>
        $$"""{ "circuit": { "neurons": { {{neurons}} }, "topology": { "kind": "ring", "cells": 3, "linkResistance": "{{ohms}}" } }, "simulation": { "epsilon": 0.1 } }""";

    private static double Read(string text, string unit)
    {
        Assert.True(QuantityText.TryParse(text, UnitTable.Get(unit), out double value, out _), text);
        return value;
    }
}
