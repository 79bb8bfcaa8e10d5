using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>Rules of noise, averaging and output buffers.</summary>
public class NoiseRulesTests
{
    private const string Thermal = """circuit.noise={"thermal":{}}""";
    private const string Passive = """circuit.coupling={"kind":"resistive","force":"currentSumming","weightRange":[0,2]}""";
    private const string Linear = "circuit.neurons.activation.kind=linear";

    [Theory]
    [InlineData("number.notNegative", "circuit.noise.thermal.leakExcess", """circuit.noise={"thermal":{"leakExcess":-1}}""")]
    [InlineData("number.notNegative", "circuit.noise.thermal.synapseExcess", """circuit.noise={"thermal":{"synapseExcess":-1}}""")]
    [InlineData("number.notNegative", "circuit.noise.shot.membraneCurrent", """circuit.noise={"shot":{"membraneCurrent":"-1 nA"}}""")]
    [InlineData("number.positive", "circuit.noise.flicker.lowestFrequency", """circuit.noise={"flicker":{"current":"1 nA","lowestFrequency":"0 Hz","highestFrequency":"1 MHz"}}""")]
    [InlineData("noise.ripple", "circuit.noise.flicker.sourcesPerDecade", """circuit.noise={"flicker":{"current":"1 nA","lowestFrequency":"1 Hz","highestFrequency":"1 MHz","sourcesPerDecade":0.1}}""")]
    [InlineData("noise.telegraph", "circuit.noise.telegraph", """circuit.noise={"telegraph":{"current":"1 nA","meanTimeOn":"10 ns","meanTimeOff":"10 ns"}}""")]
    [InlineData("noise.group", "circuit.noise.sharedLines[0].groups", """circuit.noise={"sharedLines":[{"name":"supply","groups":[],"voltage":"1 mV","bandwidth":"1 MHz","conductance":"1 nS"}]}""")]
    [InlineData("noise.band", "circuit.noise.flicker.highestFrequency", """circuit.noise={"flicker":{"current":"1 nA","lowestFrequency":"1 MHz","highestFrequency":"1 kHz"}}""")]
    [InlineData("noise.sources", "circuit.noise.flicker", """circuit.noise={"flicker":{"current":"1 nA","lowestFrequency":"1 Hz","highestFrequency":"1 MHz","sourcesPerDecade":20}}""")]
    [InlineData("number.positive", "circuit.noise.telegraph.meanTimeOff", """circuit.noise={"telegraph":{"current":"1 nA","meanTimeOn":"1 us","meanTimeOff":"0 s"}}""")]
    [InlineData("number.positive", "circuit.noise.sharedLines[0].bandwidth", """circuit.noise={"sharedLines":[{"name":"a","voltage":"1 mV","bandwidth":"0 Hz","conductance":"1 nS"}]}""")]
    [InlineData("noise.group", "circuit.noise.sharedLines[0].groups", """circuit.noise={"sharedLines":[{"name":"a","groups":["input"],"voltage":"1 mV","bandwidth":"1 Hz","conductance":"1 nS"}]}""")]
    [InlineData("noise.lineName", "circuit.noise.sharedLines[1].name", """circuit.noise={"sharedLines":[{"name":"a","voltage":"1 mV","bandwidth":"1 Hz","conductance":"1 nS"},{"name":"a","voltage":"1 mV","bandwidth":"1 Hz","conductance":"1 nS"}]}""")]
    [InlineData("number.notNegative", "circuit.noise.readOut.voltage", """circuit.noise={"readOut":{"voltage":"-1 mV"}}""")]
    [InlineData("noise.settling", "simulation.settling", Thermal, "simulation.settling=steadyState")]
    [InlineData("noise.method", "simulation.method", Thermal, "simulation.method=tsitouras")]
    [InlineData("noise.method", "simulation.method", Thermal, "simulation.method=heun")]
    [InlineData("noise.method", "simulation.method", Thermal, "simulation.method=rosenbrock")]
    [InlineData("noise.residual", "learning.freePhase.residual", Thermal, "learning.freePhase.residual=0.01")]
    [InlineData("noise.residual", "learning.nudgedPhase.residual", "simulation.averagingSteps=4", "learning.nudgedPhase.residual=0.01")]
    [InlineData("noise.correlated", "simulation.method", Thermal, Passive, Linear, "simulation.method=exponentialEuler")]
    [InlineData("noise.correlated", "circuit.noise.thermal", Thermal, Passive, Linear, "circuit.topology.layers=[2,5000,1]")]
    [InlineData("number.least", "simulation.averagingSteps", "simulation.averagingSteps=0")]
    [InlineData("number.positive", "simulation.averagingTime", "simulation.averagingTime=0 s")]
    [InlineData("averaging.method", "simulation.averagingSteps", "simulation.averagingSteps=4", "simulation.method=tsitouras")]
    [InlineData("averaging.method", "simulation.averagingSteps", "simulation.averagingSteps=4", "simulation.settling=steadyState")]
    [InlineData("simulation.rails", "simulation.method", "simulation.method=stochasticRungeKutta")]
    [InlineData("simulation.unstable", "simulation.epsilon", "simulation.method=averagedEuler", "simulation.epsilon=2")]
    [InlineData("number.positive", "circuit.amplifiers[0].bandwidth", """circuit.amplifiers=[{"bandwidth":"0 Hz"}]""")]
    [InlineData("number.positive", "circuit.amplifiers[0].slewTime", """circuit.amplifiers=[{"bandwidth":"100 kHz","slewTime":"0 s"}]""")]
    [InlineData("number.notNegative", "circuit.amplifiers[0].outputResistance", """circuit.amplifiers=[{"outputResistance":"-1 ohm"}]""")]
    [InlineData("number.notNegative", "circuit.amplifiers[0].inputNoise", """circuit.amplifiers=[{"inputNoise":"-1 mV"}]""")]
    [InlineData("amplifiers.slew", "circuit.amplifiers[0].slewTime", """circuit.amplifiers=[{"slewTime":"1 us"}]""")]
    [InlineData("amplifiers.noise", "circuit.amplifiers[0].inputNoise", """circuit.amplifiers=[{"inputNoise":"1 mV"}]""")]
    [InlineData("amplifiers.group", "circuit.amplifiers[0].groups", """circuit.amplifiers=[{"groups":["input"]}]""")]
    [InlineData("amplifiers.twice", "circuit.amplifiers[1].groups", """circuit.amplifiers=[{},{"groups":["output"]}]""")]
    [InlineData("amplifiers.noBuffer", "circuit.amplifiers[0]", Passive, Linear, """circuit.amplifiers=[{"bandwidth":"1 MHz"}]""")]
    [InlineData("simulation.unstable", "simulation.epsilon", """circuit.amplifiers=[{"bandwidth":"1 MHz"}]""")]
    [InlineData("diode.noRoom", "circuit.compliance", """circuit.compliance={"low":"0.9 V","high":"0.5 V"}""")]
    [InlineData("diode.initialVoltage", "circuit.compliance", """circuit.compliance={"low":"0.5 V","high":"0.9 V"}""")]
    public void A_broken_rule_is_reported_once_with_its_code_path_and_remedy(string code, string path, params string[] settings)
    {
        Violation violation = Violation(Layered, settings);
        Assert.Equal(code, violation.Code);
        Assert.EndsWith($": {path}", violation.Path, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy);
    }

    [Theory]
    [InlineData(Thermal)]
    [InlineData(Thermal, "simulation.method=averagedEuler")]
    [InlineData(Thermal, "simulation.method=exponentialEuler", "simulation.averagingSteps=4")]
    [InlineData(Thermal, Passive, Linear, "simulation.method=averagedEuler")]
    [InlineData("""circuit.noise={"readOut":{"voltage":"1 mV"}}""", "simulation.settling=steadyState", "learning.freePhase.residual=0.01")]
    [InlineData("simulation.averagingSteps=1", "simulation.method=tsitouras")]
    public void What_goes_together_loads(params string[] settings) => Assert.NotNull(Resolve(Layered, settings).Description);

    [Fact]
    public void Averaging_is_given_in_steps_or_seconds()
    {
        Assert.Equal(2e-6, Resolve(Layered, "simulation.averagingSteps=4").Description.Simulation.AveragingTime!.Value, 1e-18);
        Assert.Equal(3, Resolve(Layered, "simulation.averagingTime=1.6 us").Description.Simulation.AveragingSteps);
        Assert.Equal("twin.disagree", Violation(Layered, """simulation={"epsilon":0.5,"averagingSteps":4,"averagingTime":"1 us"}""").Code);
    }

    /// <summary>Steps of 0.5 us.</summary>
    [Theory]
    [InlineData("0.1 us", 1)]
    [InlineData("1.7 us", 3)]
    [InlineData("1.8 us", 4)]
    public void A_time_of_averaging_becomes_the_nearest_number_of_steps(string time, int steps)
    {
        SimulationBlock simulation = Resolve(Layered, $"simulation.averagingTime={time}").Description.Simulation;
        Assert.Equal(steps, simulation.AveragingSteps);
        Assert.Equal(steps * 0.5e-6, simulation.AveragingTime!.Value, 1e-18);
    }

    [Fact]
    public void The_noises_that_are_on_have_names()
    {
        Assert.Empty(NonIdealityCatalog.Noises(Resolve(Layered).Description.Circuit));
        CircuitDescription noisy = Resolve(
            Layered, "simulation.epsilon=0.1",
            """circuit.noise={"thermal":{},"shot":{"membraneCurrent":"1 nA"},"flicker":{"current":"1 nA","lowestFrequency":"1 kHz","highestFrequency":"1 MHz"},"telegraph":{"current":"1 nA","meanTimeOn":"1 us","meanTimeOff":"1 us"},"sharedLines":[{"name":"supply","voltage":"1 mV","bandwidth":"1 kHz","conductance":"1 nS"}],"readOut":{"voltage":"1 mV"}}""",
            """circuit.amplifiers=[{"bandwidth":"1 MHz","inputNoise":"1 mV"}]""").Description;
        Assert.Equal(["output buffer", "thermal", "shot", "1/f", "telegraph", "supply line", "read-out"], NonIdealityCatalog.Noises(noisy.Circuit));
        CircuitDescription silent = NoiseKinds.Silence(noisy);
        Assert.Empty(NonIdealityCatalog.Noises(silent.Circuit));
        Assert.Equal(1e6, silent.Circuit.Amplifiers![0].Bandwidth);
        Assert.Same(silent, NoiseKinds.Silence(silent));
    }
}
