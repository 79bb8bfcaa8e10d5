using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Tests.Circuits;

namespace EqProp.Analog.Tests.Networks;

/// <summary>Layouts of circuits with resistors, diodes, amplifiers, lines and time constants; tau = 1 pF / 1 uS = 1 us, the swing is 1 V.</summary>
public class ExtendedLayoutTests
{
    [Fact]
    public void A_diode_is_in_swings_and_leak_currents()
    {
        NetworkLayout layout = Build(
            CircuitTexts.Layered,
            "circuit.process.temperature=300 K",
            "circuit.neurons.voltageSwing=0.5 V",
            """circuit.neurons.diodes=[{"direction":"fromMembrane","voltage":"0.7 V","saturationCurrent":"1 pA","emissionCoefficient":2}]""");
        NodeDiode diode = Assert.Single(layout.Groups[1].Diodes);
        Assert.Equal((DiodeKind.Shockley, DiodeDirection.FromMembrane), (diode.Kind, diode.Direction));
        Assert.Equal(0.6, diode.Level, 1e-12);
        Assert.Equal(2e-6, diode.Saturation, 1e-18);
        Assert.Equal(2 * 0.025852 / 0.5, diode.Thermal, 1e-6);
        Assert.Empty(layout.Groups[0].Diodes);
        Assert.Equal(layout.Groups[1].Diodes, layout.Groups[2].Diodes);
    }

    [Fact]
    public void Outputs_may_have_diodes_of_their_own_or_none()
    {
        const string ideal = """[{"kind":"ideal","direction":"intoMembrane","voltage":"0.4 V"}]""";
        Assert.Empty(Build(CircuitTexts.Layered, $"circuit.neurons.diodes={ideal}", "circuit.outputNeurons={\"diodes\":[]}").Groups[2].Diodes);
        NetworkLayout own = Build(CircuitTexts.Layered, $"circuit.outputNeurons={{\"diodes\":{ideal}}}");
        Assert.Empty(own.Groups[1].Diodes);
        Assert.Equal(DiodeKind.Ideal, own.Groups[2].Diodes[0].Kind);
    }

    [Fact]
    public void Amplifiers_stand_behind_hidden_layers()
    {
        NetworkLayout each = Build(
            CircuitTexts.Layered, "circuit.topology.layers=[2,3,4,1]", "circuit.topology.skips=[[0,3],[1,3]]", "circuit.coupling.amplifierGains=[4,2]");
        Assert.Equal([1, 4, 2, 1, 4], each.Couplings.Select(coupling => coupling.Gain));
        NetworkLayout all = Build(CircuitTexts.Layered, "circuit.topology.layers=[2,3,4,1]", "circuit.coupling.amplifierGains=[3]");
        Assert.Equal([1, 3, 3], all.Couplings.Select(coupling => coupling.Gain));
    }

    // An edge written from the output back is the same synapse with the amplifier at its other end.
    [Fact]
    public void Edges_of_one_gain_make_one_coupling_and_a_turned_edge_the_inverse_gain()
    {
        NetworkLayout layout = Build(
            CircuitTexts.Elements,
            """
            circuit.topology.edges=[{"from":"in","to":"h","weight":0.5,"gain":2},{"from":"in","to":"out","weight":0.25},
            {"from":"out","to":"h","weight":1,"gain":4}]
            """);
        Assert.Equal([(0, 1, 2), (0, 2, 1), (1, 2, 0.25)], layout.Couplings.Select(c => (c.Source, c.Target, c.Gain)));
    }

    [Fact]
    public void A_summing_wire_adds_to_the_membrane_and_an_output_wire_has_a_time_of_its_own()
    {
        NetworkLayout layout = Build(
            CircuitTexts.Layered,
            "simulation.epsilon=0.1",
            """
            circuit.lines=[{"groups":["hidden 1"],"summingCapacitance":"500 fF","outputCapacitance":"2 pF","outputResistance":"100 kohm"}]
            """);
        Assert.Equal([1.5, 1.5, 1.5], layout.Groups[1].Capacitance);
        Assert.Equal(0.2, layout.Groups[1].LineTime, 1e-12);
        Assert.Equal([1.0], layout.Groups[2].Capacitance);
        Assert.Equal(0, layout.Groups[2].LineTime);
    }

    [Fact]
    public void The_output_wire_of_a_linear_node_between_resistors_is_its_membrane()
    {
        NetworkLayout layout = Build(
            CircuitTexts.Layered,
            "circuit.coupling={\"kind\":\"resistive\",\"force\":\"currentSumming\",\"weightRange\":[0,2]}",
            "circuit.neurons.activation.kind=linear",
            """circuit.lines=[{"summingCapacitance":"500 fF","outputCapacitance":"1 pF"}]""");
        Assert.All(layout.Couplings, coupling => Assert.True(coupling.IsResistive));
        Assert.All(layout.Groups.Skip(1), group => Assert.All(group.Capacitance, ratio => Assert.Equal(2.5, ratio, 1e-12)));
        Assert.All(layout.Groups, group => Assert.Equal(0, group.LineTime));
    }

    [Fact]
    public void Time_constants_set_capacitances_before_the_parasitics()
    {
        NetworkLayout layout = Build(
            CircuitTexts.Layered,
            """circuit.timeConstants=[{"groups":["output"],"values":["3 us"]},{"groups":["hidden 1"],"values":["1 us","2 us","500 ns"]}]""",
            """circuit.lines=[{"summingCapacitance":"100 fF"}]""");
        Assert.Equal([1.1, 2.1, 0.6], layout.Groups[1].Capacitance.Select(ratio => Math.Round(ratio, 12)));
        Assert.Equal(3.1, layout.Groups[2].Capacitance[0], 1e-12);
        Assert.All(layout.Groups[1].Leak, leak => Assert.Equal(1, leak));
    }

    [Fact]
    public void A_time_constant_holds_for_a_node_with_a_leak_of_its_own()
    {
        NetworkLayout layout = Build(
            CircuitTexts.Elements,
            """circuit.topology.neurons=[{"name":"in","role":"input"},{"name":"h","leakConductance":"2 uS"},{"name":"out","role":"output"}]""",
            """circuit.timeConstants=[{"values":["4 us","1 us"]}]""");
        Assert.Equal(8, layout.Groups[1].Capacitance[0], 1e-12);
        Assert.Equal(1, layout.Groups[2].Capacitance[0], 1e-12);
    }

    private static NetworkLayout Build(string text, params string[] settings) =>
        LayoutBuilder.Build(CircuitTexts.Resolve(text, settings).Description);
}
