using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Spatial;

/// <summary>What <see cref="ResidualLayouts.Draw"/> draws; vary with <c>with</c>.</summary>
internal sealed record ResidualOptions
{
    public int Depth { get; init; } = 4;

    public int Size { get; init; } = 3;

    public double Du { get; init; } = 4;

    /// <summary>0: inhibitors see no other layer.</summary>
    public double Dv { get; init; }

    public bool ReadsInhibitors { get; init; }

    public int ReadOutClasses { get; init; }

    /// <summary>Weights from every input to the first layer instead of one resistor an input.</summary>
    public bool HasInputWeights { get; init; }

    /// <summary>Learnable weights from layer to layer besides the resistors, and resistors between inhibitors of a layer.</summary>
    public bool HasMoreCouplings { get; init; }

    /// <summary>The two transconductors of every gyrator differ.</summary>
    public bool HasMismatchedGyrators { get; init; }

    /// <summary>Synapses that conduct something else than what is written, equal both ways.</summary>
    public bool IsDrawn { get; init; }
}

/// <summary>Residual stacks of FitzHugh-Nagumo neurons as chips, with random numbers everywhere.</summary>
internal static class ResidualLayouts
{
    public static RandomNetwork Draw(int seed, ResidualOptions options)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 11);
        (int depth, int n) = (options.Depth, options.Size);
        double[] Uniform(double low, double high) => Stacks.Uniform(stream, n, low, high);
        NodeGroup[] membranes = [.. Enumerable.Range(0, depth + 1).Select(g => Group(
            g == 0 ? "input" : g == depth ? "output" : $"hidden {g}", g == 0 ? NodeRole.Input : g == depth ? NodeRole.Output : NodeRole.Hidden, Uniform(-1.1, -0.8)) with
        {
            Nonlinearity = g == 0 ? null : new NonlinearityBlock(),
        })];
        NodeGroup[] inhibitors = [.. membranes.Skip(1).Select(group => Group($"{group.Name} inhibitor", NodeRole.Hidden, Uniform(0.6, 1.2)) with
        {
            Capacitance = [.. Enumerable.Repeat(0.3, n)],
            OffsetCurrent = Uniform(-0.1, 0.1),
        })];
        List<Link> links = [];
        for (int g = 1; g <= depth; g++)
        {
            double[] gains = Uniform(0.9, 1.1);
            links.Add(new Link { Source = depth + g, Target = g, Gains = [.. gains.Select(gain => -gain)] });
            links.Add(new Link { Source = g, Target = depth + g, Gains = options.HasMismatchedGyrators ? Uniform(0.8, 1.2) : gains });
            Both(g, g, 1, [.. Enumerable.Repeat(0.2, n - 1), 0]);
            Both(g, g + 1, 0, g < depth ? Uniform(0.9 * options.Du, 1.1 * options.Du) : []);
            Both(depth + g, depth + g + 1, 0, g < depth && options.Dv > 0 ? Uniform(0.9 * options.Dv, 1.1 * options.Dv) : []);
        }

        if (!options.HasInputWeights)
        {
            links.Add(new Link { Source = 0, Target = 1, Gains = Uniform(2, 3), Loads = true });
        }

        var layout = new NetworkLayout
        {
            Groups = [.. membranes, .. inhibitors],
            Couplings = [.. Couplings(options).Select(c => options.IsDrawn ? Drawn(c, n, stream) : c)],
            Links = links,
            Cells = [.. Enumerable.Range(1, depth).Select(g => new Cell(g, depth + g))],
            ReadGroup = options.ReadsInhibitors ? 2 * depth : null,
            ReadOutClasses = options.ReadOutClasses,
            Force = ForceForm.CurrentSumming,
            WeightMinimum = -10,
            WeightMaximum = 10,
            Map = new DimensionlessMap(new NeuronBlock { MembraneCapacitance = 1e-9, LeakConductance = 1e-3 }),
        };
        return new RandomNetwork(layout, Parameters(layout, stream), Uniform(-0.8, 0.8), options.ReadOutClasses > 0 ? [1, .. new double[options.ReadOutClasses - 1]] : Uniform(-0.5, 0.5));

        void Both(int one, int other, int shift, double[] gains)
        {
            if (gains.Length > 0)
            {
                links.Add(new Link { Source = other, Target = one, Shift = shift, Gains = gains, Loads = true });
                links.Add(new Link { Source = one, Target = other, Shift = -shift, Gains = shift == 0 ? gains : [0, .. gains[..^1]], Loads = true });
            }
        }
    }

    /// <summary>Where Euler steps of the circuit's equations end, summed here from the layout element by element.</summary>
    public static double[] Rest(RandomNetwork network, int steps = 20000)
    {
        NetworkLayout layout = network.Layout;
        double[][] y = [.. layout.Groups.Select((group, g) => g == 0 ? network.Inputs : group.InitialState.ToArray())];
        for (int k = 0; k < steps; k++)
        {
            double[][] rate = Rates(network, y);
            for (int g = 1; g < y.Length; g++)
            {
                for (int i = 0; i < y[g].Length; i++)
                {
                    y[g][i] += 0.01 * rate[g][i];
                }
            }
        }

        return [.. y.Skip(1).SelectMany(values => values)];
    }

    private static double[][] Rates(RandomNetwork network, double[][] y)
    {
        NetworkLayout layout = network.Layout;
        double[][] rate = [.. layout.Groups.Select((group, g) => Enumerable.Range(0, group.Size).Select(i => g == 0 ? 0
            : network.Parameters.Biases[g][i] + (group.OffsetCurrent?[i] ?? 0) - group.Leak[i] * y[g][i] - (group.Nonlinearity is null ? 0 : Math.Pow(y[g][i], 3) / 3)).ToArray())];
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            (int s, int t, int columns) = (coupling.Source, coupling.Target, layout.Groups[coupling.Target].Size);
            for (int k = 0; k < network.Parameters.Weights[c].Length; k++)
            {
                (int i, int j) = Math.DivRem(k, columns);
                double conductance = coupling.Forward(k, network.Parameters.Weights[c][k]), load = coupling.IsResistive ? Math.Abs(conductance) : 0;
                rate[t][j] += conductance * y[s][i] - load * y[t][j];
                rate[s][i] += s == 0 || s == t ? 0 : conductance * y[t][j] - load * y[s][i];
            }
        }

        foreach (Link link in layout.Links)
        {
            for (int i = 0; i < link.Gains.Count; i++)
            {
                rate[link.Target][i] += link.Gains[i] == 0 ? 0 : link.Gains[i] * (y[link.Source][link.Seen(i)] - (link.Loads ? y[link.Target][i] : 0));
            }
        }

        return [.. rate.Select((values, g) => values.Select((r, i) => r / layout.Groups[g].Capacitance[i]).ToArray())];
    }

    private static IEnumerable<Coupling> Couplings(ResidualOptions options)
    {
        int depth = options.Depth;
        IEnumerable<Coupling> within = Enumerable.Range(1, depth).Select(g => Layouts.Reciprocal(g, g));
        IEnumerable<Coupling> input = options.HasInputWeights ? [Layouts.Reciprocal(0, 1) with { Synapse = SynapseKind.Resistive }] : [];
        IEnumerable<Coupling> more = options.HasMoreCouplings
            ? [.. Enumerable.Range(1, depth - 1).Select(g => Layouts.Reciprocal(g, g + 1)), Layouts.Reciprocal(depth + 1, depth + 1) with { Synapse = SynapseKind.Resistive, Range = (0, 10) }]
            : [];
        return [.. input, .. within, .. more];
    }

    private static Coupling Drawn(Coupling coupling, int n, RandomStream stream)
    {
        double[] gains = Symmetric(coupling, n, Stacks.Uniform(stream, n * n, 0.8, 1.2)), offsets = Symmetric(coupling, n, Stacks.Uniform(stream, n * n, 0, 0.02));
        for (int i = 0; i < (coupling.Source == coupling.Target ? n : 0); i++)
        {
            offsets[i * n + i] = 0;
        }

        return coupling with { ForwardGain = gains, BackwardGain = gains, Offset = offsets };
    }

    private static NetworkParameters Parameters(NetworkLayout layout, RandomStream stream)
    {
        var parameters = new NetworkParameters(layout);
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            int n = layout.Groups[coupling.Target].Size;
            double low = coupling.Range is null ? -0.3 : 0.1;
            Symmetric(coupling, n, Stacks.Uniform(stream, n * n, low, 0.3)).CopyTo(parameters.Weights[c], 0);
            for (int i = 0; i < (coupling.Source == coupling.Target ? n : 0); i++)
            {
                parameters.Weights[c][i * n + i] = 0;
            }
        }

        for (int g = 1; g < layout.Groups.Count; g++)
        {
            bool isInhibitor = layout.Groups[g].Nonlinearity is null;
            Stacks.Uniform(stream, layout.Groups[g].Size, isInhibitor ? 0.4 : -0.3, isInhibitor ? 0.8 : 0.3).CopyTo(parameters.Biases[g], 0);
        }

        Stacks.Uniform(stream, parameters.ReadOutWeights.Length, -1, 1).CopyTo(parameters.ReadOutWeights, 0);
        return parameters;
    }

    private static double[] Symmetric(Coupling coupling, int n, double[] values) => coupling.Source != coupling.Target
        ? values
        : [.. values.Select((_, k) => values[Math.Max(k, k % n * n + k / n)])];

    private static NodeGroup Group(string name, NodeRole role, double[] leak) => new()
    {
        Name = name,
        Role = role,
        Size = leak.Length,
        Activation = ActivationKind.Linear,
        Leak = leak,
        Capacitance = [.. Enumerable.Repeat(1.0, leak.Length)],
        InitialState = new double[leak.Length],
    };
}
