using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Circuits;

namespace EqProp.Analog.Tests.Networks;

public class LayoutBuilderTests
{
    [Fact]
    public void Layers_are_coupled_from_the_input_up_and_then_by_skips()
    {
        NetworkLayout layout = Build(CircuitTexts.Layered, "circuit.topology.layers=[4,3,2,5]", "circuit.topology.skips=[[0,3],[1,3]]");
        Assert.Equal(["input", "hidden 1", "hidden 2", "output"], layout.Groups.Select(group => group.Name));
        Assert.Equal([4, 3, 2, 5], layout.Groups.Select(group => group.Size));
        Assert.Equal([(0, 1), (1, 2), (2, 3), (0, 3), (1, 3)], layout.Couplings.Select(coupling => (coupling.Source, coupling.Target)));
        Assert.All(layout.Couplings, coupling => Assert.Null(coupling.InitialWeights));
        Assert.Equal((-2, 2), (layout.WeightMinimum, layout.WeightMaximum));
        Assert.Equal((4, 5, 10), (layout.InputCount, layout.OutputCount, layout.FreeCount));
    }

    [Theory]
    [InlineData(3, 4, 2, new[] { "0-1", "0-2", "1-1", "1-2", "2-2" })]
    [InlineData(3, 4, 1, new[] { "0-1", "0-2", "1-1", "1-2" })]
    [InlineData(3, 1, 1, new[] { "0-1", "0-2", "1-2" })]
    [InlineData(3, 0, 2, new[] { "0-1", "1-1" })]
    [InlineData(3, 0, 1, new[] { "0-1" })]
    public void Recurrent_groups_are_coupled_in_the_order_of_the_rates(int inputs, int hidden, int outputs, string[] couplings)
    {
        NetworkLayout layout = Build(CircuitTexts.Layered, $"circuit.topology={{\"kind\":\"recurrent\",\"layers\":null,\"inputs\":{inputs},\"hidden\":{hidden},\"outputs\":{outputs}}}");
        Assert.Equal(couplings, layout.Couplings.Select(coupling => $"{coupling.Source}-{coupling.Target}"));
        Assert.Equal(hidden > 0 ? 3 : 2, layout.Groups.Count);
        Assert.Equal(outputs, layout.OutputCount);
    }

    [Fact]
    public void Each_role_has_its_activation_and_the_threshold_is_in_swings()
    {
        NetworkLayout layout = Build(
            CircuitTexts.Layered,
            "circuit.neurons.voltageSwing=0.5 V",
            "circuit.neurons.activation={\"kind\":\"logistic\",\"gain\":4,\"threshold\":\"250 mV\"}",
            "circuit.outputNeurons.activation.kind=linear");
        Assert.Equal([ActivationKind.Linear, ActivationKind.Logistic, ActivationKind.Linear], layout.Groups.Select(group => group.Activation));
        Assert.Equal(4, layout.Groups[1].Gain);
        Assert.Equal(0.5, layout.Groups[1].Threshold, 1e-12);
        Assert.Equal(0, layout.Groups[2].Threshold);
    }

    [Fact]
    public void Groups_have_the_bias_of_their_neurons_and_clamped_inputs_none()
    {
        Assert.Equal([0, 0.2, 0.2], Build(CircuitTexts.Layered, "circuit.neurons.bias=0.2").Groups.Select(group => group.Bias));
        Assert.Equal(
            [0, 0.2, -0.1],
            Build(CircuitTexts.Layered, "circuit.neurons.bias=0.2", "circuit.outputNeurons.bias=-0.1").Groups.Select(group => group.Bias));
        Assert.All(Build(CircuitTexts.Layered).Groups, group => Assert.Equal(0, group.Bias));
    }

    // The preset is drawn in its own file: in -> fast, slow; fast <-> slow (-0.4); fast <-> out; slow -> out one way.
    [Fact]
    public void Named_nodes_are_grouped_by_role_and_their_edges_by_groups_and_kind()
    {
        NetworkLayout layout = LayoutBuilder.Build(CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", "elements-pair.json")).Description);
        Assert.Equal(["input", "hidden", "output"], layout.Groups.Select(group => group.Name));
        Assert.Equal(["fast", "slow"], layout.Groups[1].NodeNames!);
        Assert.Equal("slow", layout.Groups[1].NameOf(1));
        AssertClose([1, 3], layout.Groups[1].Capacitance);
        AssertClose([0, 0.5], layout.Groups[1].InitialState);
        AssertClose([0.8], layout.Groups[0].InitialState);
        Assert.Null(layout.Groups[1].InitialBias![0]);
        Assert.Equal(0.1, layout.Groups[1].InitialBias![1]!.Value, 1e-12);
        Assert.Null(layout.Groups[2].InitialBias);
        Assert.Equal(
            [(0, 1, EdgeKind.Reciprocal), (1, 1, EdgeKind.Reciprocal), (1, 2, EdgeKind.Reciprocal), (1, 2, EdgeKind.OneWay)],
            layout.Couplings.Select(coupling => (coupling.Source, coupling.Target, coupling.Kind)));
        AssertClose([0.8, 0.5], layout.Couplings[0].InitialWeights!);
        AssertClose([0, -0.4, -0.4, 0], layout.Couplings[1].InitialWeights!);
        AssertClose([0.6, 0], layout.Couplings[2].InitialWeights!);
        AssertClose([0, 0.3], layout.Couplings[3].InitialWeights!);
        Assert.Equal([false, true, true, false], layout.Couplings[1].Plastic!);
        Assert.Equal([true, false], layout.Couplings[2].Plastic!);
        Assert.Equal([false, false], layout.Couplings[3].Plastic!);
    }

    [Fact]
    public void A_reciprocal_edge_starts_in_the_earlier_group_and_a_one_way_edge_keeps_its_direction()
    {
        NetworkLayout turned = Build(CircuitTexts.Elements, "circuit.topology.edges[1]={\"from\":\"out\",\"to\":\"h\",\"weight\":0.5}");
        Assert.Equal((1, 2), (turned.Couplings[1].Source, turned.Couplings[1].Target));
        NetworkLayout kept = Build(CircuitTexts.Elements, "circuit.topology.edges[1]={\"from\":\"out\",\"to\":\"h\",\"weight\":0.5,\"kind\":\"oneWay\"}");
        Assert.Equal((2, 1), (kept.Couplings[1].Source, kept.Couplings[1].Target));
    }

    [Fact]
    public void A_one_way_edge_within_a_group_is_written_once()
    {
        NetworkLayout layout = Build(
            CircuitTexts.Elements,
            "circuit.topology.neurons=[{\"name\":\"in\",\"role\":\"input\"},{\"name\":\"out\",\"role\":\"output\"},{\"name\":\"h\",\"role\":\"output\"}]",
            "circuit.topology.edges[1]={\"from\":\"h\",\"to\":\"out\",\"weight\":0.5,\"kind\":\"oneWay\"}");
        Assert.Equal(["input", "output"], layout.Groups.Select(group => group.Name));
        Assert.Equal([0, 0, 0.5, 0], layout.Couplings[1].InitialWeights!);
    }

    [Fact]
    public void A_chip_of_any_seed_has_the_nominal_layout()
    {
        CircuitDescription description = CircuitTexts.Resolve(CircuitTexts.Layered).Description;
        ChipInstance chip = ChipFabricator.Fabricate(description, seed: 5, readOutClasses: 3);
        Assert.Equal(5, chip.Seed);
        Assert.Same(description, chip.Description);
        Assert.Equal(3, chip.Layout.AnswerCount);
    }

    [Fact]
    public void A_description_that_is_not_resolved_is_refused() =>
        Assert.Throws<ArgumentException>(() => LayoutBuilder.Build(CircuitTexts.Resolve(CircuitTexts.Layered).Description with
        {
            Circuit = CircuitTexts.Resolve(CircuitTexts.Layered).Description.Circuit with { Coupling = new CouplingBlock() },
        }));

    private static NetworkLayout Build(string text, params string[] settings) => LayoutBuilder.Build(CircuitTexts.Resolve(text, settings).Description);

    private static void AssertClose(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
