using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>What the plasticity unit writes, against the estimate that the host computes from what it reads.</summary>
public class PlasticityTests
{
    private const int Count = 14;
    private const double Beta = 0.3;

    public static TheoryData<string, ForceForm, bool, bool> Chips()
    {
        var data = new TheoryData<string, ForceForm, bool, bool>();
        foreach (string shape in new[] { "layered", "recurrent", "elements" })
        {
            foreach (ForceForm force in Enum.GetValues<ForceForm>())
            {
                data.Add(shape, force, false, false);
                data.Add(shape, force, true, false);
                data.Add(shape, force, true, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void Update_is_minus_the_rate_times_the_estimate(string shape, ForceForm force, bool centered, bool crossEntropy)
    {
        RandomNetwork drawn = Draw(shape, force, crossEntropy);
        NetworkLayout layout = drawn.Layout;
        (NetworkParameters before, NetworkParameters estimate, NetworkParameters after) = Learn(drawn, centered);
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            AssertStep(before.Weights[c], estimate.Weights[c], 0.5 + 0.25 * c, after.Weights[c]);
        }

        for (int g = 1; g < layout.Groups.Count; g++)
        {
            AssertStep(before.Biases[g], estimate.Biases[g], 0.1 * g, after.Biases[g]);
        }

        if (crossEntropy)
        {
            AssertStep(before.ReadOutWeights, estimate.ReadOutWeights, 0.35, after.ReadOutWeights);
            AssertStep(before.ReadOutBiases, estimate.ReadOutBiases, 0.35, after.ReadOutBiases);
        }
    }

    public static TheoryData<string, string, bool> ExtendedChips()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (string name in ExtendedCircuits.All)
        {
            foreach (string shape in new[] { "layered", "recurrent", "elements" })
            {
                data.Add(name, shape, false);
                data.Add(name, shape, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ExtendedChips))]
    public void Update_of_loads_and_amplifiers_is_minus_the_rate_times_the_estimate(string name, string shape, bool centered)
    {
        RandomNetwork drawn = ExtendedChipTests.Draw(name, shape, 9);
        (NetworkParameters before, NetworkParameters estimate, NetworkParameters after) = Learn(drawn, centered);
        for (int c = 0; c < drawn.Layout.Couplings.Count; c++)
        {
            AssertClippedStep(drawn.Layout, before.Weights[c], estimate.Weights[c], 0.5 + 0.25 * c, after.Weights[c], 1e-12);
        }

        for (int g = 1; g < drawn.Layout.Groups.Count; g++)
        {
            Bench.AssertClose([.. before.Biases[g].Select((b, k) => b - 0.1 * g * estimate.Biases[g][k])], after.Biases[g], 1e-12);
        }
    }

    [Theory]
    [InlineData("linear resistors", "layered")]
    [InlineData("buffered tanh resistors", "elements")]
    public void Loads_count_in_single_precision(string name, string shape)
    {
        RandomNetwork drawn = ExtendedChipTests.Draw(name, shape, 9);
        (NetworkParameters before, NetworkParameters estimate, NetworkParameters after) = Learn(drawn, centered: true, PrecisionKind.Single);
        for (int c = 0; c < drawn.Layout.Couplings.Count; c++)
        {
            AssertClippedStep(drawn.Layout, before.Weights[c], estimate.Weights[c], 0.5 + 0.25 * c, after.Weights[c], 2e-6);
        }
    }

    [Fact]
    public void Resistors_are_clipped_at_zero_even_where_the_input_is_zero()
    {
        RandomNetwork drawn = ExtendedChipTests.Draw("linear resistors", "layered", 9);
        NetworkLayout layout = drawn.Layout with { WeightMinimum = 0, WeightMaximum = 0.05 };
        Examples examples = Examples.Draw(layout, Count, 4);
        for (int example = 0; example < Count; example++)
        {
            examples.Inputs[example * layout.InputCount + 2] = 0;
        }

        (NetworkParameters before, NetworkParameters estimate, NetworkParameters after) = Learn(drawn with { Layout = layout }, centered: true, examples: examples);
        double[] all = [.. after.Weights.SelectMany(w => w)];
        Assert.Contains(0, all);
        Assert.Contains(0.05, all);
        int units = layout.Groups[1].Size;
        Assert.Contains(Enumerable.Range(2 * units, units), k => after.Weights[0][k] != before.Weights[0][k]);
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            AssertClippedStep(layout, before.Weights[c], estimate.Weights[c], 0.5 + 0.25 * c, after.Weights[c], 1e-12);
        }
    }

    [Fact]
    public void Resistors_within_a_group_stay_symmetric()
    {
        RandomNetwork drawn = ExtendedChipTests.Draw("buffered tanh resistors", "recurrent", 9);
        (NetworkParameters before, _, NetworkParameters after) = Learn(drawn, centered: true, PrecisionKind.Single);
        Assert.NotEqual(before.Weights[2], after.Weights[2]);
        _ = new NetworkEquations(drawn.Layout, after);
    }

    [Fact]
    public void Weights_are_clipped_at_both_ends_of_the_writable_range()
    {
        RandomNetwork drawn = Draw("recurrent", ForceForm.EnergyBased, false);
        NetworkLayout layout = drawn.Layout with { WeightMinimum = -0.03, WeightMaximum = 0.02 };
        (NetworkParameters before, NetworkParameters estimate, NetworkParameters after) = Learn(drawn with { Layout = layout }, centered: true);
        double[] all = [.. after.Weights.SelectMany(w => w)];
        Assert.Contains(-0.03, all);
        Assert.Contains(0.02, all);
        Assert.Contains(before.Weights.SelectMany(w => w), w => w is > -0.03 and < 0.02 and not 0);
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            double[] expected = [.. before.Weights[c].Select((w, k) => Math.Clamp(w - (0.5 + 0.25 * c) * estimate.Weights[c][k], -0.03, 0.02))];
            Bench.AssertClose(expected, after.Weights[c], 1e-12);
        }
    }

    [Fact]
    public void Synapses_that_are_not_plastic_keep_their_bits()
    {
        RandomNetwork drawn = Draw("elements", ForceForm.EnergyBased, false);
        for (int c = 0; c < drawn.Layout.Couplings.Count; c++)
        {
            // Weights where there is no plastic synapse; a node is never coupled to itself.
            int columns = drawn.Layout.Groups[drawn.Layout.Couplings[c].Target].Size;
            bool within = drawn.Layout.Couplings[c].Source == drawn.Layout.Couplings[c].Target;
            for (int k = 0; k < drawn.Parameters.Weights[c].Length; k++)
            {
                bool fixedSynapse = !drawn.Layout.Couplings[c].Plastic![k] && !(within && k / columns == k % columns);
                drawn.Parameters.Weights[c][k] = fixedSynapse ? 0.0625 : drawn.Parameters.Weights[c][k];
            }
        }

        (NetworkParameters before, _, NetworkParameters after) = Learn(drawn, centered: true);
        for (int c = 0; c < drawn.Layout.Couplings.Count; c++)
        {
            IReadOnlyList<bool> plastic = drawn.Layout.Couplings[c].Plastic!;
            Assert.Contains(plastic, p => !p);
            Assert.Contains(Enumerable.Range(0, plastic.Count), k => plastic[k] && before.Weights[c][k] != after.Weights[c][k]);
            Assert.All(Enumerable.Range(0, plastic.Count).Where(k => !plastic[k]), k => Assert.Equal(before.Weights[c][k], after.Weights[c][k]));
        }
    }

    [Theory]
    [InlineData(PrecisionKind.Double)]
    [InlineData(PrecisionKind.Single)]
    public void Reciprocal_synapses_within_a_group_stay_symmetric_with_a_zero_diagonal(PrecisionKind precision)
    {
        RandomNetwork drawn = Draw("recurrent", ForceForm.EnergyBased, false);
        (NetworkParameters before, _, NetworkParameters after) = Learn(drawn, centered: true, precision);
        double[] weights = after.Weights[2];
        int size = drawn.Layout.Groups[1].Size;
        Assert.NotEqual(before.Weights[2], weights);
        for (int i = 0; i < size; i++)
        {
            Assert.Equal(0, weights[i * size + i]);
            for (int j = 0; j < i; j++)
            {
                Assert.Equal(weights[i * size + j], weights[j * size + i]);
            }
        }
    }

    [Fact]
    public void Written_weights_act_both_ways_in_the_next_phase()
    {
        RandomNetwork drawn = Draw("layered", ForceForm.EnergyBased, false);
        Examples examples = Examples.Draw(drawn.Layout, Count, 4);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.2));
        Phases(network, examples, centered: false, out _, out _, out _);
        network.Update(Command(drawn.Layout, centered: false));
        var equations = new NetworkEquations(drawn.Layout, network.ReadBack());
        network.ReleaseNudge();
        double[][] states = network.States(Count);
        network.Settle(new PhaseLength(1));
        double[][] next = network.States(Count);
        for (int example = 0; example < Count; example++)
        {
            Bench.AssertClose(equations.Step(examples.Input(example), states[example], 0.2), next[example], 1e-13);
        }
    }

    [Fact]
    public void Update_without_a_held_minibatch_is_refused()
    {
        RandomNetwork drawn = Draw("layered", ForceForm.EnergyBased, false);
        Examples examples = Examples.Draw(drawn.Layout, Count, 4);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions());
        network.Hold(HoldSlot.Positive);
        Assert.Throws<InvalidOperationException>(() => network.Update(Command(drawn.Layout, centered: false)));
        network.Hold(HoldSlot.Free);
        network.Clamp(examples.Inputs, examples.Rows);
        Assert.Throws<InvalidOperationException>(() => network.Update(Command(drawn.Layout, centered: false)));
    }

    private static RandomNetwork Draw(string shape, ForceForm force, bool crossEntropy)
    {
        ActivationKind activation = force == ForceForm.EnergyBased ? ActivationKind.HardSigmoid : ActivationKind.Tanh;
        var options = new NeuronOptions(force, activation, ReadOutClasses: crossEntropy ? 4 : 0);
        NetworkLayout layout = shape switch
        {
            "layered" => Layouts.Layered([6, 19, 5, 3], options, 11, (0, 2), (1, 3)),
            "recurrent" => Layouts.Recurrent(4, 18, 3, options, 12),
            _ => Layouts.Elements(5, 17, 3, options, 13),
        };
        return Layouts.Draw(layout, 9);
    }

    private static PlasticityCommand Command(NetworkLayout layout, bool centered) => new(
        HoldSlot.Positive, centered ? HoldSlot.Negative : HoldSlot.Free, centered ? 1 / (2 * Beta) : 1 / Beta,
        [.. layout.Couplings.Select((_, c) => 0.5 + 0.25 * c)], [.. layout.Groups.Select((_, g) => 0.1 * g)], 0.35);

    private static (NetworkParameters Before, NetworkParameters Estimate, NetworkParameters After) Learn(
        RandomNetwork drawn, bool centered, PrecisionKind precision = PrecisionKind.Double, Examples? examples = null)
    {
        examples ??= Examples.Draw(drawn.Layout, Count, 4);
        bool isStiff = drawn.Layout.Groups.Any(g => g.Diodes.Count > 0);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(isStiff ? 0.03 : 0.2, Precision: precision));
        if (isStiff)
        {
            network.StartAtInitialState();
        }

        NetworkParameters before = network.ReadBack();
        Phases(network, examples, centered, out double[][] plus, out double[][] minus, out List<double[]> outputs);
        NetworkParameters estimate = ContrastEstimate.Compute(drawn.Layout, plus, minus, centered ? 1 / (2 * Beta) : 1 / Beta, before);
        double[] targets = [.. examples.Targets.Select(t => (double)t)];
        ContrastEstimate.SetReadOut(drawn.Layout, before, outputs, targets, estimate);
        network.Update(Command(drawn.Layout, centered));
        return (before, estimate, network.ReadBack());
    }

    private static void Phases(
        IPhysicalNetwork network, Examples examples, bool centered, out double[][] plus, out double[][] minus, out List<double[]> outputs)
    {
        NodeQuantity observed = network.Layout.Force == ForceForm.EnergyBased ? NodeQuantity.State : NodeQuantity.Activity;
        network.Settle(new PhaseLength(20));
        network.Hold(HoldSlot.Free);
        double[][] free = network.HeldActivities(examples);
        network.Nudge(examples.Cost, Beta, examples.Targets);
        network.Settle(new PhaseLength(10));
        network.Hold(HoldSlot.Positive);
        plus = network.HeldActivities(examples);
        minus = free;
        outputs = [network.Group(network.Layout.OutputGroup, examples.Count, observed)];
        if (!centered)
        {
            return;
        }

        network.Recall(HoldSlot.Free);
        Assert.Equal(free[1], network.HeldActivities(examples)[1]);
        network.Nudge(examples.Cost, -Beta, examples.Targets);
        network.Settle(new PhaseLength(10));
        network.Hold(HoldSlot.Negative);
        minus = network.HeldActivities(examples);
        outputs.Add(network.Group(network.Layout.OutputGroup, examples.Count, observed));
    }

    private static void AssertClippedStep(NetworkLayout layout, double[] before, double[] estimate, double rate, double[] after, double tolerance)
    {
        Assert.Contains(estimate, e => Math.Abs(e) > 1e-8);
        Bench.AssertClose(
            [.. before.Select((w, k) => Math.Clamp(w - rate * estimate[k], layout.WeightMinimum, layout.WeightMaximum))], after, tolerance);
    }

    private static void AssertStep(double[] before, double[] estimate, double rate, double[] after)
    {
        Assert.Contains(estimate, e => Math.Abs(e) > 1e-6);
        Bench.AssertClose([.. before.Select((w, k) => w - rate * estimate[k])], after, 1e-12);
    }
}
