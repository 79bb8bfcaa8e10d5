using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>Rules and twins of FitzHugh-Nagumo neurons and of the topologies that join them.</summary>
public class FitzHughNagumoRulesTests
{
    private const string Cell = "circuit.neurons.fitzHughNagumo";
    private const string Learning = """learning={"dataset":{"name":"xor"},"beta":0.1,"freePhase":{"steps":20},"nudgedPhase":{"steps":20},"rates":[0.1]}""";

    public static readonly TheoryData<string, string, string> Broken = new()
    {
        { $"{Cell}.gamma=-1", "number.positive", $"{Cell}.gamma" },
        { $"{Cell}.tau=0", "number.positive", $"{Cell}.tau" },
        { $$"""{{Cell}}={"gama":1}""", "key.unknown", $"{Cell}.gama" },
        { $"{Cell}.nonlinearity.kind=cubik", "name.unknown", $"{Cell}.nonlinearity.kind" },
        { $"{Cell}.nonlinearity.kind=alphaCubic", "fitzHughNagumo.alpha", $"{Cell}.nonlinearity.alpha" },
        { $"{Cell}.nonlinearity.alpha=0.1", "fitzHughNagumo.foreignField", $"{Cell}.nonlinearity.alpha" },
        { $"{Cell}.nonlinearity.outerSlope=1", "fitzHughNagumo.foreignField", $"{Cell}.nonlinearity.outerSlope" },
        { $$"""{{Cell}}.nonlinearity={"kind":"alphaCubic","alpha":1}""", "fitzHughNagumo.alpha", $"{Cell}.nonlinearity.alpha" },
        { $$"""{{Cell}}.nonlinearity={"kind":"tanh","outerSlope":0}""", "number.positive", $"{Cell}.nonlinearity.outerSlope" },
        { $$"""{{Cell}}.coupling={"weight":-1}""", "number.notNegative", $"{Cell}.coupling.weight" },
        { $$"""{{Cell}}.coupling={"weight":2,"maximum":1}""", "fitzHughNagumo.coupling", $"{Cell}.coupling.weight" },
        { "circuit.coupling.force=energyBased", "fitzHughNagumo.force", "circuit.coupling.force" },
        { "circuit.neurons.activation.kind=tanh", "fitzHughNagumo.activation", "circuit.neurons.activation" },
        { "circuit.outputNeurons={\"activation\":{\"kind\":\"relu\"}}", "fitzHughNagumo.activation", "circuit.outputNeurons.activation" },
        { "circuit.neurons.diodes=[{\"direction\":\"fromMembrane\",\"voltage\":\"1 V\"}]", "fitzHughNagumo.part", "circuit.neurons.diodes" },
        { "circuit.compliance={\"low\":\"-1 V\",\"high\":\"1 V\"}", "fitzHughNagumo.part", "circuit.compliance" },
        { "circuit.lines=[{}]", "fitzHughNagumo.part", "circuit.lines" },
        { "circuit.amplifiers=[{}]", "fitzHughNagumo.part", "circuit.amplifiers" },
        { "circuit.coupling.amplifierGains=[2]", "fitzHughNagumo.part", "circuit.coupling.amplifierGains" },
        { "circuit.temperatureModel={}", "fitzHughNagumo.part", "circuit.temperatureModel" },
        { "circuit.topology={\"kind\":\"ring\",\"layers\":null,\"cells\":2,\"linkWeight\":1}", "number.least", "circuit.topology.cells" },
        { "circuit.topology={\"kind\":\"chain\",\"layers\":null,\"linkWeight\":1}", "topology.size", "circuit.topology.cells" },
        { "circuit.topology={\"kind\":\"grid\",\"layers\":null,\"rows\":2,\"linkWeight\":1}", "topology.size", "circuit.topology.columns" },
        { "circuit.topology={\"kind\":\"residual\",\"layers\":null,\"width\":0,\"depth\":2,\"linkWeight\":1}", "number.least", "circuit.topology.width" },
        { "circuit.topology={\"kind\":\"ring\",\"layers\":null,\"cells\":3,\"linkWeight\":-1}", "number.notNegative", "circuit.topology.linkWeight" },
        { "circuit.topology={\"kind\":\"ring\",\"layers\":null,\"cells\":3,\"linkWeight\":1,\"inputs\":4}", "topology.drivers", "circuit.topology.inputs" },
        { "circuit.topology={\"kind\":\"ring\",\"layers\":null,\"cells\":3,\"linkWeight\":1,\"initialVoltages\":[\"1 V\"]}", "list.length", "circuit.topology.initialVoltages" },
        { "circuit.topology={\"kind\":\"ring\",\"layers\":null,\"cells\":3,\"linkWeight\":1,\"width\":2}", "topology.foreignField", "circuit.topology.width" },
        { "circuit.topology.cells=3", "topology.foreignField", "circuit.topology.cells" },
        { "circuit.timeConstants=[{\"groups\":[\"hidden 1 inhibitors\"],\"values\":[\"1 us\"]}]", "timeConstants.group", "circuit.timeConstants[0].groups" },
        { "circuit.fabrication.variations=[{\"parameter\":\"gyratorGain\",\"relativeSigma\":0.1}]", "fabrication.cells", "circuit.fabrication.variations[0]" },
        { "circuit.fabrication.variations=[{\"parameter\":\"linkGain\",\"relativeSigma\":0.1}]", "fabrication.cells", "circuit.fabrication.variations[0]" },
        { "circuit.fabrication.variations=[{\"parameter\":\"inputOffset\",\"absoluteSigma\":\"1 mV\"}]", "fabrication.cells", "circuit.fabrication.variations[0]" },
        { "circuit.fabrication.variations=[{\"parameter\":\"biasCurrent\",\"absoluteSigma\":\"1 uA\",\"groups\":[\"output inhibitor\"]}]", "fabrication.cells", "circuit.fabrication.variations[0]" },
        { "circuit.fabrication.variations=[{\"parameter\":\"leakConductance\",\"absoluteSigma\":\"140 uS\"}]", "fabrication.range", "circuit.fabrication.variations[0]" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_reported_once_with_its_code_and_path(string setting, string code, string path)
    {
        Violation violation = Violation(CellTexts.Layered, setting);
        Assert.Equal(code, violation.Code);
        Assert.EndsWith($": {path}", violation.Path, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy);
    }

    [Theory]
    [InlineData("circuit.neurons.fitzHughNagumo={\"gama\":1}", "gamma")]
    [InlineData("circuit.neurons.fitzHughNagumo.nonlinearity.kind=cubik", "cubic")]
    [InlineData("circuit.timeConstants=[{\"groups\":[\"hidden 1 inhibitors\"],\"values\":[\"1 us\"]}]", "hidden 1 inhibitor")]
    public void A_misspelt_name_is_answered_with_the_nearest(string setting, string nearest) =>
        Assert.Contains(nearest, Violation(CellTexts.Layered, setting).Remedy, StringComparison.Ordinal);

    [Theory]
    [InlineData("gamma", "resistance")]
    [InlineData("tau", "inductance")]
    public void One_of_two_twins_is_needed(string paper, string chip)
    {
        Violation violation = Violation(CellTexts.Layered, $"{Cell}.{chip}=null");
        Assert.Contains($"{paper} nor {chip}", violation.Message, StringComparison.Ordinal);
    }

    // devices.md 1.7: eps = R0^2 C / L, b = R / R0, a = E / V0 in the letters of most papers; first row of its table.
    [Fact]
    public void The_values_of_the_circuit_are_the_numbers_of_papers()
    {
        FitzHughNagumoBlock cell = Resolve(CellTexts.Layered).Description.Circuit.Neurons.FitzHughNagumo!;
        Assert.Equal(0.8, cell.Gamma!.Value, 1e-12);
        Assert.Equal(0.7, cell.B!.Value, 1e-12);
        Assert.Equal(0.08, 1 / cell.Tau!.Value, 1e-12);
        Assert.Equal((0, 0), (cell.InitialInhibitor, cell.InitialCurrent));
    }

    [Fact]
    public void The_numbers_of_papers_are_values_of_the_circuit()
    {
        FitzHughNagumoBlock cell = Resolve(
            CellTexts.Layered, "circuit.neurons.leakConductance=100 uS", "circuit.neurons.voltageSwing=0.5 V",
            $$"""{{Cell}}={"gamma":0.8,"b":0.7,"tau":100,"initialInhibitor":-0.6,"resistance":null,"inductance":null,"sourceVoltage":null}""")
            .Description.Circuit.Neurons.FitzHughNagumo!;
        Assert.Equal(8e3, cell.Resistance!.Value, 1e-9);
        Assert.Equal(10, cell.Inductance!.Value, 1e-9);
        Assert.Equal(0.35, cell.SourceVoltage!.Value, 1e-12);
        Assert.Equal(-30e-6, cell.InitialCurrent!.Value, 1e-15);
    }

    [Theory]
    [InlineData("gamma=0.9", "resistance=800 ohm")]
    [InlineData("b=0.6", "sourceVoltage=0.7 V")]
    public void Twins_that_disagree_are_refused(string paper, string chip)
    {
        string[] pair = [.. new[] { paper, chip }.Select(text => text.Split('=')).Select(parts => double.TryParse(parts[1], out _) ? $"\"{parts[0]}\":{parts[1]}" : $"\"{parts[0]}\":\"{parts[1]}\"")];
        string text = CellTexts.Layered.Replace("\"resistance\": \"800 ohm\", \"sourceVoltage\": \"0.7 V\"", string.Join(',', pair) + (chip[0] == 'r' ? "" : ",\"gamma\":0.8"), StringComparison.Ordinal);
        Assert.Equal("twin.disagree", Violation(text).Code);
    }

    [Theory]
    [InlineData(0.5, 2000)]
    [InlineData(10, 100)]
    public void A_link_weight_is_a_resistance(double weight, double ohms)
    {
        Assert.Equal(ohms, Resolve(CellTexts.Ring, $"circuit.topology.linkWeight={weight}", "simulation.epsilon=0.01").Description.Circuit.Topology.LinkResistance!.Value, 1e-9);
        Assert.Equal(weight, Resolve(CellTexts.Chain, $"circuit.topology.linkResistance={ohms} ohm", "simulation.epsilon=0.01").Description.Circuit.Topology.LinkWeight!.Value, 1e-12);
    }

    [Fact]
    public void A_link_weight_that_is_not_the_resistance_is_refused() => Assert.Equal(
        "twin.disagree", Violation(CellTexts.Ring.Replace("\"linkWeight\": 0.5", "\"linkWeight\": 0.5, \"linkResistance\": \"1 kohm\"", StringComparison.Ordinal)).Code);

    [Fact]
    public void What_is_left_out_is_what_fits_the_neuron()
    {
        CircuitBlock circuit = Resolve(CellTexts.Ring).Description.Circuit;
        Assert.Equal(ForceForm.CurrentSumming, circuit.Coupling.Force);
        Assert.Equal(ActivationKind.Linear, circuit.Neurons.Activation!.Kind);
        Assert.Equal([-1, 1], circuit.Coupling.WeightRange);
        CircuitBlock leaky = Resolve(Layered).Description.Circuit;
        Assert.Equal(ForceForm.EnergyBased, leaky.Coupling.Force);
        Assert.Equal(ActivationKind.HardSigmoid, leaky.Neurons.Activation!.Kind);
    }

    [Theory]
    [InlineData("ring")]
    [InlineData("chain")]
    [InlineData("grid")]
    public void A_lattice_has_nothing_to_learn(string kind)
    {
        string text = kind switch { "ring" => CellTexts.Ring, "chain" => CellTexts.Chain, _ => CellTexts.Grid };
        Violation violation = Violation(text, Learning);
        Assert.Equal("learning.lattice", violation.Code);
        Assert.Contains($"cells of a {kind} are joined by fixed resistors alone, so that there is nothing to learn", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lattices_need_cells() => Assert.Equal(
        "topology.cells", Violation(CellTexts.Ring, "circuit.neurons.fitzHughNagumo=null").Code);

    [Fact]
    public void A_leaky_neuron_has_no_inhibitor() => Assert.Equal(
        "fitzHughNagumo.foreignField", Violation(Elements, """circuit.topology.neurons=[{"name":"in","role":"input"},{"name":"h","tau":1},{"name":"out","role":"output"}]""").Code);

    [Fact]
    public void A_clamped_input_has_no_inhibitor()
    {
        Violation violation = Violation(CellTexts.Elements, """circuit.topology.neurons=[{"name":"in","role":"input","gamma":1},{"name":"h"},{"name":"out","role":"output"}]""");
        Assert.Equal("fitzHughNagumo.foreignField", violation.Code);
        Assert.EndsWith("neurons[0].gamma", violation.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"depth\":2147483647,\"width\":2")]
    [InlineData("\"depth\":2,\"width\":2147483647")]
    public void A_stack_without_end_is_refused(string sizes) => Assert.Equal(
        "topology.tooLarge", Violation(CellTexts.Residual, $"circuit.topology={{{sizes}}}").Code);

    [Fact]
    public void Noise_of_resistors_between_inhibitors_takes_from_one_what_it_gives_the_other() => Assert.Equal(
        "noise.correlated",
        Violation(CellTexts.Layered, $"{Cell}.coupling={{}}", "circuit.noise={\"thermal\":{}}", "simulation.method=exponentialEuler").Code);

    [Theory]
    [InlineData("leakConductance", "\"1 mS\"", "fitzHughNagumo.leak")]
    [InlineData("gamma", "0", "number.positive")]
    [InlineData("tau", "-1", "number.positive")]
    public void Values_of_named_cells_are_checked(string field, string value, string code)
    {
        Violation violation = Violation(CellTexts.Elements, $$"""circuit.topology.neurons=[{"name":"in","role":"input"},{"name":"h","{{field}}":{{value}}},{"name":"out","role":"output"}]""");
        Assert.Equal(code, violation.Code);
        Assert.EndsWith($"neurons[1].{field}", violation.Path, StringComparison.Ordinal);
    }

    // Voltages of either sign about a reference of 0 V, and no limit by the supply: a board with two supplies.
    [Theory]
    [InlineData("circuit.neurons.initialVoltage=-2.2 V")]
    [InlineData("circuit.neurons.referenceVoltage=-1 V")]
    [InlineData("circuit.neurons.voltageSwing=3 V")]
    [InlineData("circuit.coupling.force=currentSumming", "circuit.neurons.activation.kind=linear")]
    [InlineData("circuit.fabrication.variations=[{\"parameter\":\"biasCurrent\",\"absoluteSigma\":\"1 uA\"}]")]
    [InlineData("circuit.noise={\"thermal\":{}}", "simulation.method=projectedEuler")]
    [InlineData("circuit.noise.sharedLines=[{\"name\":\"supply\",\"groups\":[\"output inhibitor\"],\"voltage\":\"1 mV\",\"bandwidth\":\"1 MHz\",\"conductance\":\"1 uS\"}]", "simulation.method=projectedEuler")]
    public void What_keeps_the_rules_is_taken(params string[] settings) => Resolve(CellTexts.Layered, settings);

    // solvers.md: explicit Euler on a row of cells needs h < 2 / (4 D + 3), the classical method 2.785 / (4 D + 3).
    [Theory]
    [InlineData("projectedEuler", 0.5, 0.4)]
    [InlineData("rk4", 0.5, 0.55705)]
    [InlineData("projectedEuler", 10, 0.046511)]
    public void A_fixed_step_is_as_long_as_the_cubic_and_the_resistors_let_it_be(string method, double coupling, double limit)
    {
        string[] Settings(double share) => [$"simulation.method={method}", $"circuit.topology.linkWeight={coupling}", $"simulation.epsilon={share * limit}"];
        Resolve(CellTexts.Ring, Settings(0.999));
        Violation violation = Violation(CellTexts.Ring, Settings(1.001));
        Assert.Equal("simulation.unstable", violation.Code);
        Assert.Contains(limit.ToString("G2", System.Globalization.CultureInfo.InvariantCulture)[..^1], violation.Remedy, StringComparison.Ordinal);
    }

    // The far point of a cubic at the height of a knee, found by bisection, and the slope there.
    [Theory]
    [InlineData("{}")]
    [InlineData("{\"kind\":\"alphaCubic\",\"alpha\":0.3}")]
    public void The_limit_is_the_slope_where_a_membrane_lands(string nonlinearity)
    {
        NonlinearityBlock f = Resolve(CellTexts.Ring, $"{Cell}.nonlinearity={nonlinearity}").Description.Circuit.Neurons.FitzHughNagumo!.Nonlinearity;
        double At(double u) => f.Kind == NonlinearityKind.Cubic ? u - u * u * u / 3 : u * (1 - u) * (u - f.Alpha!.Value);
        double Slope(double u) => (At(u + 1e-6) - At(u - 1e-6)) / 2e-6;
        double knee = Root(Slope, -1.5, (1 + (f.Alpha ?? -1)) / 3);
        double landing = Root(u => At(u) - At(knee), knee + 0.1, 5);
        Assert.Equal(CellParts.SteepestFall(f), -Slope(landing), 1e-5);
    }

    [Fact]
    public void A_fast_inhibitor_limits_the_step_too()
    {
        string[] settings = [$"{Cell}.tau=0.1", "simulation.method=projectedEuler"];
        Resolve(CellTexts.Layered, [.. settings, "simulation.epsilon=0.249"]);
        Assert.Equal("simulation.unstable", Violation(CellTexts.Layered, [.. settings, "simulation.epsilon=0.251"]).Code);
    }

    [Theory]
    [InlineData("{\"kind\":\"tanh\",\"outerSlope\":2}", "activator", "centered", 3.25)]
    [InlineData("{\"kind\":\"tanh\",\"outerSlope\":2}", "activator", "positive", double.PositiveInfinity)]
    [InlineData("{}", "activator", "centered", double.PositiveInfinity)]
    [InlineData("{}", "inhibitor", "positive", 0.8)]
    [InlineData("{}", "inhibitor", "negative", double.PositiveInfinity)]
    public void A_nudge_is_weaker_than_what_holds_the_outputs(string nonlinearity, string answers, string estimator, double limit)
    {
        string[] Settings(double beta) =>
            [Learning, $"{Cell}.nonlinearity={nonlinearity}", $"{Cell}.answers={answers}", $"learning.estimator={estimator}", $"learning.beta={beta}"];
        Resolve(CellTexts.Layered, Settings(double.IsFinite(limit) ? limit - 0.01 : 100));
        if (double.IsFinite(limit))
        {
            Assert.Equal("nudge.negativeResistor", Violation(CellTexts.Layered, Settings(limit + 0.01)).Code);
        }
    }

    [Theory]
    [InlineData("learning.rates=[1,2,3,4]")]
    [InlineData("learning.biasRates=[1,2,3]")]
    public void Lists_have_one_number_for_each_coupling_and_group_with_inhibitors(string setting)
    {
        const string coupled = Cell + ".coupling={}";
        Assert.Equal("list.length", Violation(CellTexts.Layered, Learning, coupled, setting).Code);
        Resolve(CellTexts.Layered, Learning, coupled, "learning.rates=[1,2,3]", "learning.biasRates=[1,2,3,4]");
        Resolve(CellTexts.Residual, Learning, coupled, "learning.rates=[1,2,3,4,5,6]");
    }

    private static double Root(Func<double, double> function, double low, double high)
    {
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = function(middle) * function(high) > 0 ? (low, middle) : (middle, high);
        }

        return (low + high) / 2;
    }
}
