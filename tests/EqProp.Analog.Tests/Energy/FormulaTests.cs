using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.Energy;

/// <summary>Energies of single actions against numbers worked out apart.</summary>
public class FormulaTests
{
    [Fact]
    public void Walden_is_a_step_times_the_number_of_levels() =>
        Assert.Equal(8.704e-12, Conversion("""{ "component": "adc", "action": "convert", "formula": "walden", "energy": { "value": "34 fJ", "distribution": "exact" }, "source": "s", "fit": "measured" }"""), 1e-20);

    // SNDR of 8 ideal bits is 49.92 dB. A converter of 161 dB: P = (f_s / 2) 10^((49.92 - 161) / 10), so that P / f_s = 3.90 pJ.
    [Theory]
    [InlineData(161, 3.90e-12)]
    [InlineData(171, 0.390e-12)]
    public void Schreier_is_power_over_rate_at_the_figure_of_merit(double merit, double joules)
    {
        const double rate = 1e6, sndr = 49.925;
        double unit = Conversion($$"""{ "component": "adc", "action": "convert", "formula": "schreier", "figureOfMerit": { "value": {{merit}}, "distribution": "exact" }, "source": "s", "fit": "measured" }""");
        Assert.InRange(unit / joules, 0.995, 1.005);
        Assert.Equal(merit, sndr + 10 * Math.Log10(rate / 2 / (unit * rate)), 0.01);
    }

    [Fact]
    public void A_pulse_is_conductance_times_squared_voltage_times_time()
    {
        ResolvedCircuit circuit = EnergyCircuits.Preset("digits-leaky");
        ComponentTable table = ComponentTableText.Parse(
            """{ "components": [ { "component": "synapse", "action": "write", "formula": "pulse", "pulseVoltage": "4 V", "pulseTime": "50 ns", "source": "s", "fit": "fitted" } ] }""", "own.json");
        double Unit(ActionOptions options) => new PeripheryLedger(circuit.Description, LayoutBuilder.Build(circuit.Description), table).PerUpdate(options)
            .Items.First(item => item.Action == ActionNames.Write).UnitJoules;
        Assert.Equal(4e-6 / 2 * 16 * 50e-9, Unit(new()), 1e-18);
        Assert.Equal(4.17e-6 * 16 * 50e-9, Unit(new() { WrittenConductance = 4.17e-6 }), 1e-18);
    }

    [Fact]
    public void Energies_go_with_the_square_of_the_supply_where_the_table_says_so() => Assert.Equal(
        4e-12,
        Conversion("""{ "component": "adc", "action": "convert", "energy": { "value": "1 pJ", "distribution": "exact" }, "voltage": "900 mV", "scaling": "supplySquared", "source": "s", "fit": "measured" }"""),
        1e-20);

    [Fact]
    public void A_conversion_without_bits_is_missing_them()
    {
        ResolvedCircuit circuit = EnergyCircuits.Preset("digits-leaky", "circuit.energy.control.component=adc");
        ComponentTable table = ComponentTableText.Parse(
            """{ "components": [ { "component": "adc", "action": "phase", "formula": "walden", "energy": { "value": "34 fJ", "distribution": "exact" }, "source": "s", "fit": "measured" } ] }""", "own.json");
        LedgerPage page = new PeripheryLedger(circuit.Description, LayoutBuilder.Build(circuit.Description), table).PerInference();
        Assert.Contains(page.Missing, missing => missing is { Component: "adc", Action: "phase" } && missing.Remedy.Contains("bits", StringComparison.Ordinal));
    }

    private static double Conversion(string row)
    {
        ResolvedCircuit circuit = EnergyCircuits.Preset("digits-leaky");
        ComponentTable table = ComponentTableText.Parse($$"""{ "components": [ {{row}} ] }""", "own.json");
        return new PeripheryLedger(circuit.Description, LayoutBuilder.Build(circuit.Description), table).PerInference().Items.Single(item => item.Component == "adc").UnitJoules;
    }
}
