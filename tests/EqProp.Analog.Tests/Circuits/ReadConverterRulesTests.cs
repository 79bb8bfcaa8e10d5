using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>Rules of converters that read voltages, and of gains of buffers.</summary>
public class ReadConverterRulesTests
{
    private const string Summed = "circuit.coupling.force=currentSumming";

    [Theory]
    [InlineData("number.least", "circuit.readOutConverter.bits", """circuit.readOutConverter={"bits":0,"range":["0 V","1 V"]}""")]
    [InlineData("converter.bits", "circuit.readOutConverter.bits", """circuit.readOutConverter={"bits":25,"range":["0 V","1 V"]}""")]
    [InlineData("converter.range", "circuit.readOutConverter.range", """circuit.readOutConverter={"bits":4,"range":["1 V","0 V"]}""")]
    [InlineData("converter.range", "circuit.readOutConverter.range", """circuit.readOutConverter={"bits":4,"range":["1 V"]}""")]
    [InlineData("converter.range", "circuit.plasticity.sampleHold.converter.range", """circuit.plasticity={"sampleHold":{"converter":{"bits":4,"range":[]}}}""")]
    [InlineData("converter.capacitor", "circuit.plasticity.sampleHold.converter", """circuit.plasticity={"sampleHold":{"capacitance":"1 pF","converter":{"bits":4,"range":["0 V","1 V"]}}}""")]
    [InlineData("fabrication.buffer", "circuit.fabrication.variations[0]", Summed, "circuit.coupling.kind=resistive", """circuit.fabrication={"variations":[{"parameter":"outputGain","relativeSigma":0.1}]}""")]
    [InlineData("fabrication.buffer", "circuit.fabrication.variations[0]", """circuit.fabrication={"variations":[{"parameter":"feedbackGain","relativeSigma":0.1}],"faults":{"stuckOn":0.1}}""")]
    [InlineData("fabrication.buffer", "circuit.fabrication.variations[1]", """circuit.fabrication={"variations":[{"parameter":"synapseOffset","absoluteSigma":"1 nS"},{"parameter":"outputGain","relativeSigma":0.1}]}""")]
    public void A_broken_rule_is_reported_once_with_its_code_path_and_remedy(string code, string path, params string[] settings)
    {
        Violation violation = Violation(Layered, settings);
        Assert.Equal(code, violation.Code);
        Assert.EndsWith($": {path}", violation.Path, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy);
    }

    [Fact]
    public void Converters_are_on_the_list_of_what_is_not_ideal()
    {
        CircuitBlock circuit = Resolve(
            Layered, """circuit.readOutConverter={"bits":4,"range":["0 V","1 V"]}""",
            """circuit.plasticity={"sampleHold":{"converter":{"bits":6,"range":["0 mV","900 mV"]}}}""").Description.Circuit;
        Assert.Equal([0, 0.9], circuit.Plasticity!.SampleHold!.Converter!.Range);
        Assert.Equal(
            [("resolution of the read-out", 4.0), ("resolution of sensors", 6.0)],
            NonIdealityCatalog.Of(circuit).Select(entry => (entry.Name, entry.Sizes[0].Value)));
    }
}
