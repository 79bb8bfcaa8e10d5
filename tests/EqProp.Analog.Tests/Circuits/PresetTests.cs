using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Circuits;

public class PresetTests
{
    public static TheoryData<string> Presets =>
        [.. Directory.GetFiles(RepositoryRoot.Combine("circuits", "presets"), "*.json").Select(file => Path.GetFileName(file)).Order()];

    [Fact]
    public void All_presets_are_found() => Assert.Equal(30, Presets.Count);

    [Theory]
    [MemberData(nameof(Presets))]
    public void Resolving_the_canonical_json_again_changes_nothing(string preset)
    {
        ResolvedCircuit once = Load(preset);
        ResolvedCircuit twice = CircuitLoader.Parse(once.ToText(), "again.json");
        Assert.Equal(once.ToText(), twice.ToText());
        Assert.Equal(once.Hash, twice.Hash);
        Assert.Matches("^[0-9a-f]{64}$", once.Hash);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_is_named_as_its_file_and_says_where_its_numbers_come_from(string preset)
    {
        CircuitDescription description = Load(preset).Description;
        Assert.Equal(Path.GetFileNameWithoutExtension(preset), description.Name);
        Assert.NotNull(description.Description);
        CircuitBlock circuit = description.Circuit;
        Assert.All([circuit.Process.Source, circuit.Neurons.Source, circuit.Coupling.Source], source => Assert.False(string.IsNullOrEmpty(source)));
        Assert.All([circuit.Process.Fit, circuit.Neurons.Fit, circuit.Coupling.Fit], fit => Assert.NotNull(fit));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_has_as_many_couplings_and_groups_as_its_rates_are_checked_against(string preset)
    {
        CircuitDescription description = Load(preset).Description;
        NetworkLayout layout = LayoutBuilder.Build(description);
        Assert.Equal(TopologyCounts.FreeGroups(description.Circuit), layout.Groups.Count - 1 - layout.Cells.Count);
        if (description.Circuit.Topology.Kind != TopologyKind.Elements)
        {
            Assert.Equal(TopologyCounts.Couplings(description.Circuit) + TopologyCounts.Feedback(description.Circuit.Topology), layout.Couplings.Count);
        }
    }

    // Table 2 and the text of Scellier and Bengio (2017); on a chip with tau = 1 pF / 1 uS = 1 us.
    [Fact]
    public void The_published_network_has_the_published_numbers()
    {
        CircuitDescription description = Load("mnist-leaky-500.json").Description;
        LearningBlock learning = description.Learning!;
        Assert.Equal([784, 500, 10], description.Circuit.Topology.Layers);
        Assert.Equal(20, learning.FreePhase.Steps);
        Assert.Equal(4, learning.NudgedPhase.Steps);
        Assert.Equal(0.5, description.Simulation.Epsilon);
        Assert.Equal(1.0, learning.Beta);
        Assert.Equal([0.1, 0.05], learning.Rates);
        Assert.Equal(EstimatorKind.RandomSign, learning.Estimator);
        Assert.Equal(20, learning.BatchSize);
        Assert.Equal(FreeStart.Persistent, learning.Start);
        Assert.Equal(10e-6, learning.FreePhase.Duration!.Value, 1e-15);
        Assert.Equal(1e-6, learning.NudgeConductance!.Value, 1e-15);
    }

    // Table 1 of Laborieux and Zenke (2022) and the settings of its runs: rho(s) = 1 / (1 + exp(2 - 4 s)), noise of 0.04 a step of one time constant.
    [Theory]
    [InlineData("mnist-holomorphic.json", 0.4, 200, 50)]
    [InlineData("mnist-one-sided-strong.json", 0.4, 350, 350)]
    [InlineData("mnist-one-sided-weak.json", 0.1, 350, 350)]
    public void The_published_noisy_networks_have_the_published_numbers(string preset, double beta, int freeSteps, int nudgedSteps)
    {
        CircuitDescription description = Load(preset).Description;
        LearningBlock learning = description.Learning!;
        NetworkLayout layout = LayoutBuilder.Build(description, readOutClasses: 10);
        Assert.Equal([784, 256, 256], layout.Groups.Select(group => group.Size));
        Assert.All(layout.Groups.Skip(1), group => Assert.Equal((ActivationKind.Logistic, 4.0, 0.5), (group.Activation, group.Gain, group.Threshold)));
        NeuronBlock neurons = description.Circuit.Neurons;
        double theta = 1.380649e-23 * description.Circuit.Process.Temperature / (neurons.MembraneCapacitance * neurons.VoltageSwing * neurons.VoltageSwing);
        Assert.Equal(0.04, Math.Sqrt(2 * theta * description.Circuit.Noise!.Thermal!.LeakExcess), 1e-6);
        Assert.Equal(0, description.Circuit.Noise.Thermal.SynapseExcess);
        Assert.Equal(1, description.Simulation.Epsilon!.Value, 1e-12);
        Assert.Equal((beta, freeSteps, nudgedSteps, 20), (learning.Beta, learning.FreePhase.Steps, learning.NudgedPhase.Steps, learning.BatchSize));
        Assert.Equal([0.05], learning.Rates);
        Assert.Equal(preset.Contains("one-sided") ? 5 : null, description.Simulation.AveragingSteps);
    }

    private static ResolvedCircuit Load(string preset) => CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", preset));
}
