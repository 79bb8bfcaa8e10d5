using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>Rules of fabrication and temperature.</summary>
public class FabricationRulesTests
{
    private const string Summing = "circuit.coupling.force=currentSumming";
    private const string Tanh = "circuit.neurons.activation.kind=tanh";
    private const string Linear = "circuit.neurons.activation.kind=linear";
    private const string Resistive = """circuit.coupling={"kind":"resistive","force":"currentSumming","weightRange":[0,2]}""";
    private const string Diode = """circuit.neurons.diodes=[{"direction":"fromMembrane","voltage":"0.9 V"}]""";

    [Theory]
    [InlineData("""[{"parameter":"leakConductance"}]""", "fabrication.oneSigma", "")]
    [InlineData("""[{"parameter":"leakConductance","relativeSigma":0.1,"absoluteSigma":"10 nS"}]""", "fabrication.oneSigma", "")]
    [InlineData("""[{"parameter":"leakConductance","relativeSigma":-0.1}]""", "number.notNegative", ".relativeSigma")]
    [InlineData("""[{"parameter":"leakConductance","absoluteSigma":"-1 nS"}]""", "number.notNegative", ".absoluteSigma")]
    [InlineData("""[{"parameter":"leakConductance","absoluteSigma":"1 mV"}]""", "fabrication.unit", ".absoluteSigma")]
    [InlineData("""[{"parameter":"inputOffset","absoluteSigma":"2"}]""", "fabrication.unit", ".absoluteSigma")]
    [InlineData("""[{"parameter":"synapseGain","absoluteSigma":"1 nS"}]""", "fabrication.unit", ".absoluteSigma")]
    [InlineData("""[{"parameter":"biasCurrent","relativeSigma":0.1}]""", "fabrication.relative", ".relativeSigma")]
    [InlineData("""[{"parameter":"leakConductance","absoluteSigma":"10 nS","distribution":"gamma"}]""", "fabrication.distribution", ".distribution")]
    [InlineData("""[{"parameter":"inputOffset","absoluteSigma":"1 mV","distribution":"logNormal"}]""", "fabrication.distribution", ".distribution")]
    [InlineData("""[{"parameter":"biasCurrent","absoluteSigma":"1 nA","distribution":"studentT","degreesOfFreedom":2}]""", "fabrication.degreesOfFreedom", ".degreesOfFreedom")]
    [InlineData("""[{"parameter":"leakConductance","relativeSigma":0.1,"truncateSigmas":0.9}]""", "fabrication.truncation", ".truncateSigmas")]
    [InlineData("""[{"parameter":"leakConductance","relativeSigma":0.1,"groups":["hidden1"]}]""", "fabrication.group", ".groups")]
    [InlineData("""[{"parameter":"leakConductance","relativeSigma":0.1,"groups":["input"]}]""", "fabrication.group", ".groups")]
    [InlineData("""[{"parameter":"leakConductance","relativeSigma":0.5}]""", "fabrication.range", "")]
    [InlineData("""[{"parameter":"leakConductance","absoluteSigma":"500 nS"}]""", "fabrication.range", "")]
    [InlineData("""[{"parameter":"timeConstant","relativeSigma":0.6,"distribution":"uniform"}]""", "fabrication.range", "")]
    [InlineData("""[{"parameter":"synapseGain","relativeSigma":0.1,"distribution":"studentT"}]""", "fabrication.range", "")]
    [InlineData("""[{"parameter":"synapseGain","relativeSigma":4,"distribution":"logNormal"}]""", "fabrication.range", "")]
    [InlineData("""[{"parameter":"leakConductance","relativeSigma":0.1,"keepsMean":true}]""", "fabrication.mean", ".keepsMean")]
    [InlineData("""[{"parameter":"membraneRate","relativeSigma":0.1,"clipFactors":[0,2]}]""", "fabrication.ends", ".clipFactors")]
    [InlineData("""[{"parameter":"membraneRate","relativeSigma":0.1,"truncateFactors":[2,1]}]""", "fabrication.ends", ".truncateFactors")]
    [InlineData("""[{"parameter":"membraneRate","relativeSigma":0.1,"clipFactors":[1]}]""", "fabrication.ends", ".clipFactors")]
    [InlineData("""[{"parameter":"leakConductance","absoluteSigma":"10 nS","clipFactors":[0.5,2]}]""", "fabrication.ends", ".clipFactors")]
    [InlineData("""[{"parameter":"membraneRate","absoluteSigma":"10 Hz"}]""", "fabrication.unit", ".absoluteSigma")]
    public void A_broken_spread_is_reported_once_with_its_code_and_path(string variations, string code, string field)
    {
        Violation violation = Violation(Layered, $"circuit.fabrication.variations={variations}");
        Assert.Equal(code, violation.Code);
        Assert.EndsWith($": circuit.fabrication.variations[0]{field}", violation.Path, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy);
    }

    [Theory]
    [InlineData("circuit.fabrication.die=-1", "number.least", "circuit.fabrication.die")]
    [InlineData("circuit.fabrication.corner=FF", "corner.unknown", "circuit.fabrication.corner")]
    [InlineData("""circuit.fabrication={"corner":"FS","corners":[{"name":"FF"},{"name":"SS"}]}""", "corner.unknown", "circuit.fabrication.corner")]
    [InlineData("""circuit.fabrication.corners=[{"name":"FF"},{"name":"FF"}]""", "corner.name", "circuit.fabrication.corners[1].name")]
    [InlineData("""circuit.fabrication.corners=[{"name":"FF","leakConductance":0}]""", "number.positive", "circuit.fabrication.corners[0].leakConductance")]
    [InlineData("""circuit.fabrication.corners=[{"name":"FF","activationGain":1.1}]""", "fabrication.force", "circuit.fabrication.corners[0].activationGain")]
    [InlineData("circuit.fabrication.faults.stuckOff=1.5", "fault.part", "circuit.fabrication.faults.stuckOff")]
    [InlineData("circuit.fabrication.faults.stuckOn=-0.1", "fault.part", "circuit.fabrication.faults.stuckOn")]
    [InlineData("circuit.fabrication.faults.deadNeurons=2", "fault.part", "circuit.fabrication.faults.deadNeurons")]
    [InlineData("""circuit.fabrication.faults={"stuckOff":0.6,"stuckOn":0.6}""", "fault.part", "circuit.fabrication.faults.stuckOn")]
    [InlineData("""circuit.fabrication.gradients=[{"parameter":"leakConductance","across":1.2}]""", "gradient.across", "circuit.fabrication.gradients[0].across")]
    [InlineData("""circuit.fabrication.gradients=[{"parameter":"leakConductance","across":0.1},{"parameter":"leakConductance","across":0.1}]""", "fabrication.twice", "circuit.fabrication.gradients[1]")]
    [InlineData("""circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.1},{"parameter":"leakConductance","relativeSigma":0.1,"groups":["output"]}]""", "fabrication.twice", "circuit.fabrication.variations[1].groups")]
    [InlineData("""circuit.fabrication.devices=[{"parameter":"leakConductance","width":"0 um","length":"1 um"}]""", "number.positive", "circuit.fabrication.devices[0].width")]
    [InlineData("""circuit.fabrication.devices=[{"parameter":"leakConductance","width":"1 um","length":"-1 um"}]""", "number.positive", "circuit.fabrication.devices[0].length")]
    [InlineData("""circuit.fabrication.devices=[{"parameter":"leakConductance","width":"1 um","length":"1 um","devices":0}]""", "number.positive", "circuit.fabrication.devices[0].devices")]
    [InlineData("""circuit.fabrication.devices=[{"parameter":"leakConductance","width":"1 um","length":"1 um","inversion":"strong","overdrive":"0 V"}]""", "number.positive", "circuit.fabrication.devices[0].overdrive")]
    [InlineData("""circuit.fabrication.devices=[{"parameter":"leakConductance","width":"1 um","length":"1 um","inversion":"strong","thresholdCoefficient":"60 nV*m"}]""", "fabrication.range", "circuit.fabrication.devices[0]")]
    [InlineData("""circuit.fabrication.devices=[{"parameter":"biasCurrent","width":"1 um","length":"1 um"}]""", "device.parameter", "circuit.fabrication.devices[0].parameter")]
    [InlineData("""circuit.fabrication.devices=[{"parameter":"membraneCapacitance","width":"1 um","length":"1 um","thresholdCoefficient":"1 nV*m"}]""", "device.capacitor", "circuit.fabrication.devices[0].thresholdCoefficient")]
    [InlineData("""circuit.temperatureModel={"reference":"100 K"}""", "temperature.range", "circuit.temperatureModel.reference")]
    [InlineData("""circuit.temperatureModel={"reference":"0 K"}""", "number.positive", "circuit.temperatureModel.reference")]
    [InlineData("""circuit.temperatureModel={"resistorLinear":-1,"reference":"290 K"}""", "temperature.resistor", "circuit.temperatureModel.resistorLinear")]
    [InlineData("""circuit.temperatureModel={"leakageCurrent":"-1 pA"}""", "number.notNegative", "circuit.temperatureModel.leakageCurrent")]
    [InlineData("""circuit.temperatureModel={"leakageDoubling":"0 K"}""", "number.positive", "circuit.temperatureModel.leakageDoubling")]
    public void A_broken_rule_is_reported_once_with_its_code_and_path(string setting, string code, string path)
    {
        Violation violation = Violation(Layered, setting);
        Assert.Equal(code, violation.Code);
        Assert.EndsWith($": {path}", violation.Path, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy);
    }

    [Theory]
    [InlineData("fabrication.force", """circuit.fabrication.variations=[{"parameter":"activationGain","relativeSigma":0.05}]""")]
    [InlineData("fabrication.force", """circuit.fabrication.variations=[{"parameter":"inputOffset","absoluteSigma":"1 mV"}]""", Tanh)]
    [InlineData("fabrication.force", """circuit.temperatureModel={"subthreshold":true}""", Tanh)]
    [InlineData("fabrication.force", """circuit.fabrication.gradients=[{"parameter":"activationGain","across":0.1}]""")]
    [InlineData("fabrication.diodes", """circuit.fabrication.variations=[{"parameter":"inputOffset","absoluteSigma":"1 mV"}]""", Summing, Tanh, Diode)]
    [InlineData("fabrication.noActivation", """circuit.fabrication.variations=[{"parameter":"inputOffset","absoluteSigma":"1 mV"}]""", Resistive, Linear)]
    [InlineData("fabrication.noActivation", """circuit.fabrication.devices=[{"parameter":"inputOffset","width":"1 um","length":"1 um","groups":["output"]}]""", Resistive, Tanh, "circuit.outputNeurons.activation.kind=linear")]
    [InlineData("fabrication.resistor", """circuit.fabrication.variations=[{"parameter":"synapseDirection","relativeSigma":0.05}]""", Resistive, Linear)]
    [InlineData("fabrication.resistor", """circuit.fabrication.variations=[{"parameter":"synapseOffset","absoluteSigma":"1 nS"}]""", Resistive, Linear)]
    [InlineData("fabrication.resistor", "circuit.fabrication.faults.stuckOnWeight=-1", Resistive, Linear)]
    [InlineData("temperature.range", """circuit.temperatureModel={"resistorLinear":1e-3}""", "circuit.process.temperature=150 K")]
    [InlineData("temperature.range", """circuit.noise={"thermal":{}}""", "circuit.process.temperature=500 K")]
    [InlineData("temperature.range", Diode, "circuit.process.temperature=100 K")]
    public void Parts_that_do_not_go_together_are_refused(string code, params string[] settings) =>
        Assert.Equal(code, Violation(Layered, settings).Code);

    [Theory]
    [InlineData("circuit.process.temperature=4 K")]
    [InlineData("""circuit.fabrication={"die":3,"corner":"FF","corners":[{"name":"FF","leakConductance":1.2}]}""")]
    [InlineData("""circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.5,"truncateSigmas":1.9}]""")]
    [InlineData("""circuit.fabrication.variations=[{"parameter":"membraneRate","relativeSigma":0.7,"clipFactors":[0.1,1.9]}]""")]
    [InlineData("""circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.5,"distribution":"logNormal"}]""")]
    [InlineData("""circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.8,"distribution":"gamma"}]""")]
    [InlineData("""circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.1},{"parameter":"leakConductance","relativeSigma":0.1,"scope":"process"}]""")]
    [InlineData("""circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.1}]""", """circuit.fabrication.devices=[{"parameter":"leakConductance","width":"1 um","length":"1 um","thresholdCoefficient":"2 nV*m"}]""")]
    [InlineData("""circuit.fabrication.devices=[{"parameter":"leakConductance","width":"0.5 um","length":"0.5 um","thresholdCoefficient":"3 nV*m"}]""")]
    [InlineData("""circuit.fabrication.variations=[{"parameter":"leakConductance","absoluteSigma":"10 nS"},{"parameter":"inputOffset","absoluteSigma":"2 mV"}]""")]
    [InlineData("""circuit.fabrication.variations=[{"parameter":"inputOffset","absoluteSigma":"2 mV"}]""", Resistive, Tanh, "circuit.outputNeurons.activation.kind=linear")]
    [InlineData("""circuit.fabrication.variations=[{"parameter":"synapseGain","relativeSigma":0.1}]""", Resistive, Linear)]
    [InlineData("""circuit.temperatureModel={"subthreshold":true}""", Tanh, Summing)]
    [InlineData("""circuit.temperatureModel={"subthreshold":true}""")]
    public void What_keeps_the_rules_is_taken(params string[] settings) => Resolve(Layered, settings);

    [Fact]
    public void The_part_that_would_not_be_physical_is_told_in_percent()
    {
        Violation violation = Violation(Layered, """circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.5}]""");
        Assert.Contains("2.27501 %", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_smallest_leak_of_named_nodes_counts()
    {
        const string setting = """circuit.fabrication.variations=[{"parameter":"leakConductance","absoluteSigma":"50 nS"}]""";
        Resolve(Elements, setting);
        Assert.Equal("fabrication.range", Violation(Elements, setting, "circuit.topology.neurons[1].leakConductance=100 nS").Code);
    }
}
