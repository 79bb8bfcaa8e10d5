using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Tests.Circuits;

namespace EqProp.Analog.Tests.Networks;

/// <summary>Layouts of FitzHugh-Nagumo neurons.</summary>
public class CellLayoutTests
{
    [Fact]
    public void Inhibitors_stand_behind_all_neurons_in_their_order()
    {
        NetworkLayout layout = Build(CellTexts.Layered, "circuit.topology.layers=[2,3,4,1]");
        Assert.Equal(["input", "hidden 1", "hidden 2", "output", "hidden 1 inhibitor", "hidden 2 inhibitor", "output inhibitor"], layout.Groups.Select(group => group.Name));
        Assert.Equal([(1, 4), (2, 5), (3, 6)], layout.Cells.Select(cell => (cell.Activator, cell.Inhibitor)));
        Assert.Equal(3, layout.OutputGroup);
        Assert.Equal(ForceForm.CurrentSumming, layout.Force);
        Assert.Equal([null, NonlinearityKind.Cubic, NonlinearityKind.Cubic, NonlinearityKind.Cubic, null, null, null], layout.Groups.Select(group => group.Nonlinearity?.Kind));
        Assert.All(layout.Groups.Skip(1), group => Assert.Equal(ActivationKind.Linear, group.Activation));
        Assert.All(layout.Groups.Skip(1).Take(3), group => Assert.All(group.Leak, leak => Assert.Equal(-1, leak)));
        Assert.All(layout.Groups.Skip(4), group =>
        {
            Assert.Equal(NodeRole.Hidden, group.Role);
            Assert.All(group.Leak, gamma => Assert.Equal(0.8, gamma, 1e-12));
            Assert.All(group.Capacitance, tau => Assert.Equal(12.5, tau, 1e-9));
            Assert.Equal(0.7, group.Bias, 1e-12);
        });
        Assert.Equal(
            [(4, 1, -1.0), (1, 4, 1), (5, 2, -1), (2, 5, 1), (6, 3, -1), (3, 6, 1)], layout.Links.Select(link => (link.Source, link.Target, link.Gains[0])));
        Assert.All(layout.Links, link => Assert.Equal((0, false, layout.Groups[link.Target].Size), (link.Shift, link.Loads, link.Gains.Count)));
    }

    [Fact]
    public void The_alpha_form_has_the_leak_alpha_and_inhibitors_may_answer()
    {
        NetworkLayout layout = Build(
            CellTexts.Layered, """circuit.neurons.fitzHughNagumo.nonlinearity={"kind":"alphaCubic","alpha":0.2}""", "circuit.neurons.fitzHughNagumo.answers=inhibitor");
        Assert.Equal([0.2, 0.2, 0.2], layout.Groups[1].Leak);
        Assert.Equal(4, layout.OutputGroup);
        Assert.Equal("output inhibitor", layout.Groups[layout.OutputGroup].Name);
    }

    [Fact]
    public void Resistors_between_inhibitors_follow_synapses_between_neurons()
    {
        NetworkLayout layout = Build(CellTexts.Layered, "circuit.topology.layers=[2,3,4,1]", """circuit.neurons.fitzHughNagumo.coupling={"weight":0.3,"maximum":5}""");
        Assert.Equal([(0, 1), (1, 2), (2, 3), (4, 5), (5, 6)], layout.Couplings.Select(coupling => (coupling.Source, coupling.Target)));
        Assert.All(layout.Couplings.Skip(3), coupling =>
        {
            Assert.True(coupling.IsResistive);
            Assert.Equal((0, 5), layout.RangeOf(coupling));
            Assert.Null(coupling.Plastic);
            Assert.All(coupling.InitialWeights!, weight => Assert.Equal(0.3, weight));
        });
        Assert.All(layout.Couplings.Take(3), coupling => Assert.False(coupling.IsResistive));
        NetworkLayout recurrent = Build(
            CellTexts.Layered, """circuit.topology={"kind":"recurrent","layers":null,"inputs":1,"hidden":2,"outputs":2}""", """circuit.neurons.fitzHughNagumo.coupling={"weight":0.3}""");
        Assert.Equal([(0, 1), (0, 2), (1, 1), (1, 2), (2, 2), (3, 3), (3, 4), (4, 4)], recurrent.Couplings.Select(coupling => (coupling.Source, coupling.Target)));
        Assert.Equal([0, 0.3, 0.3, 0], recurrent.Couplings[5].InitialWeights);
    }

    [Fact]
    public void Named_cells_have_values_of_their_own()
    {
        NetworkLayout layout = Build(CellTexts.Elements, """circuit.neurons.fitzHughNagumo.coupling={"weight":0.3}""");
        Assert.Equal(["in"], layout.Groups[0].NodeNames);
        Assert.Equal([1.0], layout.Groups[0].Leak);
        Assert.Equal((-1, 2, -1.2), (layout.Groups[1].Leak[0], layout.Groups[1].Capacitance[0], layout.Groups[1].InitialState[0]));
        NodeGroup own = layout.Groups[3], shared = layout.Groups[4];
        Assert.Equal(("h inhibitor", 0.5, 2, -0.6, 0.1), (own.NodeNames![0], own.Leak[0], own.Capacitance[0], own.InitialState[0], own.InitialBias![0]!.Value));
        Assert.Equal(("out inhibitor", 0.8, 12.5, 0, 0.7), (shared.NodeNames![0], shared.Leak[0], Math.Round(shared.Capacitance[0], 9), shared.InitialState[0], shared.InitialBias![0]!.Value));
        Coupling between = layout.Couplings[2];
        Assert.Equal((3, 4, 0.3, false), (between.Source, between.Target, between.InitialWeights![0], between.Plastic![0]));
    }

    [Fact]
    public void Named_cells_start_where_all_do_unless_they_say_otherwise()
    {
        NetworkLayout layout = Build(CellTexts.Elements, "circuit.neurons.initialVoltage=-0.5 V");
        Assert.Equal((0, -1.2, -0.5), (layout.Groups[0].InitialState[0], layout.Groups[1].InitialState[0], layout.Groups[2].InitialState[0]));
    }

    [Fact]
    public void The_input_of_inhibitors_is_no_bias_of_hidden_neurons()
    {
        NetworkLayout layout = Build(CellTexts.Layered, """circuit.neurons.fitzHughNagumo.coupling={"weight":0.3}""");
        NetworkParameters drawn = ParameterInitializer.Draw(layout, new InitializationBlock { HiddenBias = 0.2, WeightScale = [1] }, 1);
        Assert.Equal([0.2, 0.2, 0.2], drawn.Biases[1]);
        Assert.All(drawn.Biases[3], b => Assert.Equal(0.7, b, 1e-12));
        Assert.All(drawn.Weights[2], weight => Assert.Equal(0.3, weight));
    }

    // The graph Laplacian by brute force from the definition of each lattice, against what its links do to any state.
    [Theory]
    [InlineData("ring")]
    [InlineData("chain")]
    [InlineData("grid")]
    [InlineData("residual")]
    public void Links_are_the_laplacian_of_their_graph(string kind)
    {
        (string text, (int, int)[] edges) = kind switch
        {
            "ring" => (CellTexts.Ring, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]),
            "chain" => (CellTexts.Chain, [(0, 1), (1, 2), (2, 3)]),
            "grid" => (CellTexts.Grid, new[] { (0, 1), (1, 2), (3, 4), (4, 5), (0, 3), (1, 4), (2, 5) }),
            // Two inputs (-2, -1), then three layers of two.
            _ => (CellTexts.Residual, [(-2, 0), (-1, 1), (0, 2), (1, 3), (2, 4), (3, 5)]),
        };
        NetworkLayout layout = Build(text);
        foreach ((bool inhibitors, double weight) in new[] { (false, 0.5), (true, kind is "chain" or "residual" ? 0.25 : 0) })
        {
            int[] groups = inhibitors ? [.. layout.Cells.Select(cell => cell.Inhibitor)] : kind == "residual" ? [0, .. layout.Cells.Select(cell => cell.Activator)] : [1];
            int shift = kind == "residual" && !inhibitors ? 2 : 0;
            double[] states = [.. Enumerable.Range(0, groups.Sum(g => layout.Groups[g].Size)).Select(i => Math.Sin(1 + 3 * i))];
            double[] expected = new double[states.Length];
            foreach ((int a, int b) in edges.Select(edge => (edge.Item1 + shift, edge.Item2 + shift)).Where(edge => edge.Item1 >= 0))
            {
                expected[a] += weight * (states[b] - states[a]);
                expected[b] += weight * (states[a] - states[b]);
            }

            Array.Clear(expected, 0, shift);
            double[] found = new double[states.Length];
            int PlaceOf(int group, int node) => groups.TakeWhile(g => g != group).Sum(g => layout.Groups[g].Size) + node;
            foreach (Link link in layout.Links.Where(link => link.Loads && groups.Contains(link.Target)))
            {
                for (int i = 0; i < link.Gains.Count; i++)
                {
                    double other = link.Gains[i] == 0 ? 0 : states[PlaceOf(link.Source, link.Seen(i))];
                    found[PlaceOf(link.Target, i)] += link.Gains[i] * (other - states[PlaceOf(link.Target, i)]);
                }
            }

            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Fact]
    public void A_residual_stack_learns_within_its_layers_and_is_read_at_its_end()
    {
        NetworkLayout layout = Build(CellTexts.Residual, """circuit.neurons.fitzHughNagumo.coupling={"weight":0.3}""");
        Assert.Equal([(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6)], layout.Couplings.Select(coupling => (coupling.Source, coupling.Target)));
        Assert.Equal((3, 2, 2), (layout.OutputGroup, layout.InputCount, layout.OutputCount));
        Assert.Empty(Build(CellTexts.Residual, "circuit.topology.width=1").Couplings);
    }

    [Fact]
    public void Drivers_reach_the_first_cells_and_cells_start_where_they_are_told()
    {
        NetworkLayout layout = Build(
            CellTexts.Chain, "circuit.topology.inputs=2", "circuit.topology.inputWeight=0.4", "circuit.topology.inputVoltages=[\"1 V\",\"-2 V\"]",
            "circuit.topology.initialVoltages=[\"-1.2 V\",\"0 V\",\"1 V\",\"2 V\"]", "circuit.topology.initialInhibitors=[-0.6,0,0.1,0.2]", "circuit.neurons.referenceVoltage=1 V");
        Link drivers = Assert.Single(layout.Links, link => link.Source == 0);
        Assert.Equal([0.4, 0.4, 0, 0], drivers.Gains);
        Assert.Equal((1, false, 0), (drivers.Target, drivers.Loads, drivers.Shift));
        Assert.Equal([0, -3], layout.Groups[0].InitialState);
        Assert.Equal([-2.2, -1, 0, 1], layout.Groups[1].InitialState);
        Assert.Equal([-0.6, 0, 0.1, 0.2], layout.Groups[2].InitialState);
    }

    [Fact]
    public void A_random_start_has_the_spread_and_the_seed_that_were_asked_for()
    {
        string[] settings = ["circuit.topology.cells=2000", "circuit.topology.initialSpread=500 mV", "circuit.neurons.initialVoltage=-1 V", "circuit.neurons.voltageSwing=0.5 V"];
        double[] Start(int seed) => [.. Build(CellTexts.Ring, [.. settings, $"circuit.topology.initialSeed={seed}"]).Groups[1].InitialState];
        double[] drawn = Start(1);
        double mean = drawn.Average();
        Assert.Equal(-2, mean, 4 / Math.Sqrt(2000));
        Assert.Equal(1, Math.Sqrt(drawn.Average(value => (value - mean) * (value - mean))), 0.07);
        Assert.Equal(drawn, Start(1));
        Assert.NotEqual(drawn, Start(2));
    }

    [Fact]
    public void Time_constants_are_those_of_membranes_unless_inhibitors_are_named()
    {
        NetworkLayout layout = Build(CellTexts.Layered, """circuit.timeConstants=[{"values":["2 us"]},{"groups":["output inhibitor"],"formula":"tau * k"}]""");
        Assert.Equal([2.0, 2, 2], layout.Groups[1].Capacitance.Select(ratio => Math.Round(ratio, 12)));
        Assert.Equal(12.5, layout.Groups[3].Capacitance[0], 1e-9);
        Assert.Equal(2, layout.Groups[4].Capacitance[0], 1e-12);
    }

    private static NetworkLayout Build(string text, params string[] settings) => LayoutBuilder.Build(CircuitTexts.Resolve(text, settings).Description);
}
