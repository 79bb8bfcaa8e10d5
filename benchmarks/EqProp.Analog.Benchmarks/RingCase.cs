using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Ensembles;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Rings of FitzHugh-Nagumo cells (cubic, gamma 0.8, b 0.7, tau 12.5, D 0.5, a current of 0.5 into each membrane) from random states over 100 T0,
/// as circuits: one alone, or many dies at once whose leaks, capacitances and resistors differ by some percent.
/// </summary>
internal sealed class RingCase : IDisposable
{
    /// <summary>Length of a run in T0.</summary>
    public const double Time = 100;

    private const double Step = 0.1;
    private const double Current = 0.5;
    private const double SecondsOfT0 = 1e-6;
    private const int NominalSteps = 1000;

    private readonly IPhysicalNetwork _network;

    public RingCase(int cells, IntegrationMethod method, double tolerance, PrecisionKind precision)
    {
        ChipInstance chip = Chip(cells, method, tolerance, precision);
        _network = SimulatedNetwork.Create(chip, 1, new SimulationOptions { Threads = 1 });
        _network.Program(Parameters(chip.Layout));
        _network.Clamp([], [0]);
    }

    /// <summary>The ring from its start to its end.</summary>
    public void Run()
    {
        _network.StartAtInitialState();
        _network.Settle(new PhaseLength(NominalSteps));
    }

    /// <summary>States at equal intervals of time.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Record(int samples)
    {
        _network.StartAtInitialState();
        double[] times = [.. Enumerable.Range(1, samples).Select(i => i * Time * SecondsOfT0 / samples)];
        return [.. ((IWaveformSource)_network).Sample(new PhaseLength(NominalSteps), times).States];
    }

    public void Dispose() => _network.Dispose();

    /// <summary>A ring that starts at random states.</summary>
    public static ChipInstance Chip(int cells, IntegrationMethod method, double tolerance, PrecisionKind precision)
    {
        CircuitDescription description = Describe(cells, method, tolerance, precision);
        return new(description, 0, LayoutBuilder.Build(description));
    }

    /// <summary>Many dies of a ring.</summary>
    public static ChipEnsemble Dies(int cells, int dies, IntegrationMethod method, double tolerance, PrecisionKind precision, EnsembleMeter? meter = null)
    {
        CircuitDescription description = Describe(cells, method, tolerance, precision);
        VariationBlock Spread(VariedParameter parameter) => new() { Parameter = parameter, RelativeSigma = 0.03 };
        ChipEnsemble ensemble = ChipEnsemble.Create(
            description with
            {
                Circuit = description.Circuit with
                {
                    Fabrication = new FabricationBlock
                    {
                        Variations = [Spread(VariedParameter.LeakConductance), Spread(VariedParameter.MembraneCapacitance), Spread(VariedParameter.LinkGain)],
                    },
                },
            },
            [.. Enumerable.Range(0, dies)], new SimulationOptions { Threads = 1 }, meter: meter);
        ensemble.Program(Parameters(ensemble.Layout));
        ensemble.Clamp([]);
        return ensemble;
    }

    /// <summary>All dies from their start for a time in T0.</summary>
    public static void Run(ChipEnsemble dies, double time)
    {
        dies.StartAtInitialState();
        dies.Settle(new PhaseLength((int)Math.Round(time / Step)));
    }

    /// <summary>The currents, and the sources b.</summary>
    public static NetworkParameters Parameters(NetworkLayout layout)
    {
        var parameters = new NetworkParameters(layout);
        Array.Fill(parameters.Biases[1], Current);
        Array.Fill(parameters.Biases[2], layout.Groups[2].Bias);
        return parameters;
    }

    private static CircuitDescription Describe(int cells, IntegrationMethod method, double tolerance, PrecisionKind precision)
    {
        var stream = new RandomStream(1, StreamPurpose.Study, (ulong)cells);
        double[] Draw(double most) => [.. Enumerable.Range(0, cells).Select(_ => stream.NextUniform(-most, most))];
        return new CircuitDescription
        {
            Circuit = new CircuitBlock
            {
                Neurons = new NeuronBlock
                {
                    MembraneCapacitance = 1e-9,
                    LeakConductance = 1e-3,
                    FitzHughNagumo = new FitzHughNagumoBlock { Gamma = 0.8, B = 0.7, Tau = 12.5, InitialInhibitor = 0 },
                },
                Topology = new TopologyBlock { Kind = TopologyKind.Ring, Cells = cells, LinkWeight = 0.5, InitialVoltages = Draw(2), InitialInhibitors = Draw(1) },
                Coupling = new CouplingBlock { Force = ForceForm.CurrentSumming, WeightRange = [-10, 10] },
            },
            Simulation = new SimulationBlock
            {
                Epsilon = Step,
                Method = method,
                Precision = precision,
                AbsoluteTolerance = tolerance,
                RelativeTolerance = tolerance,
            },
        };
    }
}
