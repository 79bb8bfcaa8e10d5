using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Energy.Baselines;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Energy;

namespace EqProp.Analog.Tests.Energy;

/// <summary>The same network elsewhere, worked out by hand.</summary>
public class BaselineTests
{
    private static readonly NetworkLayout Digits = LayoutBuilder.Build(EnergyCircuits.Preset("digits-leaky").Description);

    private static ComponentTable Digital => ComponentTableFile.Read("digital-45nm", "", EnergyCircuits.Shelf);

    // 68,096 products of 0.2 pJ and sums of 0.1 pJ; 8,512 words of eight weights at 10 pJ.
    [Fact]
    public void An_inference_of_integers_is_its_products_sums_and_fetches()
    {
        BaselineCost cost = new DigitalBaseline(Digits, Digital).Inference(DigitalNumber.Int8, DigitalMemory.Cache8kB);
        Assert.Equal(68_096 * 0.3e-12 + 8_512 * 10e-12, cost.Joules, 1e-18);
        Assert.Equal(68_096, cost.WeightBytes);
        Assert.Empty(cost.Missing);
        Assert.Contains("Not counted", cost.Boundary, StringComparison.Ordinal);
    }

    // An example: 68,096 ahead, 2,560 errors, 68,096 gradients; a step 68,096. Two weights a word: 34,048 words ahead, 1,280 for errors, both once an example; 68,096 for the step.
    [Fact]
    public void An_update_by_backpropagation_is_three_passes_less_the_errors_of_inputs()
    {
        BaselineCost cost = new DigitalBaseline(Digits, Digital).Training(DigitalNumber.Fp32, DigitalMemory.Dram, 20);
        double multiplyAdds = 20 * (68_096 + 2_560 + 68_096) + 68_096, words = 20 * (34_048 + 1_280) + 68_096;
        Assert.Equal(multiplyAdds * 4.6e-12 + words * 1.95e-9, cost.Joules, 1e-15);
        BaselineCost reused = new DigitalBaseline(Digits, Digital).Training(DigitalNumber.Fp32, DigitalMemory.Dram, 20, 20);
        Assert.Equal(multiplyAdds * 4.6e-12 + (34_048 + 1_280 + 68_096) * 1.95e-9, reused.Joules, 1e-15);
    }

    [Fact]
    public void What_the_table_does_not_have_is_missing()
    {
        ComponentTable table = Digital with { Components = [.. Digital.Components.Where(entry => entry.Component != "int32")] };
        BaselineCost cost = new DigitalBaseline(Digits, table).Inference(DigitalNumber.Int8, DigitalMemory.Cache8kB);
        MissingComponent missing = Assert.Single(cost.Missing);
        Assert.Equal(("int32", "add", 68_096.0), (missing.Component, missing.Action, missing.Count));
    }

    [Fact]
    public void Published_chips_have_a_boundary_a_source_and_a_range()
    {
        Assert.All(PublishedChips.All, chip =>
        {
            Assert.NotEmpty(chip.Boundary);
            Assert.NotEmpty(chip.Source);
            Assert.InRange(chip.Low, 1e-15, chip.High);
        });
        PublishedChip two = PublishedChips.All.Single(chip => chip.Name == "SpiNNaker 2");
        Assert.Equal(45, two.High / two.Low, 1e-9);
        Assert.DoesNotContain(PublishedChips.All, chip => chip.Name.StartsWith("BrainScaleS", StringComparison.Ordinal) || chip.Name == "Loihi 2");
        Assert.Equal(68_096, PublishedChips.OperationsOf(Digits, PublishedOperation.SynapticOperation));
        Assert.Equal(68_096 + 266, PublishedChips.OperationsOf(Digits, PublishedOperation.SynapticUpdate));
        Assert.Equal(68_096 * 10e-12, two.Cost(68_096).Low, 1e-18);
    }

    // 2-3-1: 6 synapses from inputs (one way), 3 reciprocal ones. Inputs (1, 0), hidden (1, 0, 0.5), output 0.2; one weight of each coupling is zero.
    [Fact]
    public void NeuroBench_counts_what_is_not_zero()
    {
        NetworkLayout layout = LayoutBuilder.Build(EnergyCircuits.Preset("digits-leaky", "circuit.topology.layers=[2,3,1]", "learning=null").Description);
        double[][] weights = [[0, 1, 1, 1, 1, 1], [1, 1, 0]], activities = [[1, 0], [1, 0, 0.5], [0.2]];
        NeuroBenchMetrics metrics = NeuroBenchMetrics.Of(layout, weights, activities);
        Assert.Equal(9 + 4, metrics.ParameterCount);
        Assert.Equal(4 * (13 + 4), metrics.Footprint);
        Assert.Equal(2 / 9.0, metrics.ConnectionSparsity, 1e-12);
        Assert.Equal(1 / 4.0, metrics.ActivationSparsity!.Value, 1e-12);
        Assert.Equal(6 + 2 * 3, metrics.DenseMacs);
        Assert.Equal(2 + (1 + 1) + (0 + 1), metrics.EffectiveMacs!.Value, 1e-12);
        Assert.Equal(2 / 4.0, NeuroBenchMetrics.Of(layout, weights, activities, 0.2).ActivationSparsity!.Value, 1e-12);
        Assert.Null(NeuroBenchMetrics.Of(layout, weights).EffectiveMacs);
    }

    [Fact]
    public void The_boundary_line_says_what_is_counted_what_is_missing_and_whence()
    {
        ResolvedCircuit circuit = EnergyCircuits.Preset("digits-leaky", "circuit.energy.control=null");
        LedgerPage page = new PeripheryLedger(circuit.Description, LayoutBuilder.Build(circuit.Description), ComponentTableFile.Of(circuit, EnergyCircuits.Shelf)).PerInference();
        string line = BoundaryLine.Of(page.Scope, page.Items, page.Missing, new EnergyUncertainty().Of(page.Items));
        Assert.Contains("6.19 uJ for an inference", line, StringComparison.Ordinal);
        Assert.Contains("adc convert", line, StringComparison.Ordinal);
        Assert.Contains("Missing, with no energy stated: control logic phase.", line, StringComparison.Ordinal);
        Assert.Contains("Murmann", line, StringComparison.Ordinal);
        Assert.Contains(BoundaryLine.NeverCounted, line, StringComparison.Ordinal);
    }
}
