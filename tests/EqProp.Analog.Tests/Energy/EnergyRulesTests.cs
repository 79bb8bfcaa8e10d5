using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Energy;

/// <summary>Rules of the block circuit.energy.</summary>
public class EnergyRulesTests
{
    [Theory]
    [InlineData("energy.name", "table", """circuit.energy={"table":" "}""")]
    [InlineData("number.notNegative", "neuronBiasCurrent", """circuit.energy={"neuronBiasCurrent":"-1 nA"}""")]
    [InlineData("number.notNegative", "synapseBiasCurrent", """circuit.energy={"synapseBiasCurrent":"-1 nA"}""")]
    [InlineData("number.notNegative", "neuronLeakage", """circuit.energy={"neuronLeakage":"-1 nA"}""")]
    [InlineData("number.notNegative", "synapseLeakage", """circuit.energy={"synapseLeakage":"-1 nA"}""")]
    [InlineData("number.positive", "leakageDoubling", """circuit.energy={"leakageDoubling":"0 K"}""")]
    [InlineData("number.positive", "settlingTime", """circuit.energy={"settlingTime":"0 s"}""")]
    [InlineData("energy.bits", "inputConverter.bits", """circuit.energy={"inputConverter":{"component":"dac"}}""")]
    [InlineData("energy.bits", "readOutConverter.bits", """circuit.energy={"readOutConverter":{"component":"adc"}}""")]
    [InlineData("energy.bits", "inputConverter.bits", """circuit.energy={"inputConverter":{"component":"dac","bits":25}}""")]
    [InlineData("number.least", "inputConverter.bits", """circuit.energy={"inputConverter":{"component":"dac","bits":0}}""")]
    [InlineData("number.least", "inputConverter.sharedBy", """circuit.energy={"inputConverter":{"component":"dac","bits":4,"sharedBy":0}}""")]
    [InlineData("energy.name", "control.component", """circuit.energy={"control":{"component":""}}""")]
    [InlineData("key.missing", "control.component", """circuit.energy={"control":{}}""")]
    [InlineData("number.positive", "wire.lengthPerSynapse", """circuit.energy={"wire":{"lengthPerSynapse":"0 um"}}""")]
    [InlineData("number.positive", "wire.capacitancePerLength", """circuit.energy={"wire":{"lengthPerSynapse":"1 um","capacitancePerLength":"-1 nF/m"}}""")]
    [InlineData("unit.dimension", "wire.capacitancePerLength", """circuit.energy={"wire":{"lengthPerSynapse":"1 um","capacitancePerLength":"1 nF"}}""")]
    [InlineData("energy.wire", "wire", """circuit.energy={"wire":{"lengthPerSynapse":"1 um"}}""", """circuit.lines=[{"outputCapacitance":"1 fF"}]""")]
    public void A_broken_rule_is_reported_once_with_its_code_path_and_remedy(string code, string path, params string[] settings)
    {
        Violation violation = Violation(Layered, settings);
        Assert.Equal(code, violation.Code);
        Assert.EndsWith($": circuit.energy.{path}", violation.Path, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy);
    }

    [Fact]
    public void Nothing_is_stated_unless_a_circuit_does()
    {
        Assert.Null(Resolve(Layered).Description.Circuit.Energy);
        EnergyBlock energy = Resolve(Layered, """circuit.energy={"wire":{"lengthPerSynapse":"10 um"}}""").Description.Circuit.Energy!;
        Assert.Null(energy.NeuronBiasCurrent);
        Assert.Equal(2e-10, energy.Wire!.CapacitancePerLength);
        Assert.Equal(10, energy.LeakageDoubling);
    }

    [Fact]
    public void The_bits_of_a_read_out_are_those_of_the_converter_that_is_simulated()
    {
        Resolve(Layered, """circuit.energy={"readOutConverter":{"component":"adc"}}""", """circuit.readOutConverter={"bits":6,"range":["0 V","1 V"]}""");
    }
}
