namespace EqProp.Analog.Circuits;

/// <summary>Rules of FitzHugh-Nagumo neurons: their numbers, and which other parts go with them.</summary>
internal static class FitzHughNagumoRules
{
    private const string Block = "circuit.neurons.fitzHughNagumo";

    public static void Check(CircuitBlock circuit, Findings findings)
    {
        if (circuit.Neurons.FitzHughNagumo is not { } cell)
        {
            CheckForeign(circuit.Topology.Neurons ?? [], findings, _ => true, "leaky integrators do not have");
            return;
        }

        findings.Positive(cell.Gamma, $"{Block}.gamma", "The coefficient gamma of the inhibitor");
        findings.Positive(cell.Tau, $"{Block}.tau", "The time constant tau of the inhibitor");
        findings.Finite(cell.B, $"{Block}.b", "The input b of the inhibitor");
        findings.Finite(cell.InitialInhibitor, $"{Block}.initialInhibitor", "The inhibitor at time zero");
        CheckNonlinearity(cell.Nonlinearity, findings);
        CheckInhibitorCoupling(circuit, cell, findings);
        CheckForm(circuit, findings);
        CheckParts(circuit, findings);
        CheckElements(circuit.Topology, findings);
    }

    private static void CheckForeign(IReadOnlyList<ElementNeuron> neurons, Findings findings, Func<ElementNeuron, bool> isForeign, string who)
    {
        foreach ((int i, ElementNeuron neuron) in neurons.Index().Where(one => isForeign(one.Item)))
        {
            (string Name, double? Value)[] fields =
                [("gamma", neuron.Gamma), ("b", neuron.B), ("tau", neuron.Tau), ("initialInhibitor", neuron.InitialInhibitor)];
            foreach ((string name, _) in fields.Where(field => field.Value is not null))
            {
                findings.Add(
                    "fitzHughNagumo.foreignField",
                    $"circuit.topology.neurons[{i}].{name}",
                    $"'{name}' is that of an inhibitor, which {who}.",
                    "Remove it (or set it to null).");
            }
        }
    }

    private static void CheckNonlinearity(NonlinearityBlock nonlinearity, Findings findings)
    {
        const string path = $"{Block}.nonlinearity";
        string kind = RecordShapes.FileName(nonlinearity.Kind.ToString());
        bool hasAlpha = nonlinearity.Kind == NonlinearityKind.AlphaCubic;
        if (hasAlpha && !(nonlinearity.Alpha is > 0 and < 1))
        {
            string found = nonlinearity.Alpha is { } alpha ? $"alpha is {RuleChecks.Text(alpha)}" : "alpha is missing";
            findings.Add(
                "fitzHughNagumo.alpha",
                $"{path}.alpha",
                $"The middle root of u (1 - u) (u - alpha) lies between the others, 0 and 1, and {found}.",
                "Give a number between 0 and 1; below 1/2 the neuron is excitable.");
        }

        bool hasSlope = nonlinearity.Kind is NonlinearityKind.Tanh or NonlinearityKind.PiecewiseLinear;
        (string Name, bool Given, string Owners)[] foreign =
        [
            ("alpha", nonlinearity.Alpha is not null && !hasAlpha, "alphaCubic"),
            ("outerSlope", nonlinearity.OuterSlope is not null && !hasSlope, "tanh and piecewiseLinear"),
        ];
        foreach ((string name, _, string owners) in foreign.Where(field => field.Given))
        {
            findings.Add(
                "fitzHughNagumo.foreignField", $"{path}.{name}", $"The nonlinear conductance {kind} has no '{name}'; {owners} alone has it.",
                "Remove it (or set it to null), or change the kind.");
        }

        findings.Positive(hasSlope ? nonlinearity.OuterSlope : null, $"{path}.outerSlope", "The falling slope s");
    }

    private static void CheckInhibitorCoupling(CircuitBlock circuit, FitzHughNagumoBlock cell, Findings findings)
    {
        const string path = $"{Block}.coupling";
        if (cell.Coupling is not { } coupling)
        {
            return;
        }

        findings.NotNegative(coupling.Weight, $"{path}.weight", "The weight Dv");
        findings.Positive(coupling.Maximum, $"{path}.maximum", "The largest weight Dv");
        if (coupling.Weight > coupling.Maximum)
        {
            findings.Add(
                "fitzHughNagumo.coupling",
                $"{path}.weight",
                $"The weight {RuleChecks.Text(coupling.Weight)} is above the largest that can be written, {RuleChecks.Text(coupling.Maximum)}.",
                "Lower the weight, or raise maximum.");
        }

        if (TopologyCounts.IsLattice(circuit.Topology))
        {
            findings.Add(
                "fitzHughNagumo.coupling",
                path,
                $"A {RecordShapes.FileName(circuit.Topology.Kind.ToString())} has no synapses for resistors between inhibitors to follow.",
                "Use circuit.topology.inhibitorLinkWeight.");
        }
    }

    private static void CheckForm(CircuitBlock circuit, Findings findings)
    {
        if (circuit.Coupling.Force == ForceForm.EnergyBased)
        {
            findings.Add(
                "fitzHughNagumo.force",
                "circuit.coupling.force",
                "Currents add up on the membrane of a FitzHugh-Nagumo neuron; the energy-based force, which multiplies them by the slope of an activation, is another circuit.",
                "Leave the force out, or give currentSumming.");
        }

        (NodeRole Role, string Path)[] activations =
            [(NodeRole.Hidden, "circuit.neurons.activation"), (NodeRole.Output, "circuit.outputNeurons.activation")];
        foreach ((NodeRole role, string path) in activations.Where(one => one.Role == NodeRole.Hidden || circuit.OutputNeurons?.Activation is not null))
        {
            if (circuit.ActivationOf(role).Kind is var kind && kind != ActivationKind.Linear)
            {
                findings.Add(
                    "fitzHughNagumo.activation",
                    path,
                    $"Synapses see the membrane of a FitzHugh-Nagumo neuron as it is, not through {RecordShapes.FileName(kind.ToString())}; what bends is the conductance f.",
                    "Leave the activation out, or give linear; the kinds of f are those of circuit.neurons.fitzHughNagumo.nonlinearity.");
            }
        }
    }

    private static void CheckParts(CircuitBlock circuit, Findings findings)
    {
        (string Path, bool Given, string What)[] parts =
        [
            ("circuit.neurons.diodes", circuit.Neurons.Diodes is { Count: > 0 }, "Diodes"),
            ("circuit.outputNeurons.diodes", circuit.OutputNeurons?.Diodes is { Count: > 0 }, "Diodes"),
            ("circuit.compliance", circuit.Compliance is not null, "The range of current sources"),
            ("circuit.lines", circuit.Lines is { Count: > 0 }, "Parasitics of wires"),
            ("circuit.amplifiers", circuit.Amplifiers is { Count: > 0 }, "Faults of output buffers"),
            ("circuit.coupling.amplifierGains", circuit.Coupling.AmplifierGains is not null, "Bidirectional amplifiers"),
            ("circuit.temperatureModel", circuit.TemperatureModel is not null, "A model of temperature, which would need that of the conductance f,"),
        ];
        foreach ((string path, _, string what) in parts.Where(part => part.Given))
        {
            findings.Add(
                "fitzHughNagumo.part", path, $"{what} cannot be described together with FitzHugh-Nagumo neurons.", "Remove it (or set it to null).");
        }
    }

    private static void CheckElements(TopologyBlock topology, Findings findings)
    {
        CheckForeign(topology.Neurons ?? [], findings, neuron => neuron.Role == NodeRole.Input, "clamped inputs do not have");
        foreach ((int i, ElementNeuron neuron) in (topology.Neurons ?? []).Index().Where(one => one.Item.Role != NodeRole.Input))
        {
            string path = $"circuit.topology.neurons[{i}]";
            findings.Positive(neuron.Gamma, $"{path}.gamma", "The coefficient gamma of the inhibitor");
            findings.Positive(neuron.Tau, $"{path}.tau", "The time constant tau of the inhibitor");
            findings.Finite(neuron.B, $"{path}.b", "The input b of the inhibitor");
            findings.Finite(neuron.InitialInhibitor, $"{path}.initialInhibitor", "The inhibitor at time zero");
            if (neuron.LeakConductance is not null)
            {
                findings.Add(
                    "fitzHughNagumo.leak",
                    $"{path}.leakConductance",
                    "The conductance f of FitzHugh-Nagumo neurons takes the place of a leak, and all share it.",
                    "Remove it; membraneCapacitance, gamma, b and tau may differ.");
            }
        }

        foreach ((int i, ElementEdge edge) in (topology.Edges ?? []).Index())
        {
            if (edge.Gain != 1)
            {
                findings.Add(
                    "fitzHughNagumo.part", $"circuit.topology.edges[{i}].gain", "Bidirectional amplifiers cannot be described together with FitzHugh-Nagumo neurons.",
                    "Leave the gain out.");
            }
        }
    }
}
