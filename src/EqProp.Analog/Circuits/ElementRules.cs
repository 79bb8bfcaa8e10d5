namespace EqProp.Analog.Circuits;

/// <summary>Rules of circuits that are spelled out node by node.</summary>
internal static class ElementRules
{
    private const string Block = "circuit.topology";

    public static void Check(CircuitBlock circuit, Findings findings)
    {
        if (circuit.Topology.Kind != TopologyKind.Elements)
        {
            return;
        }

        IReadOnlyList<ElementNeuron> neurons = circuit.Topology.Neurons ?? [];
        Dictionary<string, NodeRole> roles = [];
        for (int i = 0; i < neurons.Count; i++)
        {
            CheckNeuron(neurons[i], $"{Block}.neurons[{i}]", circuit, findings);
            if (!roles.TryAdd(neurons[i].Name, neurons[i].Role))
            {
                findings.Add(
                    "elements.name",
                    $"{Block}.neurons[{i}].name",
                    $"'{neurons[i].Name}' is the name of an earlier node.",
                    "Give each node a name of its own.");
            }
        }

        if (!roles.ContainsValue(NodeRole.Output))
        {
            findings.Add("elements.output", $"{Block}.neurons", "There is no output node.", "Give at least one node the role output.");
        }

        CheckEdges(circuit, roles, findings);
        FloatingNodeRule.Check(circuit, findings);
    }

    private static void CheckNeuron(ElementNeuron neuron, string path, CircuitBlock circuit, Findings findings)
    {
        if (neuron.Name.Length == 0)
        {
            findings.Add("elements.name", $"{path}.name", "The name is empty.", "Give the node a name.");
        }

        findings.Positive(neuron.MembraneCapacitance, $"{path}.membraneCapacitance", "The membrane capacitance in farads");
        findings.NotNegative(neuron.LeakConductance, $"{path}.leakConductance", "The leak conductance in siemens");
        double supply = circuit.Process.SupplyVoltage;
        (double lower, double upper) = DiodeRules.Rails(circuit, neuron.Role);
        if (neuron.InitialVoltage is { } start && (start < lower || start > upper))
        {
            findings.Add(
                "diode.initialVoltage",
                $"{path}.initialVoltage",
                $"{RuleChecks.Text(start)} V is outside the rails of the node's ideal diodes, {RuleChecks.Text(lower)} to {RuleChecks.Text(upper)} V.",
                "Give an initial voltage between them, or move the diodes.");
        }

        if (circuit.Neurons.FitzHughNagumo is null && neuron.InitialVoltage is { } volts && !(volts >= 0 && volts <= supply))
        {
            findings.Add(
                "elements.initialVoltage",
                $"{path}.initialVoltage",
                $"{RuleChecks.Text(volts)} V is outside the supply of 0 to {RuleChecks.Text(supply)} V.",
                "Give a voltage within the supply.");
        }

        if (neuron.Role == NodeRole.Input && neuron.Bias is not null)
        {
            findings.Add("elements.inputBias", $"{path}.bias", "A clamped input takes no bias current.", "Remove it, or set initialVoltage.");
        }
    }

    private static void CheckEdges(CircuitBlock circuit, Dictionary<string, NodeRole> roles, Findings findings)
    {
        IReadOnlyList<ElementEdge> edges = circuit.Topology.Edges ?? [];
        HashSet<(string, string, EdgeKind)> seen = [];
        for (int i = 0; i < edges.Count; i++)
        {
            ElementEdge edge = edges[i];
            string path = $"{Block}.edges[{i}]";
            CheckEnd(edge.From, $"{path}.from", roles, findings);
            CheckEnd(edge.To, $"{path}.to", roles, findings);
            if (edge.From == edge.To)
            {
                findings.Add(
                    "elements.selfEdge",
                    $"{path}.to",
                    $"The edge joins '{edge.From}' to itself.",
                    "Use the leak conductance or the activation instead.");
            }
            else if (roles.TryGetValue(edge.To, out NodeRole role) && role == NodeRole.Input)
            {
                findings.Add(
                    "elements.intoInput",
                    $"{path}.to",
                    $"'{edge.To}' is clamped, so that no edge can act on it.",
                    "Turn the edge round: the input is 'from'.");
            }

            CheckGain(edge, path, roles, findings);
            if (!seen.Add(Key(edge)))
            {
                findings.Add(
                    "elements.twice",
                    path,
                    $"There is an earlier {RecordShapes.FileName(edge.Kind.ToString())} edge between '{edge.From}' and '{edge.To}'.",
                    "Merge the two: conductances in parallel add.");
            }

            CheckRange(edge, circuit.Coupling.WeightRange, path, findings);
        }
    }

    private static void CheckGain(ElementEdge edge, string path, Dictionary<string, NodeRole> roles, Findings findings)
    {
        findings.Positive(edge.Gain, $"{path}.gain", "The gain");
        bool within = roles.TryGetValue(edge.From, out NodeRole from) && roles.TryGetValue(edge.To, out NodeRole to) && from == to;
        if (edge.Gain != 1 && edge.Kind == EdgeKind.Reciprocal && within)
        {
            findings.Add(
                "elements.gain",
                $"{path}.gain",
                $"A bidirectional amplifier between '{edge.From}' and '{edge.To}', which have the same role, leaves the network without an energy.",
                "Leave the gain out, or make the edge one-way.");
        }
    }

    private static (string, string, EdgeKind) Key(ElementEdge edge) =>
        edge.Kind == EdgeKind.Reciprocal && string.CompareOrdinal(edge.From, edge.To) > 0
            ? (edge.To, edge.From, edge.Kind)
            : (edge.From, edge.To, edge.Kind);

    private static void CheckEnd(string name, string path, Dictionary<string, NodeRole> roles, Findings findings)
    {
        if (!roles.ContainsKey(name))
        {
            findings.Add("elements.unknownNode", path, $"There is no node '{name}'.", NearestName.Remedy(name, [.. roles.Keys]));
        }
    }

    private static void CheckRange(ElementEdge edge, IReadOnlyList<double>? range, string path, Findings findings)
    {
        if (range is { Count: 2 } && (edge.Weight < range[0] || edge.Weight > range[1]))
        {
            findings.Add(
                "elements.range",
                $"{path}.weight",
                $"The weight {RuleChecks.Text(edge.Weight.Value)} is outside the writable range {RuleChecks.Text(range[0])} to {RuleChecks.Text(range[1])}.",
                "Change the weight, or circuit.coupling.weightRange.");
        }
    }
}
