namespace EqProp.Analog.Circuits;

/// <summary>
/// A node without a leak is held by the resistors and diodes on it; where none leads to a fixed voltage, its own is not determined.
/// </summary>
internal static class FloatingNodeRule
{
    public static void Check(CircuitBlock circuit, Findings findings)
    {
        IReadOnlyList<ElementNeuron> nodes = circuit.Topology.Neurons ?? [];
        HashSet<string> held = [.. nodes.Where(node => IsHeldAlone(circuit, node)).Select(node => node.Name)];
        bool resistive = circuit.Coupling.Kind == SynapseKind.Resistive;
        ElementEdge[] conducting = [.. (circuit.Topology.Edges ?? []).Where(edge => resistive && (edge.Plastic || edge.Weight != 0))];
        for (int before = -1; before != held.Count;)
        {
            before = held.Count;
            foreach (ElementEdge edge in conducting)
            {
                if (held.Contains(edge.From))
                {
                    held.Add(edge.To);
                }

                if (held.Contains(edge.To) && edge.Kind == EdgeKind.Reciprocal)
                {
                    held.Add(edge.From);
                }
            }
        }

        for (int i = 0; i < nodes.Count; i++)
        {
            if (!held.Contains(nodes[i].Name))
            {
                findings.Add(
                    "elements.floating",
                    $"circuit.topology.neurons[{i}].leakConductance",
                    $"'{nodes[i].Name}' is a floating node: it has no leak, and no resistive edges lead from it to a node whose voltage is fixed.",
                    "Give it a leak conductance, or a resistive edge to an input or to a node with a leak.");
            }
        }
    }

    // One diode alone lets a current the other way charge the node without end.
    private static bool IsHeldAlone(CircuitBlock circuit, ElementNeuron node) =>
        node.Role == NodeRole.Input
        || node.LeakConductance != 0
        || circuit.DiodesOf(node.Role).Select(diode => diode.Direction).Distinct().Count() == 2;
}
