using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Energy;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Energy;

/// <summary>Counts and costs of the periphery, apart from the sheets.</summary>
public class LedgerTests
{
    public static TheoryData<string> Presets =>
        [.. Directory.GetFiles(RepositoryRoot.Combine("circuits", "presets"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Every_preset_has_its_page_and_what_nobody_stated_is_missing(string preset)
    {
        ResolvedCircuit circuit = EnergyCircuits.Preset(preset);
        LedgerPage page = Ledger(circuit).PerInference();
        Assert.All(page.Items, item => Assert.True(item.Joules >= 0 && double.IsFinite(item.Joules) && item.Count > 0));
        Assert.Equal(circuit.Description.Circuit.Energy is null, page.Items.Count == 0);
        if (circuit.Description.Circuit.Energy is null)
        {
            Assert.Contains(page.Missing, missing => missing.Component == ActionNames.Neuron && missing.Action == ActionNames.Bias || missing.Component.StartsWith("duration", StringComparison.Ordinal));
        }

        Assert.All(page.Missing, missing => Assert.NotEmpty(missing.Remedy));
    }

    [Property]
    public bool An_update_of_more_examples_has_as_many_more_actions_before_the_write(PositiveInt examples)
    {
        ResolvedCircuit circuit = EnergyCircuits.Preset("xor");
        LedgerPage one = Ledger(circuit).PerUpdate(new() { Examples = 1 }), many = Ledger(circuit).PerUpdate(new() { Examples = examples.Get });
        return one.Items.Zip(many.Items).All(pair =>
            Math.Abs(pair.Second.Count - pair.First.Count * (pair.First.Phase == ChipPhase.Update ? 1 : examples.Get)) <= 1e-9 * pair.Second.Count);
    }

    [Property(MaxTest = 50)]
    public Property Counts_of_layers_are_those_of_the_sizes()
    {
        var sizes = Gen.Choose(1, 9).ListOf().Where(list => list.Count is >= 2 and <= 5).ToArbitrary();
        return Prop.ForAll(sizes, list =>
        {
            ResolvedCircuit circuit = EnergyCircuits.Preset("digits-leaky", $"circuit.topology.layers=[{string.Join(",", list)}]", "learning=null");
            IReadOnlyList<ActionCount> counts = new ActionCounter(circuit.Description, LayoutBuilder.Build(circuit.Description)).PerInference();
            double wire = counts.Where(count => count.Component == ActionNames.SummingWire).Sum(count => count.Count * count.Capacitance!.Value) / 2e-15;
            double driven = counts.Where(count => count.Component == ActionNames.Driver).Sum(count => count.Count * count.Capacitance!.Value) / 2e-15;
            double ends = list.Zip(list.Skip(1), (a, b) => a * b).Select((synapses, i) => i == 0 ? synapses : 2.0 * synapses).Sum();
            return Math.Abs(wire - ends) < 1e-6 * ends && Math.Abs(driven - ends) < 1e-6 * ends
                && counts.Single(count => count.Component == "dac").Count == list[0] && counts.Single(count => count.Component == "adc").Count == list[^1];
        });
    }

    [Theory]
    [InlineData("learning.estimator=positive", 1, 0, 0)]
    [InlineData("learning.estimator=centered", 2, 1, 1)]
    [InlineData("learning.rule=twin", 2, 0, 0, "learning.estimator=positive")]
    [InlineData("learning.rule=timingDependent", 1, 8, 0, "learning.estimator=positive")]
    [InlineData("learning.rule=continual", 1, 8, 0, "learning.estimator=positive")]
    public void Rules_settle_hold_and_restore_as_they_do(string setting, double nudgedPhases, double waiting, double restores, string second = "learning.seed=1")
    {
        ResolvedCircuit circuit = EnergyCircuits.Preset("digits-leaky", setting, second, "learning.batchSize=1");
        IReadOnlyList<ActionCount> counts = new ActionCounter(circuit.Description, LayoutBuilder.Build(circuit.Description)).PerUpdate();
        double nodes = 266;
        Assert.Equal(nudgedPhases * 10, counts.Single(count => count is { Component: ActionNames.Driver, Group: "output", Phase: ChipPhase.Nudge }).Count);
        Assert.Equal(waiting * nodes, counts.Where(count => count is { Component: ActionNames.SampleHold, Phase: ChipPhase.Nudge }).Sum(count => count.Count));
        Assert.Equal(restores * nodes, counts.Where(count => count.Action == ActionNames.Restore).Sum(count => count.Count));
    }

    [Fact]
    public void Stepped_rules_write_at_each_step_and_twins_write_both_copies()
    {
        double Writes(params string[] settings)
        {
            ResolvedCircuit circuit = EnergyCircuits.Preset("digits-leaky", ["learning.estimator=positive", .. settings]);
            return new ActionCounter(circuit.Description, LayoutBuilder.Build(circuit.Description)).PerUpdate().Where(count => count.Action == ActionNames.Write).Sum(count => count.Count);
        }

        double once = 68_096 + 266;
        Assert.Equal(once, Writes());
        Assert.Equal(8 * once, Writes("learning.rule=continual"));
        Assert.Equal(once, Writes("learning.rule=timingDependent"));
        Assert.Equal(2 * once, Writes("learning.rule=twin"));
        Assert.Equal(once - 65_536 - 256, Writes("learning.rates=[0, 0.2]"));
    }

    [Fact]
    public void Measured_writes_and_times_take_the_place_of_expected_ones()
    {
        PeripheryLedger ledger = Ledger(EnergyCircuits.Preset("digits-leaky"));
        LedgerPage page = ledger.PerUpdate(new() { WritesPerParameter = 2.5, FreeSeconds = 20e-6, NudgedSeconds = 1e-6 }), plain = ledger.PerUpdate();
        Assert.Equal(2.5 * Sum(plain, ActionNames.Write), Sum(page, ActionNames.Write), 1e-20);
        Assert.Equal(20 * (1.6e-6 + 20e-6 + 2 * 1e-6), page.Seconds!.Value, 1e-12);
        Assert.Equal(20 * (1.6e-6 + 10e-6 + 2 * 4e-6), plain.Seconds!.Value, 1e-12);
    }

    [Theory]
    [InlineData("learning.rule=holomorphic")]
    [InlineData("learning=null")]
    public void An_update_that_no_circuit_can_do_has_no_energy(string setting)
    {
        ResolvedCircuit circuit = EnergyCircuits.Preset("digits-leaky", setting, "circuit.coupling.force=currentSumming", "circuit.neurons.activation.kind=tanh");
        Assert.StartsWith("energy.", Assert.Throws<InputException>(() => Ledger(circuit).PerUpdate()).Violations[0].Code, StringComparison.Ordinal);
        Assert.NotEmpty(Ledger(circuit).PerInference().Items);
    }

    [Fact]
    public void What_is_not_stated_is_listed_and_never_counted()
    {
        LedgerPage full = Ledger(EnergyCircuits.Preset("digits-leaky")).PerInference();
        ResolvedCircuit bare = EnergyCircuits.Preset(
            "digits-leaky", "circuit.energy.synapseBiasCurrent=null", "circuit.energy.inputConverter=null", "circuit.energy.wire=null", "circuit.energy.control.component=fpga");
        LedgerPage page = Ledger(bare).PerInference();
        Assert.Equal(
            ["driver charge", "fpga phase", "input converter convert", "summingWire charge", "synapse bias"],
            page.Missing.Select(missing => $"{missing.Component} {missing.Action}").Order(StringComparer.Ordinal));
        Assert.True(page.Joules < full.Joules);
        Assert.DoesNotContain(page.Items, item => item.Component is "fpga" or ActionNames.Driver);
        Assert.Equal(256, page.Missing.Single(missing => missing.Action == ActionNames.Convert).Count);
        ComponentTable none = new() { Name = "none", Components = [] };
        LedgerPage without = new PeripheryLedger(bare.Description, LayoutBuilder.Build(bare.Description), none).PerInference();
        Assert.All(without.Items, item => Assert.Equal(EnergyCategory.Static, item.Category));
    }

    [Fact]
    public void An_operating_point_takes_the_stated_time_or_is_missing_one()
    {
        LedgerPage stated = Ledger(EnergyCircuits.Preset("mnist-leaky-500-500-steady")).PerInference();
        Assert.Equal(1.6e-6 + 50e-6 + 1e-6, stated.Seconds!.Value, 1e-12);
        LedgerPage page = Ledger(EnergyCircuits.Preset("digits-leaky", "simulation.settling=steadyState")).PerInference();
        Assert.Null(page.Seconds);
        Assert.Contains(page.Missing, missing => missing.Remedy.Contains("settlingTime", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Items, item => item is { Phase: ChipPhase.Free, Category: EnergyCategory.Static });
    }

    [Fact]
    public void Leakage_doubles_with_each_step_of_temperature_and_components_leak_as_well()
    {
        double Idle(params string[] settings) => Ledger(EnergyCircuits.Preset("digits-leaky", settings)).PerInference().Items.Where(item => item.Ledger == EnergyLedger.Idle).Sum(item => item.Joules);
        Assert.Equal(4, Idle("circuit.process.temperature=320 K") / Idle(), 1e-9);
        Assert.Equal(0.25, Idle("circuit.process.temperature=280 K") / Idle(), 1e-9);
        Assert.Equal(2, Idle("circuit.process.temperature=320 K", "circuit.energy.leakageDoubling=20 K") / Idle(), 1e-9);

        ResolvedCircuit circuit = EnergyCircuits.Preset("digits-leaky");
        ComponentTable table = ComponentTableFile.Of(circuit, EnergyCircuits.Shelf)!;
        ComponentTable leaky = table with { Components = [.. table.Components.Select(entry => entry.Component == "dac" ? entry with { LeakagePower = 1e-6 } : entry)] };
        LedgerPage page = new PeripheryLedger(circuit.Description, LayoutBuilder.Build(circuit.Description), leaky).PerInference();
        Assert.Equal(256 / 16 * 1e-6 * 12.6e-6, page.Items.Where(item => item is { Component: "dac", Action: ActionNames.Leak }).Sum(item => item.Joules), 1e-18);
    }

    [Fact]
    public void Wires_that_the_circuit_describes_are_driven_as_described()
    {
        ResolvedCircuit circuit = EnergyCircuits.Preset("digits-leaky", "circuit.energy.wire=null", """circuit.lines=[{"groups":["hidden 1"],"outputCapacitance":"30 fF","summingCapacitance":"5 fF"}]""");
        LedgerPage page = Ledger(circuit).PerInference();
        EnergyItem driver = Assert.Single(page.Items, item => item.Component == ActionNames.Driver);
        Assert.Equal(30e-15 * 1.8, driver.UnitJoules, 1e-20);
        Assert.DoesNotContain(page.Counts, count => count.Component == ActionNames.SummingWire);
    }

    private static double Sum(LedgerPage page, string action) => page.Items.Where(item => item.Action == action).Sum(item => item.Joules);

    private static PeripheryLedger Ledger(ResolvedCircuit circuit) =>
        new(circuit.Description, LayoutBuilder.Build(circuit.Description), ComponentTableFile.Of(circuit, EnergyCircuits.Shelf));
}
