using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation.Noise;

/// <summary>Chips with noise, many examples of one input at once: each example has noise of its own.</summary>
internal sealed record NoisyChip(NetworkLayout Layout, NetworkParameters Parameters, NoiseBlock? Noise)
{
    /// <summary>k T / (C V_swing^2) of the layouts of tests (1 pF, 1 V) at 300 K.</summary>
    public const double Theta = 1.380649e-23 * 300 / 1e-12;

    public static readonly NoiseBlock Thermal = new() { Thermal = new ThermalNoiseBlock() };

    public BenchOptions Options { get; init; } = new();

    public int? AveragingSteps { get; init; }

    public int Seed { get; init; } = 1;

    public int Die { get; init; }

    /// <summary>Of the output buffers' own noise the layout knows the size; the description says that it is on.</summary>
    public IReadOnlyList<AmplifierBlock>? Amplifiers { get; init; }

    /// <summary>Neurons by themselves in one output group behind an input that drives nothing.</summary>
    public static NoisyChip Lone(int neurons, NoiseBlock noise, ActivationKind activation = ActivationKind.Linear, bool heterogeneous = false)
    {
        NetworkLayout layout = Layouts.Make(
            [1, neurons], [], new NeuronOptions(ForceForm.CurrentSumming, activation, Heterogeneous: heterogeneous), 3);
        return new(layout, new NetworkParameters(layout), noise);
    }

    public ChipInstance Chip => new(
        new CircuitDescription
        {
            Circuit = new CircuitBlock
            {
                Neurons = new NeuronBlock { MembraneCapacitance = 1e-12, LeakConductance = 1e-6 },
                Topology = new TopologyBlock { Kind = TopologyKind.Layered },
                Noise = Noise,
                Amplifiers = Amplifiers,
            },
            Simulation = Options.Simulation with { NoiseSeed = Seed, AveragingSteps = AveragingSteps },
        },
        Die, Layout);

    /// <summary>The chip with examples clamped and at its initial state.</summary>
    public IPhysicalNetwork Start(int examples, float[]? input = null, int[]? rows = null)
    {
        IPhysicalNetwork network = SimulatedNetwork.Create(Chip, examples, new SimulationOptions { Threads = Options.Threads, Width = Options.Width });
        network.Program(Parameters);
        input ??= new float[Layout.InputCount];
        rows ??= [.. Enumerable.Range(0, examples)];
        network.Clamp([.. Enumerable.Range(0, rows.Max() + 1).SelectMany(_ => input)], rows);
        network.StartAtInitialState();
        return network;
    }

    /// <summary>States of all examples at several moments, far enough from each other to be independent: [example and moment][node].</summary>
    public double[][] Sample(int examples, int moments, int settle, int apart, float[]? input = null)
    {
        using IPhysicalNetwork network = Start(examples, input);
        network.Settle(new PhaseLength(settle));
        List<double[]> samples = [.. network.States(examples)];
        for (int moment = 1; moment < moments; moment++)
        {
            network.Settle(new PhaseLength(apart));
            samples.AddRange(network.States(examples));
        }

        return [.. samples];
    }
}
