namespace EqProp.Analog.Circuits;

/// <summary>Rules of the synapse circuit.</summary>
internal static class CouplingRules
{
    public static void Check(CircuitBlock circuit, Findings findings)
    {
        CheckRange(circuit, findings);
        CheckResistors(circuit, findings);
        CheckAmplifiers(circuit, findings);
    }

    private static void CheckRange(CircuitBlock circuit, Findings findings)
    {
        string path = circuit.Coupling.WeightRange is null && circuit.Coupling.ConductanceRange is not null
            ? "circuit.coupling.conductanceRange"
            : "circuit.coupling.weightRange";
        if ((circuit.Coupling.WeightRange ?? circuit.Coupling.ConductanceRange) is not { } range)
        {
            findings.Add("coupling.range", path, "There is no writable range.", "Give weightRange or conductanceRange.");
        }
        else if (range.Count != 2)
        {
            findings.Add("coupling.range", path, $"The range has {range.Count} values.", "Give the smallest and the largest.");
        }
        else if (!double.IsFinite(range[0]) || !double.IsFinite(range[1]) || range[0] >= range[1])
        {
            findings.Add(
                "coupling.range",
                path,
                $"The smallest value ({RuleChecks.Text(range[0])}) is not below the largest ({RuleChecks.Text(range[1])}).",
                "Give the smallest first.");
        }
    }

    private static void CheckResistors(CircuitBlock circuit, Findings findings)
    {
        if (circuit.Coupling.Kind != SynapseKind.Resistive)
        {
            return;
        }

        NodeRole[] free = [.. TopologyGroups.FreeOf(circuit).Select(group => group.Role).Distinct()];
        ActivationKind[] smooth = [.. free.Select(role => circuit.ActivationOf(role).Kind)
            .Where(kind => kind is ActivationKind.Tanh or ActivationKind.Logistic)];
        if (circuit.ForceOf() == ForceForm.EnergyBased && smooth.Length > 0)
        {
            findings.Add(
                "coupling.resistive",
                "circuit.coupling.kind",
                $"A resistor draws its load through no activation, so that with the energy-based force of {RecordShapes.FileName(smooth[0].ToString())} neurons nothing is descended.",
                "Use the force currentSumming, or hardSigmoid, relu or linear neurons.");
        }

        if (TopologyCounts.IsUntied(circuit.Topology) && JoinsLinearNodes(circuit))
        {
            findings.Add(
                "coupling.untiedResistor", "circuit.topology.feedback",
                "Between linear nodes a resistive synapse is one resistor on both membranes, which cannot have a weight for each direction.",
                "Set circuit.topology.feedback to tied, or use buffered neurons such as tanh.");
        }

        double least = (circuit.Coupling.WeightRange ?? circuit.Coupling.ConductanceRange) is { Count: 2 } range ? range[0] : 0;
        if (least < 0 && JoinsLinearNodes(circuit))
        {
            string path = circuit.Coupling.WeightRange is null ? "circuit.coupling.conductanceRange" : "circuit.coupling.weightRange";
            findings.Add(
                "coupling.negativeResistor",
                path,
                $"The range goes down to {RuleChecks.Text(least)}, but between linear nodes a synapse is a resistor on both membranes, which cannot be negative.",
                "Start the range at 0; for both signs give each input twice, once inverted, or use buffered neurons such as tanh.");
        }
    }

    private static bool JoinsLinearNodes(CircuitBlock circuit)
    {
        bool IsLinear(NodeRole role) => circuit.ActivationOf(role).Kind == ActivationKind.Linear;
        return TopologyCounts.JoinedRoles(circuit.Topology).Any(pair => IsLinear(pair.Source) && IsLinear(pair.Target));
    }

    private static void CheckAmplifiers(CircuitBlock circuit, Findings findings)
    {
        const string path = "circuit.coupling.amplifierGains";
        if (circuit.Coupling.AmplifierGains is not { } gains)
        {
            return;
        }

        int hidden = Math.Max((circuit.Topology.Layers?.Count ?? 0) - 2, 0);
        if (circuit.Topology.Kind != TopologyKind.Layered || hidden == 0)
        {
            findings.Add(
                "coupling.amplifiers",
                path,
                "Amplifiers stand behind the hidden layers of a layered topology, and there are none.",
                "Remove them; in the topology elements give each edge its gain.");
        }
        else if (gains.Count != 1 && gains.Count != hidden)
        {
            findings.Add(
                "coupling.amplifiers", path, $"{gains.Count} gains are given for {hidden} hidden layers.", "Give one to serve all, or one for each.");
        }

        if (TopologyCounts.IsUntied(circuit.Topology))
        {
            findings.Add(
                "coupling.amplifiers", path, "A bidirectional amplifier serves both directions of a synapse, but the two have weights of their own.",
                "Remove the amplifiers, or set circuit.topology.feedback to tied.");
        }

        for (int i = 0; i < gains.Count; i++)
        {
            findings.Positive(gains[i], $"{path}[{i}]", "The gain");
        }
    }
}
