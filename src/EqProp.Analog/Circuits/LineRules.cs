namespace EqProp.Analog.Circuits;

/// <summary>Rules of the wires of layers, and of time constants that were turned into values.</summary>
internal static class LineRules
{
    public static void Check(CircuitBlock circuit, Findings findings)
    {
        CheckTimeConstants(circuit, findings);
        IReadOnlyList<LineBlock> lines = circuit.Lines ?? [];
        GroupNames.Check(lines.Select(line => line.Groups), "lines", circuit, findings);
        for (int i = 0; i < lines.Count; i++)
        {
            LineBlock line = lines[i];
            string path = $"circuit.lines[{i}]";
            findings.NotNegative(line.SummingCapacitance, $"{path}.summingCapacitance", "The capacitance in farads");
            findings.NotNegative(line.OutputCapacitance, $"{path}.outputCapacitance", "The capacitance in farads");
            findings.NotNegative(line.OutputResistance, $"{path}.outputResistance", "The resistance in ohms");
            if (line.OutputResistance > 0 && Unbuffered(circuit, line) is { } group)
            {
                findings.Add(
                    "lines.resistance",
                    $"{path}.outputResistance",
                    $"The linear neurons of '{group}' have no buffer before their resistive synapses, so that the wire is the membrane itself.",
                    "Leave the resistance out; to resolve the wire, spell it out as nodes and edges of the topology elements.");
            }
        }
    }

    private static void CheckTimeConstants(CircuitBlock circuit, Findings findings)
    {
        IReadOnlyList<TimeConstantBlock> blocks = circuit.TimeConstants ?? [];
        for (int i = 0; i < blocks.Count; i++)
        {
            IReadOnlyList<double> values = blocks[i].Values ?? [];
            for (int k = 0; k < values.Count; k++)
            {
                findings.Positive(values[k], $"circuit.timeConstants[{i}].values[{k}]", "The time constant in seconds");
            }

            CheckLeaks(circuit, blocks[i], $"circuit.timeConstants[{i}]", findings);
        }
    }

    private static void CheckLeaks(CircuitBlock circuit, TimeConstantBlock block, string path, Findings findings)
    {
        foreach (TopologyGroup group in TopologyGroups.FreeOf(circuit).Where(group => GroupNames.Names(block.Groups, group)))
        {
            if ((circuit.Topology.Neurons ?? []).FirstOrDefault(node => node.Role == group.Role && node.LeakConductance == 0) is { } leakless)
            {
                findings.Add(
                    "timeConstants.noLeak",
                    path,
                    $"'{leakless.Name}' has no leak, so that no time constant C / g sets its capacitance.",
                    "Give membraneCapacitance instead.");
            }
        }
    }

    private static string? Unbuffered(CircuitBlock circuit, LineBlock line) => TopologyGroups.FreeOf(circuit)
        .Where(group => GroupNames.Names(line.Groups, group) && !circuit.Coupling.IsBuffered(circuit.ActivationOf(group.Role).Kind))
        .Select(group => group.Name)
        .FirstOrDefault();
}
