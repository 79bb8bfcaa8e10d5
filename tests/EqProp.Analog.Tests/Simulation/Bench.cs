using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Metering;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>How a simulated chip under test moves.</summary>
internal sealed record BenchOptions(
    double Epsilon = 0.1, IntegrationMethod Method = IntegrationMethod.ProjectedEuler, PrecisionKind Precision = PrecisionKind.Double)
{
    public VectorWidth Width { get; init; } = VectorWidthSelection.Widest;

    public int Threads { get; init; } = 1;

    public SettlingKind Settling { get; init; }

    public PlasticityBlock? Plasticity { get; init; }

    /// <summary>Takes down energies.</summary>
    public PhaseMeter? Meter { get; init; }

    /// <summary>Seed of the noise.</summary>
    public int NoiseSeed { get; init; }

    public SteadyStateBlock SteadyState { get; init; } = new() { Tolerance = 1e-11 };

    /// <summary>Relative, and absolute in swings, for methods that choose their steps.</summary>
    public double Tolerance { get; init; } = 1e-10;

    public SimulationBlock Simulation => new()
    {
        Epsilon = Epsilon,
        Method = Method,
        Precision = Precision,
        Settling = Settling,
        SteadyState = SteadyState,
        RelativeTolerance = Tolerance,
        AbsoluteTolerance = Tolerance,
        NoiseSeed = NoiseSeed,
    };
}

/// <summary>A few examples for a layout, as a chip takes them.</summary>
internal sealed record Examples(NetworkLayout Layout, float[] Inputs, float[] Targets, int Count)
{
    public int[] Rows => [.. Enumerable.Range(0, Count)];

    public CostKind Cost => Layout.ReadOutClasses > 0 ? CostKind.CrossEntropy : CostKind.SquaredError;

    /// <summary>Random inputs in [0, 1] and targets between the rails, or one class each.</summary>
    public static Examples Draw(NetworkLayout layout, int count, int seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 3);
        float[] inputs = [.. Enumerable.Range(0, count * layout.InputCount).Select(_ => (float)stream.NextDouble())];
        float[] targets = [.. Enumerable.Range(0, count * layout.AnswerCount).Select(_ => layout.ReadOutClasses > 0 ? 0 : (float)stream.NextUniform(0.05, 0.95))];
        for (int example = 0; example < count && layout.ReadOutClasses > 0; example++)
        {
            targets[example * layout.AnswerCount + stream.NextInt32(layout.AnswerCount)] = 1;
        }

        return new(layout, inputs, targets, count);
    }

    public double[] Input(int example) => [.. Inputs.Skip(example * Layout.InputCount).Take(Layout.InputCount).Select(x => (double)x)];

    public double[] Target(int example) => [.. Targets.Skip(example * Layout.AnswerCount).Take(Layout.AnswerCount).Select(x => (double)x)];

    public OutputNudge Nudge(int example, double beta) => new(Cost, beta, Target(example));
}

/// <summary>Powers up simulated chips for layouts made by hand, and reads them.</summary>
internal static class Bench
{
    public static IPhysicalNetwork PowerUp(NetworkLayout layout, NetworkParameters parameters, int capacity, BenchOptions options)
    {
        var description = new CircuitDescription
        {
            Circuit = new CircuitBlock
            {
                Neurons = new NeuronBlock { MembraneCapacitance = 1e-12, LeakConductance = 1e-6 },
                Topology = new TopologyBlock { Kind = TopologyKind.Layered },
                Plasticity = options.Plasticity,
            },
            Simulation = options.Simulation,
        };
        IPhysicalNetwork network = SimulatedNetwork.Create(
            new ChipInstance(description, 0, layout), capacity, new SimulationOptions { Threads = options.Threads, Width = options.Width, Meter = options.Meter });
        network.Program(parameters);
        return network;
    }

    /// <summary>Powers up a chip and clamps the examples, with the free nodes at random states.</summary>
    public static IPhysicalNetwork Start(NetworkParameters parameters, Examples examples, BenchOptions options)
    {
        IPhysicalNetwork network = PowerUp(examples.Layout, parameters, examples.Count, options);
        network.Clamp(examples.Inputs, examples.Rows);
        network.StartAtRandom(1, examples.Rows);
        return network;
    }

    /// <summary>States of the free nodes of every example, in group order.</summary>
    public static double[][] States(this IPhysicalNetwork network, int examples) => Gather(network, examples, NodeQuantity.State);

    /// <summary>Activities as they are held for the plasticity unit: one array a group, the clamped group first.</summary>
    public static double[][] HeldActivities(this IPhysicalNetwork network, Examples examples) =>
        [examples.Inputs.Select(x => (double)x).ToArray(), .. Enumerable.Range(1, network.Layout.Groups.Count - 1).Select(g => Group(network, g, examples.Count, NodeQuantity.Activity))];

    public static double[] Group(this IPhysicalNetwork network, int group, int examples, NodeQuantity quantity)
    {
        var values = new double[examples * network.Layout.Groups[group].Size];
        network.Read(group, quantity, values);
        return values;
    }

    public static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"entry {i}: expected {expected[i]:r}, got {actual[i]:r}");
        }
    }

    private static double[][] Gather(IPhysicalNetwork network, int examples, NodeQuantity quantity)
    {
        double[][] groups = [.. Enumerable.Range(1, network.Layout.OutputGroup).Select(g => Group(network, g, examples, quantity))];
        return [.. Enumerable.Range(0, examples).Select(example => groups
            .SelectMany(values => values.Skip(example * (values.Length / examples)).Take(values.Length / examples)).ToArray())];
    }
}
