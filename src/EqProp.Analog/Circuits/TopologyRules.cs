namespace EqProp.Analog.Circuits;

/// <summary>Rules of layered and recurrent topologies, and of which fields belong to which kind.</summary>
internal static class TopologyRules
{
    private const string Block = "circuit.topology";
    private static readonly TopologyKind[] Lattices = [TopologyKind.Ring, TopologyKind.Chain, TopologyKind.Grid];

    public static void Check(TopologyBlock topology, Findings findings)
    {
        CheckForeignFields(topology, findings);
        if (topology.Kind == TopologyKind.Layered)
        {
            CheckLayers(topology, findings);
        }
        else if (topology.Kind == TopologyKind.Recurrent)
        {
            CheckRecurrent(topology, findings);
        }
    }

    private static void CheckForeignFields(TopologyBlock topology, Findings findings)
    {
        (string Name, bool Given, TopologyKind[] Kinds)[] fields =
        [
            ("layers", topology.Layers is not null, [TopologyKind.Layered]),
            ("skips", topology.Skips is not null, [TopologyKind.Layered]),
            ("feedback", topology.Feedback is not null, [TopologyKind.Layered]),
            ("inputs", topology.Inputs is not null, [TopologyKind.Recurrent, .. Lattices]),
            ("hidden", topology.Hidden is not null, [TopologyKind.Recurrent]),
            ("outputs", topology.Outputs is not null, [TopologyKind.Recurrent]),
            ("neurons", topology.Neurons is not null, [TopologyKind.Elements]),
            ("edges", topology.Edges is not null, [TopologyKind.Elements]),
            ("cells", topology.Cells is not null, [TopologyKind.Ring, TopologyKind.Chain]),
            ("rows", topology.Rows is not null, [TopologyKind.Grid]),
            ("columns", topology.Columns is not null, [TopologyKind.Grid]),
            ("width", topology.Width is not null, [TopologyKind.Residual]),
            ("depth", topology.Depth is not null, [TopologyKind.Residual]),
            ("linkWeight", topology.LinkWeight is not null || topology.LinkResistance is not null, [.. Lattices, TopologyKind.Residual]),
            ("inhibitorLinkWeight", topology.InhibitorLinkWeight is not null, [.. Lattices, TopologyKind.Residual]),
            ("inputWeight", topology.InputWeight is not null, Lattices),
            ("inputVoltages", topology.InputVoltages is not null, Lattices),
            ("initialVoltages", topology.InitialVoltages is not null, Lattices),
            ("initialInhibitors", topology.InitialInhibitors is not null, Lattices),
            ("initialSpread", topology.InitialSpread is not null, Lattices),
            ("initialSeed", topology.InitialSeed is not null, Lattices),
        ];
        foreach ((string name, bool given, TopologyKind[] kinds) in fields)
        {
            if (given && !kinds.Contains(topology.Kind))
            {
                string[] owners = [.. kinds.Select(kind => RecordShapes.FileName(kind.ToString()))];
                string belongs = owners.Length == 1 ? $"the kind {owners[0]}" : $"the kinds {string.Join(", ", owners[..^1])} and {owners[^1]}";
                findings.Add(
                    "topology.foreignField",
                    $"{Block}.{name}",
                    $"'{name}' belongs to {belongs}, but the kind is {RecordShapes.FileName(topology.Kind.ToString())}.",
                    "Remove it (or set it to null), or change the kind.");
            }
        }
    }

    private static void CheckLayers(TopologyBlock topology, Findings findings)
    {
        IReadOnlyList<int> layers = topology.Layers ?? [];
        if (layers.Count < 2)
        {
            findings.Add(
                "topology.layers",
                $"{Block}.layers",
                $"There are {layers.Count} layers.",
                "Give the number of inputs and of outputs at least.");
        }

        for (int i = 0; i < layers.Count; i++)
        {
            findings.AtLeast(layers[i], 1, $"{Block}.layers[{i}]", "The size of the layer");
            if (i > 0)
            {
                CheckSize(layers[i - 1], layers[i], $"{Block}.layers[{i}]", findings);
            }
        }

        IReadOnlyList<IReadOnlyList<int>> skips = topology.Skips ?? [];
        for (int i = 0; i < skips.Count; i++)
        {
            CheckSkip(skips, i, layers, findings);
        }
    }

    private static void CheckSkip(IReadOnlyList<IReadOnlyList<int>> skips, int index, IReadOnlyList<int> layers, Findings findings)
    {
        string path = $"{Block}.skips[{index}]";
        IReadOnlyList<int> skip = skips[index];
        if (skip.Count != 2)
        {
            findings.Add("topology.skip", path, $"A skip has {skip.Count} numbers.", "Give a pair [from, to] of layer indices.");
        }
        else if (skip[0] < 0 || skip[1] >= layers.Count || skip[1] - skip[0] < 2)
        {
            findings.Add(
                "topology.skip",
                path,
                $"[{skip[0]}, {skip[1]}] is not a pair of layer indices from 0 to {layers.Count - 1}, the second at least two above the first.",
                "Neighbouring layers are coupled already; name two that are further apart.");
        }
        else if (skips.Take(index).Any(earlier => earlier.SequenceEqual(skip)))
        {
            findings.Add("topology.skip", path, $"[{skip[0]}, {skip[1]}] is given twice.", "Remove one of them.");
        }
        else
        {
            CheckSize(layers[skip[0]], layers[skip[1]], path, findings);
        }
    }

    private static void CheckRecurrent(TopologyBlock topology, Findings findings)
    {
        Require(topology.Inputs, 1, "inputs", findings);
        Require(topology.Hidden, 0, "hidden", findings);
        Require(topology.Outputs, 1, "outputs", findings);
        int largest = Math.Max(topology.Hidden ?? 0, topology.Outputs ?? 0);
        CheckSize(Math.Max(topology.Inputs ?? 0, largest), largest, Block, findings);
    }

    private static void Require(int? value, int least, string name, Findings findings)
    {
        if (value is null)
        {
            findings.Add(
                "topology.recurrent",
                $"{Block}.{name}",
                $"A recurrent topology needs '{name}'.",
                $"Give a number of nodes, at least {least}.");
        }

        findings.AtLeast(value, least, $"{Block}.{name}", "The number of nodes");
    }

    private static void CheckSize(long sources, long targets, string path, Findings findings)
    {
        if (sources * targets > Array.MaxLength)
        {
            findings.Add(
                "topology.tooLarge",
                path,
                $"A coupling of {sources} x {targets} synapses is too large.",
                $"Keep every coupling within {Array.MaxLength} synapses.");
        }
    }
}
