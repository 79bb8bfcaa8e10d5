using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests;

/// <summary>What <see cref="CellLayouts"/> builds; vary with <c>with</c>.</summary>
internal sealed record CellOptions
{
    public NonlinearityBlock Nonlinearity { get; init; } = new();

    public double Gamma { get; init; } = 0.8;

    public double B { get; init; } = 0.7;

    public double Tau { get; init; } = 0.5;

    public SynapseKind Synapse { get; init; } = SynapseKind.Transconductance;

    /// <summary>Whether inhibitors are coupled wherever activators are.</summary>
    public bool CouplesInhibitors { get; init; }

    /// <summary>Whether inhibitors are read and nudged.</summary>
    public bool ReadsInhibitors { get; init; }

    public bool PlasticLeak { get; init; }

    public double WeightMinimum { get; init; } = -10;
}

/// <summary>Layouts of FitzHugh-Nagumo neurons: inputs, layers of activators, then the inhibitors of each layer.</summary>
internal static class CellLayouts
{
    /// <summary>Layers, each coupled to the next; the first are the inputs.</summary>
    public static NetworkLayout Layered(IReadOnlyList<int> sizes, CellOptions options)
    {
        int layers = sizes.Count - 1;
        NodeGroup[] membranes = [.. sizes.Select((size, g) => Membranes(sizes.Count, g, size, options))];
        Coupling[] synapses = [.. Enumerable.Range(0, layers).Select(g => new Coupling { Source = g, Target = g + 1, Kind = EdgeKind.Reciprocal, Synapse = options.Synapse })];
        Coupling[] between = [.. Enumerable.Range(1, options.CouplesInhibitors ? layers - 1 : 0).Select(g => new Coupling
        {
            Source = layers + g, Target = layers + g + 1, Kind = EdgeKind.Reciprocal, Synapse = SynapseKind.Resistive, Range = (0, 10),
        })];
        return new NetworkLayout
        {
            Groups = [.. membranes, .. membranes.Skip(1).Select(group => Inhibitors(group, options))],
            Couplings = [.. synapses, .. between],
            Links = [.. Enumerable.Range(1, layers).SelectMany(g => CellLinks(g, layers + g, sizes[g]))],
            Cells = [.. Enumerable.Range(1, layers).Select(g => new Cell(g, layers + g))],
            ReadGroup = options.ReadsInhibitors ? 2 * layers : null,
            Force = ForceForm.CurrentSumming,
            WeightMinimum = options.WeightMinimum,
            WeightMaximum = 10,
            Map = Map,
        };
    }

    /// <summary>Cells in a row with a diffusive coupling D between neighbours, the first and last joined if it is a ring. No inputs.</summary>
    public static NetworkLayout Row(int cells, double coupling, bool isRing, CellOptions options)
    {
        NodeGroup membranes = Membranes(2, 1, cells, options);
        double[] Where(Func<int, bool> has) => [.. Enumerable.Range(0, cells).Select(i => has(i) ? coupling : 0)];
        Link Neighbour(int shift) => new() { Source = 1, Target = 1, Shift = shift, Loads = true, Gains = Where(i => i + shift >= 0 && i + shift < cells) };
        Link[] ring = isRing && cells > 2 ? [Neighbour(cells - 1), Neighbour(1 - cells)] : [];
        return new NetworkLayout
        {
            Groups = [Membranes(2, 0, 0, options), membranes, Inhibitors(membranes, options)],
            Couplings = [],
            Links = [.. CellLinks(1, 2, cells), Neighbour(1), Neighbour(-1), .. ring],
            Cells = [new(1, 2)],
            Force = ForceForm.CurrentSumming,
            WeightMinimum = -10,
            WeightMaximum = 10,
            Map = Map,
        };
    }

    private static DimensionlessMap Map => new(new NeuronBlock { MembraneCapacitance = 1e-9, LeakConductance = 1e-3, ReferenceVoltage = 0 });

    private static IEnumerable<Link> CellLinks(int activator, int inhibitor, int size) =>
    [
        new() { Source = inhibitor, Target = activator, Gains = [.. Enumerable.Repeat(-1.0, size)] },
        new() { Source = activator, Target = inhibitor, Gains = [.. Enumerable.Repeat(1.0, size)] },
    ];

    private static NodeGroup Membranes(int groups, int index, int size, CellOptions options) => new()
    {
        Name = index == 0 ? "input" : index == groups - 1 ? "output" : $"hidden {index}",
        Role = index == 0 ? NodeRole.Input : index == groups - 1 ? NodeRole.Output : NodeRole.Hidden,
        Size = size,
        Activation = ActivationKind.Linear,
        Nonlinearity = index == 0 ? null : options.Nonlinearity,
        Leak = [.. Enumerable.Repeat(options.Nonlinearity.Kind == NonlinearityKind.AlphaCubic ? options.Nonlinearity.Alpha!.Value : -1, size)],
        Capacitance = [.. Enumerable.Repeat(1.0, size)],
        InitialState = new double[size],
    };

    private static NodeGroup Inhibitors(NodeGroup membranes, CellOptions options) => new()
    {
        Name = $"{membranes.Name} inhibitor",
        Role = NodeRole.Hidden,
        Size = membranes.Size,
        Activation = ActivationKind.Linear,
        PlasticLeak = options.PlasticLeak,
        Leak = [.. Enumerable.Repeat(options.Gamma, membranes.Size)],
        Capacitance = [.. Enumerable.Repeat(options.Tau, membranes.Size)],
        InitialState = new double[membranes.Size],
        Bias = options.B,
    };
}
