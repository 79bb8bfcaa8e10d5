using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Ensembles;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.NonIdealities;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Many dies at once end where each ends alone.</summary>
public class ChipEnsembleTests
{
    private static readonly FabricationBlock Spread = Fabrications.Of(
        Fabrications.Relative(VariedParameter.LeakConductance, 0.1),
        Fabrications.Relative(VariedParameter.MembraneCapacitance, 0.05),
        Fabrications.Absolute(VariedParameter.InputOffset, "20 mV"),
        Fabrications.Relative(VariedParameter.ActivationGain, 0.05),
        Fabrications.Relative(VariedParameter.SynapseDirection, 0.1),
        Fabrications.Absolute(VariedParameter.SynapseOffset, "5 nS"));

    public static TheoryData<string, PrecisionKind> Precisions => FabricatedChipTests.Precisions;

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Each_chip_ends_where_it_ends_alone(string name, PrecisionKind precision)
    {
        RandomNetwork ideal = DrawnChips.Draw(name, "wide", 1);
        var options = new BenchOptions(0.05, Precision: precision);
        ChipInstance[] chips = [.. Enumerable.Range(0, 11).Select(seed => ChipOf(DrawnChips.Draw(ideal.Layout, seed, DrawnChips.Options(name).IsPassive), seed, options))];
        Examples examples = Examples.Draw(ideal.Layout, 1, 2);
        bool nudged = ideal.Layout.ReadOutClasses == 0;
        using ChipEnsemble ensemble = ChipEnsemble.Of(chips, new SimulationOptions { Threads = 1 });
        ensemble.Program(ideal.Parameters);
        ensemble.Clamp(examples.Inputs);
        ensemble.StartAtInitialState();
        ensemble.Settle(new PhaseLength(40));
        Nudge(ensemble, examples, nudged);
        SettlingOutcome outcome = ensemble.Settle(new PhaseLength(40));
        Assert.Equal(40, outcome.MeanSteps);
        for (int chip = 0; chip < chips.Length; chip++)
        {
            using IPhysicalNetwork alone = SimulatedNetwork.Create(chips[chip], 1, new SimulationOptions { Threads = 1 });
            alone.Program(ideal.Parameters);
            alone.Clamp(examples.Inputs, [0]);
            alone.StartAtInitialState();
            alone.Settle(new PhaseLength(40));
            if (nudged)
            {
                alone.Nudge(CostKind.SquaredError, 0.3, examples.Targets);
            }

            alone.Settle(new PhaseLength(40));
            double tolerance = precision == PrecisionKind.Double ? 1e-13 : 3e-6;
            for (int group = 1; group < ideal.Layout.Groups.Count; group++)
            {
                foreach (NodeQuantity quantity in Enum.GetValues<NodeQuantity>())
                {
                    double[] expected = alone.Group(group, 1, quantity), actual = new double[expected.Length];
                    ensemble.Read(chip, group, quantity, actual);
                    Bench.AssertClose(expected, actual, tolerance);
                }
            }
        }
    }

    [Theory]
    [InlineData(PrecisionKind.Single)]
    [InlineData(PrecisionKind.Double)]
    public void A_die_has_the_same_bits_in_any_ensemble(PrecisionKind precision)
    {
        CircuitDescription description = Describe(precision);
        double[] expected = Settled([7], new SimulationOptions { Threads = 1, Width = VectorWidth.Scalar }, 7);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            foreach (int threads in (int[])[1, 2])
            {
                Assert.Equal(expected, Settled([.. Enumerable.Range(0, 40)], new SimulationOptions { Threads = threads, Width = width }, 7));
                Assert.Equal(expected, Settled([9, 8, 7], new SimulationOptions { Threads = threads, Width = width }, 7));
            }
        }

        Assert.NotEqual(expected, Settled([8], new SimulationOptions(), 8));

        double[] Settled(int[] dies, SimulationOptions options, int die)
        {
            using ChipEnsemble ensemble = ChipEnsemble.Create(description, dies, options);
            ensemble.Program(Layouts.Draw(ensemble.Layout, 3).Parameters);
            ensemble.Clamp([0.2f, 0, 0.9f, 0.4f]);
            ensemble.Settle(new PhaseLength(30));
            double[] states = new double[3];
            ensemble.Read(Array.IndexOf(dies, die), 2, NodeQuantity.State, states);
            return states;
        }
    }

    [Fact]
    public void Weights_of_one_chip_are_its_own()
    {
        using ChipEnsemble ensemble = ChipEnsemble.Create(Fabrications.Describe(null), [0, 1]);
        NetworkParameters parameters = Layouts.Draw(ensemble.Layout, 3).Parameters;
        ensemble.Program(1, parameters);
        ensemble.Clamp([0.2f, 0.3f, 0.9f, 0.4f]);
        ensemble.Settle(new PhaseLength(10));
        Assert.All(States(0), state => Assert.Equal(0, state));
        Assert.All(States(1), state => Assert.NotEqual(0, state));

        double[] States(int chip)
        {
            double[] states = new double[5];
            ensemble.Read(chip, 1, NodeQuantity.State, states);
            return states;
        }
    }

    [Fact]
    public void Chips_end_at_their_own_residual()
    {
        using ChipEnsemble ensemble = ChipEnsemble.Create(Describe(PrecisionKind.Double), [.. Enumerable.Range(0, 20)]);
        ensemble.Program(Layouts.Draw(ensemble.Layout, 3).Parameters);
        ensemble.Clamp([0.2f, 0.3f, 0.9f, 0.4f]);
        SettlingOutcome outcome = ensemble.Settle(new PhaseLength(5000, 1e-9));
        Assert.Equal(0, outcome.Unsettled);
        Assert.InRange(outcome.MaxResidual, 0, 1e-9);
        Assert.True(outcome.ExampleSteps!.Distinct().Count() > 1);
    }

    [Fact]
    public void A_chip_that_diverges_is_named()
    {
        using ChipEnsemble ensemble = ChipEnsemble.Create(
            Fabrications.Describe(null, change: circuit => circuit with { Neurons = circuit.Neurons with { Activation = new ActivationBlock { Kind = ActivationKind.Linear } } }), [4, 5]);
        NetworkParameters wild = new(ensemble.Layout);
        Array.Fill(wild.Weights[1], 2);
        Array.Fill(wild.Biases[1], 1);
        ensemble.Program(1, wild);
        InputException failure = Assert.Throws<InputException>(() => ensemble.Settle(new PhaseLength(5000)));
        Assert.Equal("dynamics.diverged", failure.Violations[0].Code);
        Assert.Contains("Die 5", failure.Violations[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ensemble.settling")]
    [InlineData("ensemble.method")]
    [InlineData("ensemble.diodes")]
    [InlineData("ensemble.lines")]
    [InlineData("ensemble.noise")]
    [InlineData("ensemble.amplifiers")]
    [InlineData("ensemble.compliance")]
    public void What_cannot_be_moved_is_refused(string code)
    {
        CircuitDescription fine = Fabrications.Describe(null);
        CircuitBlock circuit = fine.Circuit;
        CircuitDescription refused = code switch
        {
            "ensemble.settling" => fine with { Simulation = fine.Simulation with { Settling = SettlingKind.SteadyState } },
            "ensemble.method" => fine with { Simulation = fine.Simulation with { Method = IntegrationMethod.Rosenbrock } },
            "ensemble.diodes" => fine with { Circuit = circuit with { Neurons = circuit.Neurons with { Diodes = [new DiodeBlock { Direction = DiodeDirection.FromMembrane, Voltage = 1 }] } } },
            "ensemble.lines" => fine with { Circuit = circuit with { Lines = [new LineBlock { OutputCapacitance = 1e-13, OutputResistance = 1e5 }] } },
            "ensemble.noise" => fine with { Circuit = circuit with { Noise = new NoiseBlock { Telegraph = new() { Current = 1e-12, MeanTimeOn = 1e-3, MeanTimeOff = 1e-3 } } } },
            "ensemble.amplifiers" => fine with { Circuit = circuit with { Amplifiers = [new AmplifierBlock()] } },
            _ => fine with { Circuit = circuit with { Compliance = new ComplianceBlock { Low = 0, High = 1 } } },
        };
        InputException failure = Assert.Throws<InputException>(() => ChipEnsemble.Create(refused, [0, 1]));
        Assert.Equal(code, Assert.Single(failure.Violations).Code);
    }

    private static CircuitDescription Describe(PrecisionKind precision)
    {
        CircuitDescription description = Fabrications.Describe(Spread);
        return description with { Simulation = description.Simulation with { Precision = precision } };
    }

    private static ChipInstance ChipOf(NetworkLayout layout, int die, BenchOptions options) =>
        new(Fabrications.Describe(null) with { Simulation = options.Simulation }, die, layout);

    private static void Nudge(ChipEnsemble ensemble, Examples examples, bool nudged)
    {
        if (nudged)
        {
            ensemble.Nudge(CostKind.SquaredError, 0.3, examples.Targets);
        }
    }
}
