using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Ensembles;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Circuits;

namespace EqProp.Analog.Tests.Simulation.Noise;

/// <summary>Noise of dies that run side by side: that of each die alone.</summary>
public class NoisyEnsembleTests
{
    private const string Spread =
        """
        circuit.fabrication={"variations":[{"parameter":"leakConductance","relativeSigma":0.1},{"parameter":"membraneCapacitance","relativeSigma":0.1},
        {"parameter":"activationGain","relativeSigma":0.1},{"parameter":"synapseDirection","relativeSigma":0.1}]}
        """;

    private static readonly float[] Inputs = [0.7f, -0.2f, 0.1f, 0.9f, -0.5f, 0.4f];

    public static TheoryData<string, string[]> Noises => new()
    {
        { "leaks and synapses", ["""circuit.noise={"thermal":{"leakExcess":2e5,"synapseExcess":3e5}}"""] },
        { "leaks alone, rails", ["""circuit.noise={"thermal":{"leakExcess":2e5,"synapseExcess":0}}""", "circuit.coupling.force=energyBased", "circuit.neurons.activation=null"] },
        { "shot", ["""circuit.noise={"shot":{"membraneCurrent":"10 mA"}}"""] },
        { "averaged steps", ["""circuit.noise={"thermal":{"leakExcess":2e5,"synapseExcess":3e5}}""", "simulation.method=averagedEuler"] },
        { "resistors into activations", ["""circuit.noise={"thermal":{"leakExcess":2e5,"synapseExcess":3e5}}""", "circuit.coupling.kind=resistive"] },
        { "one way", ["""circuit.noise={"thermal":{"leakExcess":2e5,"synapseExcess":3e5}}""", "circuit.topology.feedback=untied", "circuit.topology.layers=[2,70,5,2]"] },
        { "within a group", ["""circuit.noise={"thermal":{"leakExcess":2e5,"synapseExcess":3e5}}""", """circuit.topology={"kind":"recurrent","layers":null,"inputs":2,"hidden":6,"outputs":2}"""] },
    };

    [Theory]
    [MemberData(nameof(Noises))]
    public void A_die_moves_as_it_moves_alone(string name, string[] settings)
    {
        Assert.NotEmpty(name);
        CircuitDescription description = Describe(settings);
        int[] dies = [.. Enumerable.Range(2, 11)], seeds = [.. dies.Select(die => die % 3)];
        NetworkParameters parameters = Parameters(description);
        using ChipEnsemble ensemble = ChipEnsemble.Create(description, dies, new SimulationOptions { Threads = 1 }, 3, seeds);
        double[][] all = Run(ensemble, parameters);
        for (int chip = 0; chip < dies.Length; chip += 2)
        {
            CircuitDescription own = description with { Simulation = description.Simulation with { NoiseSeed = seeds[chip] } };
            double[] alone = Alone(own, dies[chip], parameters);
            double[] quiet = Alone(own with { Circuit = own.Circuit with { Noise = null } }, dies[chip], parameters);
            Assert.True(alone.Zip(quiet).Max(pair => Math.Abs(pair.First - pair.Second)) > 1e-2);
            Bench.AssertClose(alone, all[chip], 1e-11);
        }
    }

    /// <summary>Chips whose elements differ in every way, with amplifiers between layers and with resistors.</summary>
    [Theory]
    [InlineData("summing tanh")]
    [InlineData("rails")]
    [InlineData("amplified tanh")]
    [InlineData("amplified tanh resistors")]
    public void A_drawn_chip_moves_as_it_moves_alone(string name)
    {
        RandomNetwork ideal = DrawnChips.Draw(name, "wide", 1);
        var noise = new NoiseBlock { Thermal = new ThermalNoiseBlock { LeakExcess = 2e5, SynapseExcess = 3e5 } };
        NoisyChip[] chips =
        [
            .. Enumerable.Range(0, 5).Select(die => new NoisyChip(DrawnChips.Draw(ideal.Layout, die, alike: false), ideal.Parameters, noise)
            {
                Die = die,
                Options = new BenchOptions(0.1, Precision: PrecisionKind.Double),
            }),
        ];
        using ChipEnsemble ensemble = ChipEnsemble.Of([.. chips.Select(chip => chip.Chip)], new SimulationOptions { Threads = 1 });
        float[] input = [0.3f, -0.4f, 0.8f];
        ensemble.Program(ideal.Parameters);
        ensemble.Clamp(input);
        ensemble.StartAtInitialState();
        ensemble.Settle(new PhaseLength(30));
        for (int die = 0; die < chips.Length; die++)
        {
            using IPhysicalNetwork alone = chips[die].Start(1, input);
            using IPhysicalNetwork quiet = (chips[die] with { Noise = null }).Start(1, input);
            alone.Settle(new PhaseLength(30));
            quiet.Settle(new PhaseLength(30));
            for (int group = 1; group < ideal.Layout.Groups.Count; group++)
            {
                double[] expected = alone.Group(group, 1, NodeQuantity.State), actual = new double[expected.Length];
                ensemble.Read(die, group, NodeQuantity.State, actual);
                Bench.AssertClose(expected, actual, 1e-11);
                Assert.NotEqual(quiet.Group(group, 1, NodeQuantity.State), expected);
            }
        }
    }

    [Fact]
    public void A_die_has_the_same_bits_in_any_company()
    {
        CircuitDescription description = Describe([Spread, """circuit.noise={"thermal":{"leakExcess":2e5,"synapseExcess":3e5}}""", "simulation.precision=single"]);
        NetworkParameters parameters = Parameters(description);
        double[] expected = Of([5], [9], VectorWidth.Scalar, 0);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            Assert.Equal(expected, Of([1, 5, 5, 2], [9, 8, 9, 7], width, 2));
            Assert.NotEqual(expected, Of([1, 5, 5, 2], [9, 8, 9, 7], width, 1));
        }

        double[] Of(int[] dies, int[] seeds, VectorWidth width, int chip)
        {
            using ChipEnsemble ensemble = ChipEnsemble.Create(description, dies, new SimulationOptions { Threads = 2, Width = width }, 3, seeds);
            return Run(ensemble, parameters)[chip];
        }
    }

    [Fact]
    public void Noise_of_size_zero_is_the_quiet_chip_to_the_bit()
    {
        CircuitDescription quiet = Describe([Spread]), noisy = Describe([Spread, """circuit.noise={"thermal":{"leakExcess":0,"synapseExcess":0}}"""]);
        NetworkParameters parameters = Parameters(quiet);
        using ChipEnsemble without = ChipEnsemble.Create(quiet, [0, 1, 2], batchCapacity: 3), with = ChipEnsemble.Create(noisy, [0, 1, 2], batchCapacity: 3);
        Assert.Equal(Run(without, parameters), Run(with, parameters));
    }

    [Fact]
    public void What_is_read_has_the_noise_of_the_read_out()
    {
        CircuitDescription description = Describe(["""circuit.noise={"readOut":{"voltage":"10 mV"}}"""]);
        NetworkParameters parameters = Parameters(description);
        using ChipEnsemble ensemble = ChipEnsemble.Create(description, [4, 6], batchCapacity: 3);
        Run(ensemble, parameters);
        double[] answers = new double[4];
        ensemble.ReadAnswers(answers);
        using IPhysicalNetwork alone = SimulatedNetwork.Create(ChipFabricator.Fabricate(description, 6), 3);
        Begin(alone, parameters);
        double[] expected = new double[6];
        alone.ReadAnswers(expected);
        double[] states = alone.Group(alone.Layout.OutputGroup, 3, NodeQuantity.Activity);
        Bench.AssertClose(expected[4..], answers[2..], 1e-12);
        Assert.NotEqual(states[4], expected[4]);
    }

    /// <summary>Neurons that see inputs at zero through synapses: k T / C (leak excess + synapse excess sum |W|), times what Euler steps make of it.</summary>
    [Theory]
    [InlineData(IntegrationMethod.ProjectedEuler)]
    [InlineData(IntegrationMethod.AveragedEuler)]
    public void Neurons_by_themselves_have_the_variance_of_their_conductances(IntegrationMethod method)
    {
        const double Step = 0.4, LeakExcess = 2, SynapseExcess = 0.5, Weight = 1.5;
        const int Dies = 64, Neurons = 100, Moments = 5;
        CircuitDescription description = Describe(
            [
                $$"""circuit.noise={"thermal":{"leakExcess":{{LeakExcess}},"synapseExcess":{{SynapseExcess}} } }""", $"circuit.topology.layers=[3,{Neurons}]",
                """circuit.neurons.activation={"kind":"linear"}""", $"simulation.epsilon={Step}", $"simulation.method={(method == IntegrationMethod.ProjectedEuler ? "projectedEuler" : "averagedEuler")}",
            ]);
        var parameters = new NetworkParameters(LayoutBuilder.Build(description));
        Array.Fill(parameters.Weights[0], Weight);
        using ChipEnsemble ensemble = ChipEnsemble.Create(description, [.. Enumerable.Range(0, Dies)], new SimulationOptions { Threads = 1 });
        ensemble.Program(parameters);
        ensemble.Clamp([0, 0, 0]);
        ensemble.StartAtInitialState();
        var values = new List<double>();
        var states = new double[Neurons];
        for (int moment = 0; moment < Moments; moment++)
        {
            ensemble.Settle(new PhaseLength(60));
            for (int chip = 0; chip < Dies; chip++)
            {
                ensemble.Read(chip, 1, NodeQuantity.State, states);
                values.AddRange(states);
            }
        }

        DimensionlessMap map = ensemble.Layout.Map;
        double theta = 1.380649e-23 * description.Circuit.Process.Temperature / (map.Capacitance * map.VoltageSwing * map.VoltageSwing);
        double ofMethod = method == IntegrationMethod.ProjectedEuler ? 1 / (1 - Step / 2) : 1;
        Noise.Moments.AssertVariance(theta * (LeakExcess + SynapseExcess * 3 * Weight) * ofMethod, values);
    }

    private static CircuitDescription Describe(string[] settings) => CircuitTexts.Resolve(
        CircuitTexts.Layered,
        [
            "circuit.topology.layers=[2,6,2]", "simulation.precision=double", "simulation.epsilon=0.2", "circuit.coupling.force=currentSumming",
            """circuit.neurons.activation={"kind":"tanh"}""", .. settings,
        ]).Description;

    private static NetworkParameters Parameters(CircuitDescription description) =>
        EqProp.Analog.Learning.ParameterInitializer.Draw(LayoutBuilder.Build(description), new(), seed: 3);

    /// <summary>Final states of every chip, for the last of three examples.</summary>
    private static double[][] Run(ChipEnsemble ensemble, NetworkParameters parameters)
    {
        ensemble.Program(parameters);
        ensemble.StartClock(1000);
        ensemble.Load(Inputs, [1, 2, 0]);
        for (int example = 0; example < 3; example++)
        {
            ensemble.Present(example);
            ensemble.StartAtInitialState();
            ensemble.Settle(new PhaseLength(15));
            ensemble.Settle(new PhaseLength(10));
        }

        return
        [
            .. ensemble.Chips.Select((_, chip) => ensemble.Layout.Groups.Skip(1).SelectMany((group, g) =>
            {
                var states = new double[group.Size];
                ensemble.Read(chip, g + 1, NodeQuantity.State, states);
                return states;
            }).ToArray()),
        ];
    }

    private static double[] Alone(CircuitDescription description, int die, NetworkParameters parameters)
    {
        using IPhysicalNetwork network = SimulatedNetwork.Create(ChipFabricator.Fabricate(description, die), 3, new SimulationOptions { Threads = 1 });
        Begin(network, parameters);
        return [.. network.Layout.Groups.Skip(1).SelectMany((group, g) => network.Group(g + 1, 3, NodeQuantity.State)[(2 * group.Size)..])];
    }

    private static void Begin(IPhysicalNetwork network, NetworkParameters parameters)
    {
        network.Program(parameters);
        network.StartClock(1000);
        network.Clamp(Inputs, [1, 2, 0]);
        network.StartAtInitialState();
        network.Settle(new PhaseLength(15));
        network.Settle(new PhaseLength(10));
    }
}
