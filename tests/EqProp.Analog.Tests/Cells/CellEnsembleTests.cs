using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Ensembles;
using EqProp.Analog.Tests.NonIdealities;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Cells;

/// <summary>Rings of cells that differ from die to die, all at once, against each by itself.</summary>
public class CellEnsembleTests
{
    private const int Dies = 19;

    public static TheoryData<IntegrationMethod, NonlinearityKind> Methods => new()
    {
        { IntegrationMethod.ProjectedEuler, NonlinearityKind.Cubic },
        { IntegrationMethod.Rk4, NonlinearityKind.Cubic },
        { IntegrationMethod.Heun, NonlinearityKind.AlphaCubic },
        { IntegrationMethod.Rk4, NonlinearityKind.Tanh },
        { IntegrationMethod.Rk4, NonlinearityKind.PiecewiseLinear },
        { IntegrationMethod.Tsitouras, NonlinearityKind.Cubic },
        { IntegrationMethod.BogackiShampine, NonlinearityKind.Tanh },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void Each_die_ends_where_it_ends_alone(IntegrationMethod method, NonlinearityKind kind)
    {
        bool chooses = IntegrationMethods.FollowsTolerances(method);
        ChipInstance[] chips = Draw(method, kind);
        using ChipEnsemble ensemble = ChipEnsemble.Of(chips, new SimulationOptions { Threads = 1 });
        ensemble.Program(Parameters(chips[0].Layout));
        ensemble.Clamp([0.25f]);
        ensemble.StartAtInitialState();
        SettlingOutcome outcome = ensemble.Settle(new PhaseLength(300));
        Assert.Equal(300, outcome.MeanSteps);
        for (int die = 0; die < Dies; die++)
        {
            using IPhysicalNetwork alone = SimulatedNetwork.Create(chips[die], 1, new SimulationOptions { Threads = 1 });
            alone.Program(Parameters(chips[0].Layout));
            alone.Clamp([0.25f], [0]);
            alone.StartAtInitialState();
            alone.Settle(new PhaseLength(300));
            for (int group = 1; group <= 2; group++)
            {
                double[] expected = alone.Group(group, 1, NodeQuantity.State);
                Bench.AssertClose(expected, States(ensemble, die, group), chooses ? 1e-6 : 1e-12);
                Assert.True(expected.Max() - expected.Min() > 0.01);
            }
        }

        Assert.True(States(ensemble, 0, 1).Zip(States(ensemble, 1, 1), (a, b) => Math.Abs(a - b)).Max() > 1e-3);
    }

    [Theory]
    [InlineData(PrecisionKind.Single)]
    [InlineData(PrecisionKind.Double)]
    public void Widths_threads_and_neighbours_give_the_same_bits(PrecisionKind precision)
    {
        ChipInstance[] chips = [.. Draw(IntegrationMethod.Tsitouras, NonlinearityKind.Cubic).Select(chip =>
            chip with { Description = chip.Description with { Simulation = chip.Description.Simulation with { Precision = precision, AbsoluteTolerance = 1e-4, RelativeTolerance = 1e-4 } } })];
        double[] expected = Settled([chips[3]], VectorWidth.Scalar, 1, 0);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            Assert.Equal(expected, Settled(chips, width, 2, 3));
            Assert.Equal(expected, Settled([chips[3], chips[1]], width, 1, 0));
        }

        double[] Settled(ChipInstance[] some, VectorWidth width, int threads, int die)
        {
            using ChipEnsemble ensemble = ChipEnsemble.Of(some, new SimulationOptions { Threads = threads, Width = width });
            ensemble.Program(Parameters(some[0].Layout));
            ensemble.Clamp([0.25f]);
            ensemble.StartAtInitialState();
            ensemble.Settle(new PhaseLength(50));
            return States(ensemble, die, 1);
        }
    }

    /// <summary>A die that chooses its steps says when it ended, not how many steps it took.</summary>
    [Fact]
    public void Dies_end_at_their_own_residual_and_time()
    {
        ChipInstance[] chips = [.. Draw(IntegrationMethod.Tsitouras, NonlinearityKind.Cubic, tau: 0.5)];
        using ChipEnsemble ensemble = ChipEnsemble.Of(chips, new SimulationOptions { Threads = 1 });
        ensemble.Program(Parameters(chips[0].Layout));
        ensemble.Clamp([0]);
        SettlingOutcome outcome = ensemble.Settle(new PhaseLength(5000, 1e-5));
        Assert.Equal(0, outcome.Unsettled);
        Assert.InRange(outcome.MaxResidual, 0, 1e-5);
        Assert.True(outcome.ExampleSteps!.Distinct().Count() > 1);
        Assert.InRange(outcome.MeanSteps, 50, 4999);
    }

    [Theory]
    [InlineData(IntegrationMethod.Tsitouras, ActivationKind.HardSigmoid, "ensemble.rails")]
    [InlineData(IntegrationMethod.Rosenbrock, ActivationKind.Tanh, "ensemble.method")]
    [InlineData(IntegrationMethod.Rk4, ActivationKind.Tanh, null)]
    [InlineData(IntegrationMethod.Tsitouras, ActivationKind.Tanh, null)]
    public void Methods_are_those_that_an_ensemble_knows(IntegrationMethod method, ActivationKind activation, string? refusal)
    {
        CircuitDescription fine = Fabrications.Describe(
            null, change: circuit => circuit with
            {
                Neurons = circuit.Neurons with { Activation = new ActivationBlock { Kind = activation } },
                Coupling = circuit.Coupling with { Force = ForceForm.EnergyBased },
            });
        CircuitDescription description = fine with { Simulation = fine.Simulation with { Method = method, AbsoluteTolerance = 1e-6, RelativeTolerance = 1e-6 } };
        if (refusal is null)
        {
            using ChipEnsemble ensemble = ChipEnsemble.Create(description, [0, 1]);
            ensemble.Settle(new PhaseLength(3));
            return;
        }

        InputException failure = Assert.Throws<InputException>(() => ChipEnsemble.Create(description, [0, 1]));
        Assert.Equal(refusal, Assert.Single(failure.Violations).Code);
    }

    /// <summary>Rings of nine cells, the first beside a clamped input, with drawn leaks, capacitances and gains of every link.</summary>
    private static ChipInstance[] Draw(IntegrationMethod method, NonlinearityKind kind, double tau = 6)
    {
        var options = new CellOptions { Tau = tau, Nonlinearity = CellWaveformTests.Nonlinearity(kind), Gamma = 0.5 };
        NetworkLayout ring = CellLayouts.Row(9, 0.4, isRing: true, options);
        var beside = new Link { Source = 0, Target = 1, Loads = true, Gains = [0.3, 0, 0, 0, 0, 0, 0, 0, 0] };
        NodeGroup input = ring.Groups[0] with { Size = 1, Leak = [1], Capacitance = [1], InitialState = [0] };
        BenchOptions bench = new(0.1, method) { Tolerance = 1e-9 };
        return [.. Enumerable.Range(0, Dies).Select(die =>
        {
            var random = new Random(die);
            NodeGroup[] groups = [input, .. ring.Groups.Skip(1).Select(group => group with
            {
                Leak = Vary(group.Leak), Capacitance = Vary(group.Capacitance), InitialState = [.. group.InitialState.Select((_, i) => Math.Sin(i))],
            })];
            Link[] links = [.. ring.Links.Append(beside).Select(link => link with { Gains = Vary(link.Gains) })];
            return new ChipInstance(Fabrications.Describe(null) with { Simulation = bench.Simulation }, die, ring with { Groups = groups, Links = links });

            double[] Vary(IReadOnlyList<double> values) => [.. values.Select(x => x * (1 + 0.05 * (random.NextDouble() - 0.5)))];
        })];
    }

    private static NetworkParameters Parameters(NetworkLayout layout)
    {
        var parameters = new NetworkParameters(layout);
        Array.Fill(parameters.Biases[1], 0.2);
        Array.Fill(parameters.Biases[2], 0.3);
        return parameters;
    }

    private static double[] States(ChipEnsemble ensemble, int die, int group)
    {
        var states = new double[9];
        ensemble.Read(die, group, NodeQuantity.State, states);
        return states;
    }
}
