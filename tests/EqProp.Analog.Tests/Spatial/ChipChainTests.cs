using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Spatial;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Spatial;

/// <summary>Chips read as chains, against the circuit's own equations and finite differences by what learning writes.</summary>
public class ChipChainTests
{
    private static readonly Dictionary<string, ResidualOptions> Chips = new()
    {
        ["plain"] = new(),
        ["inhibitors joined"] = new() { Dv = 3 },
        ["inhibitors read"] = new() { Dv = 3, ReadsInhibitors = true, HasInputWeights = true },
        ["everything"] = new() { Dv = 3, HasMoreCouplings = true, HasInputWeights = true, IsDrawn = true },
        ["classes"] = new() { ReadOutClasses = 4, HasMoreCouplings = true, IsDrawn = true },
        ["mismatched"] = new() { HasMismatchedGyrators = true, HasInputWeights = true },
        ["mismatched and read"] = new() { HasMismatchedGyrators = true, ReadsInhibitors = true },
        ["read but not joined"] = new() { ReadsInhibitors = true },
    };

    public static TheoryData<string> Names => [.. Chips.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_chip_comes_to_rest_where_the_boundary_problem_says(string name)
    {
        RandomNetwork network = ResidualLayouts.Draw(31, Chips[name]);
        ChipChain chip = ChipChain.Read(network.Layout, network.Parameters, network.Inputs);
        DepthPath free = BoundarySolve.Free(chip.Chain);
        Assert.All(ResidualLayouts.Rest(network).Zip(chip.States(free)), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        Assert.All(free.Momenta[^1], p => Assert.Equal(0, p, 1e-10));
        Assert.Equal(["hidden 1", "hidden 2", "hidden 3", "output"], chip.LayerNames);
        Assert.All(chip.Positions(chip.States(free)).Zip(free.Positions), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_that_by_everything_learning_writes(string name)
    {
        RandomNetwork network = ResidualLayouts.Draw(32, Chips[name]);
        NetworkParameters exact = SpatialComparison.Compute(network.Layout, network.Parameters, network.Inputs, network.Cost, network.Target).Exact;
        foreach ((double[] values, double[] slopes, Coupling? coupling) in Arrays(network, exact))
        {
            for (int k = 0; k < values.Length; k++)
            {
                int n = network.Layout.Groups[1].Size, mirror = coupling?.Source == coupling?.Target && coupling is not null ? k % n * n + k / n : k;
                bool isSynapse = coupling is null || mirror != k || coupling.Source != coupling.Target;
                Assert.Equal(isSynapse ? Slope(network, values, k, mirror) : 0, slopes[k], 2e-8);
            }
        }

        Assert.True(exact.Biases[1].Sum(Math.Abs) > 1e-3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_functional_and_the_gradient_are_those_of_the_reference_equations(string name)
    {
        RandomNetwork network = ResidualLayouts.Draw(35, Chips[name]);
        NetworkEquations equations = network.Equations;
        ChipChain chip = ChipChain.Read(network.Layout, network.Parameters, network.Inputs);
        double[] rest = ReferenceEquilibrium.Settle(equations, network.Inputs).State;
        DepthPath free = BoundarySolve.Free(chip.Chain);
        Assert.All(rest.Zip(chip.States(free)), pair => Assert.Equal(pair.First, pair.Second, 1e-10));

        var cost = new OutputNudge(network.Cost, 0.1, network.Target);
        DepthPath nudged = BoundarySolve.Nudged(chip.Chain, chip.Cost(network.Cost, network.Target), 0.1, free);
        Assert.All(ReferenceEquilibrium.Settle(equations, network.Inputs, cost, rest).State.Zip(chip.States(nudged)), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        double change = equations.Energy(network.Inputs, chip.States(nudged)) - equations.Energy(network.Inputs, rest);
        Assert.Equal(change, chip.Chain.Functional(nudged.Positions) - chip.Chain.Functional(free.Positions), 1e-12);
        Assert.True(Math.Abs(change) > 1e-7);

        NetworkParameters adjoint = ReferenceGradient.Adjoint(equations, network.Inputs, network.Cost, network.Target);
        Array.Clear(adjoint.ReadOutWeights);
        Array.Clear(adjoint.ReadOutBiases);
        SpatialComparison comparison = SpatialComparison.Compute(network.Layout, network.Parameters, network.Inputs, network.Cost, network.Target);
        Assert.InRange(new GradientComparison(comparison.Exact, adjoint).Total.RelativeError, 0, 1e-9);
        Assert.InRange(comparison.Total.Centered.RelativeError, 0, 1e-4);
    }

    [Fact]
    public void A_synapse_that_is_not_plastic_has_no_gradient()
    {
        RandomNetwork network = ResidualLayouts.Draw(33, new ResidualOptions());
        bool[] plastic = [.. Enumerable.Range(0, 9).Select(k => k is not (1 or 3))];
        NetworkLayout layout = network.Layout with
        {
            Couplings = [network.Layout.Couplings[0] with { Plastic = plastic, InitialWeights = network.Parameters.Weights[0] }, .. network.Layout.Couplings.Skip(1)],
        };
        double[] all = SpatialComparison.Compute(network.Layout, network.Parameters, network.Inputs, network.Cost, network.Target).Exact.Weights[0];
        double[] some = SpatialComparison.Compute(layout, network.Parameters, network.Inputs, network.Cost, network.Target).Exact.Weights[0];
        Assert.All(all.Select((value, k) => plastic[k] ? value : 0).Zip(some), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        Assert.NotEqual(0, all[1]);
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "width", "different numbers of neurons" },
        { "gain", "No weights of its nodes" },
        { "skip", "not neighbours" },
        { "diode", "not of a kind" },
        { "one way", "alike both ways" },
        { "mixed", "some have none" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_has_no_Hamiltonian_is_refused_by_name(string what, string reason)
    {
        RandomNetwork network = ResidualLayouts.Draw(34, new ResidualOptions { Dv = 3 });
        NetworkLayout layout = network.Layout;
        NodeGroup[] groups = [.. layout.Groups];
        NetworkLayout odd = what switch
        {
            "width" => Layouts.Layered([2, 3, 2], new NeuronOptions(Activation: ActivationKind.Tanh)),
            "gain" => layout with { Links = [.. layout.Links.Select((link, k) => k == 0 ? link with { Gains = [-0.5, -1, -1] } : link)] },
            "skip" => layout with { Couplings = [.. layout.Couplings, Layouts.Reciprocal(1, 3)] },
            "diode" => layout with { Groups = [groups[0], groups[1] with { Slope = [1, 1, 1.1] }, .. groups[2..]] },
            "one way" => layout with { Couplings = [.. layout.Couplings, Layouts.OneWay(1, 2)] },
            _ => layout with { Cells = [.. layout.Cells.Skip(1)] },
        };
        var parameters = new NetworkParameters(odd);
        var failure = Assert.Throws<InputException>(() => ChipChain.Read(odd, parameters, new double[odd.InputCount]));
        Assert.Equal("spatial.shape", failure.Violations[0].Code);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(double[] Values, double[] Slopes, Coupling? Coupling)> Arrays(RandomNetwork network, NetworkParameters exact) =>
    [
        .. network.Parameters.Weights.Zip(exact.Weights, network.Layout.Couplings).Select(a => (a.First, a.Second, (Coupling?)a.Third)),
        .. network.Parameters.Biases.Zip(exact.Biases).Select(a => (a.First, a.Second, (Coupling?)null)),
    ];

    private static double Slope(RandomNetwork network, double[] values, int index, int mirror)
    {
        double here = values[index];
        double CostAt(double by)
        {
            values[index] = values[mirror] = here + by;
            ChipChain chip = ChipChain.Read(network.Layout, network.Parameters, network.Inputs);
            return chip.Cost(network.Cost, network.Target).Of(BoundarySolve.Free(chip.Chain));
        }

        double slope = (CostAt(1e-4) - CostAt(-1e-4)) / 2e-4;
        values[index] = values[mirror] = here;
        return slope;
    }
}
