using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>Rules of resistors, amplifiers, diodes, lines, time constants and ways of settling.</summary>
public class ExtendedRulesTests
{
    private const string Resistive = """circuit.coupling={"kind":"resistive","force":"currentSumming","weightRange":[0,2]}""";
    private const string Signed = """circuit.coupling={"kind":"resistive","force":"currentSumming","weightRange":[-2,2]}""";
    private const string Linear = "circuit.neurons.activation.kind=linear";
    private const string Tanh = "circuit.neurons.activation.kind=tanh";

    [Theory]
    [InlineData("circuit.coupling.amplifierGains=[0]", "number.positive", "circuit.coupling.amplifierGains[0]")]
    [InlineData("circuit.coupling.amplifierGains=[1e999]", "number.notFinite", "circuit.coupling.amplifierGains[0]")]
    [InlineData("circuit.coupling.amplifierGains=[1,2]", "coupling.amplifiers", "circuit.coupling.amplifierGains")]
    [InlineData("circuit.neurons.diodes=[{\"direction\":\"fromMembrane\",\"voltage\":\"1 V\",\"saturationCurrent\":\"0 A\"}]", "number.positive", "circuit.neurons.diodes[0].saturationCurrent")]
    [InlineData("circuit.neurons.diodes=[{\"direction\":\"fromMembrane\",\"voltage\":\"1 V\",\"emissionCoefficient\":20}]", "diode.emission", "circuit.neurons.diodes[0].emissionCoefficient")]
    [InlineData("circuit.neurons.diodes=[{\"direction\":\"fromMembrane\",\"voltage\":\"1 V\",\"emissionCoefficient\":0.4}]", "diode.emission", "circuit.neurons.diodes[0].emissionCoefficient")]
    [InlineData("circuit.neurons.diodes=[{\"direction\":\"intoMembrane\",\"voltage\":\"5 V\"},{\"direction\":\"fromMembrane\",\"voltage\":\"-5 V\"}]", "diode.throughCurrent", "circuit.neurons.diodes")]
    [InlineData("circuit.neurons.diodes=[{\"direction\":\"fromMembrane\"}]", "key.missing", "circuit.neurons.diodes[0].voltage")]
    [InlineData("circuit.neurons.diodes=[{\"voltage\":\"1 V\"}]", "key.missing", "circuit.neurons.diodes[0].direction")]
    [InlineData("circuit.outputNeurons={\"diodes\":[{\"kind\":\"ideal\",\"direction\":\"fromMembrane\",\"voltage\":\"0.4 V\"}]}", "diode.noRoom", "circuit.outputNeurons.diodes")]
    [InlineData("circuit.lines=[{\"summingCapacitance\":\"-1 fF\"}]", "number.notNegative", "circuit.lines[0].summingCapacitance")]
    [InlineData("circuit.lines=[{\"outputCapacitance\":\"-1 fF\"}]", "number.notNegative", "circuit.lines[0].outputCapacitance")]
    [InlineData("circuit.lines=[{\"outputResistance\":\"-1 ohm\"}]", "number.notNegative", "circuit.lines[0].outputResistance")]
    [InlineData("circuit.lines=[{\"groups\":[\"hidden1\"]}]", "lines.group", "circuit.lines[0].groups")]
    [InlineData("circuit.lines=[{},{\"groups\":[\"output\"]}]", "lines.twice", "circuit.lines[1].groups")]
    [InlineData("circuit.timeConstants=[{}]", "timeConstants.one", "circuit.timeConstants[0]")]
    [InlineData("circuit.timeConstants=[{\"values\":[\"1 us\"],\"formula\":\"tau\"}]", "timeConstants.one", "circuit.timeConstants[0]")]
    [InlineData("circuit.timeConstants=[{\"values\":[\"0 s\"]}]", "number.positive", "circuit.timeConstants[0].values[0]")]
    [InlineData("circuit.timeConstants=[{\"values\":[\"1 us\",\"2 us\"]}]", "timeConstants.count", "circuit.timeConstants[0]")]
    [InlineData("circuit.timeConstants=[{\"groups\":[\"input\"],\"values\":[\"1 us\"]}]", "timeConstants.group", "circuit.timeConstants[0].groups")]
    [InlineData("circuit.timeConstants=[{\"groups\":[\"output\",\"output\"],\"values\":[\"1 us\"]}]", "timeConstants.twice", "circuit.timeConstants[0].groups")]
    [InlineData("circuit.timeConstants=[{\"formula\":\"tau * (1 + \"}]", "timeConstants.formula", "circuit.timeConstants[0].formula")]
    [InlineData("circuit.timeConstants=[{\"formula\":\"-tau\"}]", "timeConstants.formula", "circuit.timeConstants[0].formula")]
    [InlineData("simulation.relativeTolerance=0", "simulation.tolerance", "simulation.relativeTolerance")]
    [InlineData("simulation.absoluteTolerance=1", "simulation.tolerance", "simulation.absoluteTolerance")]
    [InlineData("simulation.steadyState.tolerance=0", "number.positive", "simulation.steadyState.tolerance")]
    [InlineData("simulation.steadyState.maximumSweeps=0", "number.least", "simulation.steadyState.maximumSweeps")]
    [InlineData("simulation.method=rk4", "simulation.rails", "simulation.method")]
    [InlineData("circuit.timeConstants=[{\"groups\":[\"output\"],\"values\":[\"250 ns\"]}]", "simulation.unstable", "simulation.epsilon")]
    [InlineData("circuit.lines=[{\"outputCapacitance\":\"250 fF\",\"outputResistance\":\"1 Mohm\"}]", "simulation.unstable", "simulation.epsilon")]
    public void A_broken_rule_is_reported_once_with_its_code_and_path(string setting, string code, string path)
    {
        Violation violation = Violation(Layered, setting);
        Assert.Equal(code, violation.Code);
        Assert.EndsWith($": {path}", violation.Path, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy);
    }

    [Theory]
    [InlineData("coupling.resistive", "circuit.coupling.kind=resistive", Tanh)]
    [InlineData("coupling.resistive", "circuit.coupling.kind=resistive", "circuit.outputNeurons.activation.kind=logistic")]
    [InlineData("coupling.negativeResistor", Signed, Linear)]
    [InlineData("coupling.negativeResistor", Signed, Tanh, "circuit.outputNeurons.activation.kind=linear", "circuit.topology.skips=[[0,2]]")]
    [InlineData("lines.resistance", Resistive, Linear, "circuit.lines=[{\"outputResistance\":\"1 ohm\"}]")]
    [InlineData("coupling.amplifiers", "circuit.topology.layers=[2,1]", "circuit.coupling.amplifierGains=[2]")]
    [InlineData("diode.initialVoltage", Linear, "circuit.coupling.force=currentSumming", "circuit.neurons.diodes=[{\"kind\":\"ideal\",\"direction\":\"intoMembrane\",\"voltage\":\"0.5 V\"}]")]
    [InlineData("simulation.rails", Tanh, "simulation.method=rk4", "circuit.neurons.diodes=[{\"kind\":\"ideal\",\"direction\":\"intoMembrane\",\"voltage\":\"0.3 V\"}]")]
    public void Parts_that_do_not_go_together_are_refused(string code, params string[] settings) =>
        Assert.Equal(code, Violation(Layered, settings).Code);

    [Theory]
    [InlineData(Resistive, Linear)]
    [InlineData(Signed, Tanh)]
    [InlineData(Signed, Tanh, "circuit.outputNeurons.activation.kind=linear")]
    [InlineData("circuit.coupling.kind=resistive")]
    [InlineData("circuit.coupling.amplifierGains=[4]")]
    [InlineData("circuit.neurons.diodes=[{\"kind\":\"ideal\",\"direction\":\"fromMembrane\",\"voltage\":\"0.9 V\"}]")]
    [InlineData("circuit.lines=[{\"groups\":[\"output\"]},{\"groups\":[\"hidden 1\"]}]")]
    [InlineData("simulation.epsilon=4", "simulation.method=exponentialEuler")]
    [InlineData("simulation.epsilon=4", "simulation.method=tsitouras")]
    [InlineData("simulation.epsilon=2.7", "simulation.method=rk4", Tanh)]
    [InlineData("simulation.method=bogackiShampine")]
    [InlineData("simulation.settling=steadyState")]
    public void What_keeps_the_rules_is_taken(params string[] settings) => Resolve(Layered, settings);

    [Theory]
    [InlineData("rk4", 2.8)]
    [InlineData("heun", 2)]
    public void Each_explicit_method_has_its_limit(string method, double epsilon) =>
        Assert.Equal("simulation.unstable", Violation(Layered, Tanh, $"simulation.method={method}", $"simulation.epsilon={epsilon}").Code);

    [Theory]
    [InlineData("centered", 1, true)]
    [InlineData("randomSign", 1.5, true)]
    [InlineData("centered", 0.9, false)]
    [InlineData("positive", 3, false)]
    public void A_negative_nudge_at_the_stiffness_has_no_operating_point(string estimator, double beta, bool refused)
    {
        string[] settings = ["simulation.settling=steadyState", $"learning.estimator={estimator}", $"learning.beta={beta}"];
        if (!refused)
        {
            Resolve(Layered, settings);
            return;
        }

        Violation violation = Violation(Layered, settings);
        Assert.Equal("nudge.noOperatingPoint", violation.Code);
        Assert.Contains("has no operating point", violation.Message, StringComparison.Ordinal);
        Assert.Contains("positive", violation.Remedy, StringComparison.Ordinal);
        Assert.Contains("transient", violation.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("elements.gain", """{"from":"h","to":"g","weight":1,"gain":2}""")]
    [InlineData("number.positive", """{"from":"h","to":"out","weight":1,"gain":-2}""")]
    public void An_edge_with_a_wrong_gain_is_refused(string code, string edge) => Assert.Equal(code, Violation(Nodes("1 uS", edge)).Code);

    // No path, a path of transconductances, a one-way path out of the node, and a resistor that is not there.
    [Theory]
    [InlineData("resistive", """{"from":"in","to":"out","weight":1}""")]
    [InlineData("transconductance", """{"from":"in","to":"h","weight":1},{"from":"in","to":"g","weight":1}""")]
    [InlineData("resistive", """{"from":"h","to":"out","kind":"oneWay","weight":1},{"from":"in","to":"g","weight":1}""")]
    [InlineData("resistive", """{"from":"h","to":"out","weight":0,"plastic":false},{"from":"in","to":"g","weight":1}""")]
    public void A_floating_node_is_refused(string kind, string edges)
    {
        IReadOnlyList<Violation> violations = Violations(Nodes("0 S", edges).Replace("\"resistive\"", $"\"{kind}\"", StringComparison.Ordinal));
        Assert.All(violations, violation => Assert.Equal("elements.floating", violation.Code));
        Assert.Contains("'h' is a floating node", violations[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"from":"h","to":"g","weight":1},{"from":"out","to":"g","weight":1}""")]
    [InlineData("""{"from":"in","to":"h","weight":1},{"from":"h","to":"g","kind":"oneWay","weight":1}""")]
    public void A_resistor_to_a_fixed_voltage_holds_a_node_without_a_leak(string edges) => Resolve(Nodes("0 S", edges));

    [Fact]
    public void A_pair_of_diodes_holds_a_node_without_a_leak() => Resolve(
        Nodes("0 S", """{"from":"in","to":"out","weight":1}"""),
        """
        circuit.neurons.diodes=[{"direction":"fromMembrane","voltage":"1 V"},{"direction":"intoMembrane","voltage":"0.2 V"}]
        """);

    [Fact]
    public void A_node_without_a_leak_has_no_time_constant() => Assert.Equal(
        "timeConstants.noLeak",
        Violation(
            Nodes("0 S", """{"from":"in","to":"h","weight":1},{"from":"h","to":"g","weight":1}"""),
            "circuit.timeConstants=[{\"groups\":[\"hidden\"],\"values\":[\"1 us\"]}]").Code);

    [Fact]
    public void A_start_outside_ideal_rails_is_refused()
    {
        Violation violation = Violation(
            Nodes("1 uS", """{"from":"in","to":"h","weight":1}""").Replace("\"name\": \"h\"", "\"name\": \"h\", \"initialVoltage\": \"1 V\"", StringComparison.Ordinal),
            "circuit.neurons.diodes=[{\"kind\":\"ideal\",\"direction\":\"fromMembrane\",\"voltage\":\"0.8 V\"}]");
        Assert.Equal("diode.initialVoltage", violation.Code);
        Assert.EndsWith("neurons[1].initialVoltage", violation.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Fixed_resistors_to_inputs_stiffen_an_output() => Assert.Equal(
        2.5,
        NudgeRule.Limit(Resolve(Nodes(
            "1 uS", """{"from":"in","to":"out","weight":1.5,"plastic":false},{"from":"in","to":"h","weight":1}""")).Description.Circuit),
        1e-12);

    private static string Nodes(string leak, string edges) =>
        $$"""
        {
          "circuit": {
            "neurons": { "membraneCapacitance": "1 pF", "leakConductance": "1 uS", "activation": { "kind": "linear" } },
            "topology": {
              "kind": "elements",
              "neurons": [
                { "name": "in", "role": "input" }, { "name": "h", "leakConductance": "{{leak}}" },
                { "name": "g", "leakConductance": "{{leak}}" }, { "name": "out", "role": "output" }
              ],
              "edges": [ {{edges}} ]
            },
            "coupling": { "kind": "resistive", "force": "currentSumming", "weightRange": [0, 2] }
          },
          "simulation": { "epsilon": 0.1 }
        }
        """;
}
