using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.TestKit;

/// <summary>What the groups of a test network have in common.</summary>
internal sealed record NeuronOptions(
    ForceForm Force = ForceForm.EnergyBased, ActivationKind Activation = ActivationKind.HardSigmoid, double Gain = 1,
    double Threshold = 0, bool Heterogeneous = false, int ReadOutClasses = 0)
{
    public SynapseKind Synapse { get; init; } = SynapseKind.Transconductance;

    /// <summary>On every free node.</summary>
    public IReadOnlyList<NodeDiode> Diodes { get; init; } = [];

    /// <summary>Gain of the amplifiers at the source of every coupling between different free groups.</summary>
    public double Amplifier { get; init; } = 1;

    /// <summary>Resistors between membranes, which cannot be negative.</summary>
    public bool IsPassive => Synapse == SynapseKind.Resistive && Activation == ActivationKind.Linear;
}

/// <summary>One random network with one random example.</summary>
internal sealed record RandomNetwork(NetworkLayout Layout, NetworkParameters Parameters, double[] Inputs, double[] Target)
{
    public CostKind Cost => Layout.ReadOutClasses > 0 ? CostKind.CrossEntropy : CostKind.SquaredError;

    public NetworkEquations Equations => new(Layout, Parameters);
}

/// <summary>Layouts made by hand, and random networks on them.</summary>
internal static class Layouts
{
    /// <summary>A layout of layers, the clamped one first, each coupled to the next, and optional skips.</summary>
    public static NetworkLayout Layered(int[] sizes, NeuronOptions options, int seed = 1, params (int From, int To)[] skips) => Make(
        sizes,
        [.. Enumerable.Range(0, sizes.Length - 1).Select(i => (i, i + 1)).Concat(skips).Select(p => Reciprocal(p.Item1, p.Item2))],
        options,
        seed);

    /// <summary>Every node coupled to every other and to every input.</summary>
    public static NetworkLayout Recurrent(int inputs, int hidden, int outputs, NeuronOptions options, int seed = 1) => Make(
        [inputs, hidden, outputs],
        [Reciprocal(0, 1), Reciprocal(0, 2), Reciprocal(1, 1), Reciprocal(1, 2), Reciprocal(2, 2)],
        options,
        seed);

    /// <summary>Sparse reciprocal and one-way synapses between the same groups, as when they are spelled out one by one.</summary>
    public static NetworkLayout Elements(int inputs, int hidden, int outputs, NeuronOptions options, int seed = 1)
    {
        int[] sizes = [inputs, hidden, outputs];
        var stream = new RandomStream(seed, StreamPurpose.Study, 1);
        Coupling[] couplings =
        [
            Reciprocal(0, 1), Reciprocal(1, 1), Reciprocal(1, 2),
            OneWay(0, 2), OneWay(1, 1), OneWay(1, 2), OneWay(2, 1),
        ];
        return Make(sizes, [.. couplings.Select(c => c with { Plastic = SparseMask(c, sizes, stream) })], options, seed);
    }

    /// <summary>
    /// Random weights whose free part has a largest absolute row sum below <paramref name="rowSum"/>, so that any of the
    /// networks is stable for slopes up to one. Biases put some hidden nodes of a hard sigmoid at either rail and keep
    /// most nodes, the outputs above all, between them.
    /// </summary>
    public static RandomNetwork Draw(NetworkLayout layout, int seed, double rowSum = 0.8)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study);
        var parameters = new NetworkParameters(layout);
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            FillWeights(layout, layout.Couplings[c], parameters.Weights[c], stream);
        }

        ScaleToRowSum(layout, parameters, rowSum);
        Fill(parameters.ReadOutWeights, () => stream.NextUniform(-1, 1));
        Fill(parameters.ReadOutBiases, () => stream.NextUniform(-0.2, 0.2));
        foreach (double[] biases in parameters.Biases[..^1])
        {
            Fill(biases, () => stream.NextUniform(-0.4, 1.1));
        }

        Fill(parameters.Biases[^1], () => stream.NextUniform(0.1, 0.5));
        if (layout.WeightMinimum >= 0)
        {
            Array.ForEach(parameters.Weights, weights => Fill(weights, Math.Abs));
        }

        var inputs = new double[layout.InputCount];
        Fill(inputs, stream.NextDouble);
        var target = new double[layout.AnswerCount];
        Fill(target, () => layout.ReadOutClasses > 0 ? 0 : stream.NextUniform(0.05, 0.95));
        if (layout.ReadOutClasses > 0)
        {
            target[stream.NextInt32(target.Length)] = 1;
        }

        return new RandomNetwork(layout, parameters, inputs, target);
    }

    public static Coupling Reciprocal(int source, int target) => new() { Source = source, Target = target, Kind = EdgeKind.Reciprocal };

    public static Coupling OneWay(int source, int target) => new() { Source = source, Target = target, Kind = EdgeKind.OneWay };

    /// <summary>Groups of the given sizes, the clamped one first and the outputs last.</summary>
    public static NetworkLayout Make(int[] sizes, IReadOnlyList<Coupling> couplings, NeuronOptions options, int seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 2);
        IReadOnlyList<double> Ratios(int size) =>
            [.. Enumerable.Range(0, size).Select(_ => options.Heterogeneous ? stream.NextUniform(0.7, 1.6) : 1)];
        NodeRole RoleOf(int g) => g == 0 ? NodeRole.Input : g == sizes.Length - 1 ? NodeRole.Output : NodeRole.Hidden;

        return new NetworkLayout
        {
            Groups = [.. sizes.Select((size, g) => new NodeGroup
            {
                Name = $"group {g}",
                Role = RoleOf(g),
                Size = size,
                Activation = options.Activation,
                Diodes = g == 0 ? [] : options.Diodes,
                Gain = options.Gain,
                Threshold = options.Threshold,
                Leak = Ratios(size),
                Capacitance = Ratios(size),
                InitialState = new double[size],
            })],
            Couplings = [.. couplings.Select(c => c.Source > 0 && c.Source != c.Target ? c with { Gain = options.Amplifier } : c).Select(c => c with { Synapse = options.Synapse })],
            Force = options.Force,
            WeightMinimum = options.IsPassive ? 0 : -10,
            WeightMaximum = 10,
            ReadOutClasses = options.ReadOutClasses,
            Map = new DimensionlessMap(new NeuronBlock { MembraneCapacitance = 1e-12, LeakConductance = 1e-6 }),
        };
    }

    /// <summary>The same layout with other synapse circuits.</summary>
    public static NetworkLayout With(NetworkLayout layout, SynapseKind synapse) =>
        layout with { Couplings = [.. layout.Couplings.Select(coupling => coupling with { Synapse = synapse })] };

    private static void FillWeights(NetworkLayout layout, Coupling coupling, double[] weights, RandomStream stream)
    {
        int rows = layout.Groups[coupling.Source].Size;
        int columns = layout.Groups[coupling.Target].Size;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                bool within = coupling.Source == coupling.Target;
                bool mirrored = within && j < i && coupling.Kind == EdgeKind.Reciprocal;
                double drawn = mirrored ? weights[j * columns + i] : stream.NextUniform(-1, 1) / Math.Sqrt(rows);
                weights[i * columns + j] = (within && i == j) || coupling.Plastic?[i * columns + j] == false ? 0 : drawn;
            }
        }
    }

    /// <summary>Scales the couplings between free groups alone.</summary>
    private static void ScaleToRowSum(NetworkLayout layout, NetworkParameters parameters, double rowSum)
    {
        var sums = layout.Groups.Select(g => new double[g.Size]).ToArray();
        var free = Enumerable.Range(0, layout.Couplings.Count)
            .Where(c => layout.Couplings[c].Source > 0 && layout.Couplings[c].Target > 0).ToArray();
        foreach (int c in free)
        {
            Coupling coupling = layout.Couplings[c];
            int columns = layout.Groups[coupling.Target].Size;
            for (int k = 0; k < parameters.Weights[c].Length; k++)
            {
                double weight = Math.Abs(parameters.Weights[c][k]);
                sums[coupling.Target][k % columns] += weight;
                bool both = coupling.Kind == EdgeKind.Reciprocal && coupling.Source != coupling.Target;
                sums[coupling.Source][k / columns] += both ? weight : 0;
            }
        }

        double largest = sums.Max(s => s.Max());
        foreach (int c in free)
        {
            for (int k = 0; k < parameters.Weights[c].Length; k++)
            {
                parameters.Weights[c][k] *= rowSum / largest;
            }
        }
    }

    private static bool[] SparseMask(Coupling coupling, int[] sizes, RandomStream stream)
    {
        int columns = sizes[coupling.Target];
        var mask = new bool[sizes[coupling.Source] * columns];
        for (int k = 0; k < mask.Length; k++)
        {
            int mirror = k % columns * columns + k / columns;
            bool paired = coupling.Source == coupling.Target && coupling.Kind == EdgeKind.Reciprocal;
            mask[k] = paired && mirror < k ? mask[mirror] : stream.NextDouble() < 0.6;
            mask[k] &= coupling.Source != coupling.Target || k / columns != k % columns;
        }

        return mask;
    }

    private static void Fill(double[] values, Func<double, double> change)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = change(values[i]);
        }
    }

    private static void Fill(double[] values, Func<double> next)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = next();
        }
    }
}
