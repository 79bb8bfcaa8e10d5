using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>Gives groups the capacitances that follow from time constants of their own and from the parasitics of their wires, and outputs what their buffers do.</summary>
internal sealed class GroupTimes(CircuitBlock circuit, DimensionlessMap map)
{
    private readonly bool _areCells = circuit.Neurons.FitzHughNagumo is not null;

    /// <summary>The groups with their capacitances and the time constants of their output wires.</summary>
    public IReadOnlyList<NodeGroup> Apply(IReadOnlyList<NodeGroup> groups)
    {
        List<NodeGroup> result = [.. groups];
        foreach (TimeConstantBlock block in circuit.TimeConstants ?? [])
        {
            SetTimeConstants(block, result);
        }

        foreach (LineBlock line in circuit.Lines ?? [])
        {
            for (int g = 0; g < result.Count; g++)
            {
                result[g] = Names(line.Groups, result[g]) ? WithLine(result[g], line) : result[g];
            }
        }

        return [.. result.Select(group => group.Role == NodeRole.Input || !circuit.Coupling.IsBuffered(group.Activation) ? group : WithOutput(group))];
    }

    // C = tau g with each node's own leak, so that over the shared capacitance it is the ratio of both to the shared ones. The time of a
    // FitzHugh-Nagumo neuron is that at the shared conductance, whatever its own leak.
    private void SetTimeConstants(TimeConstantBlock block, List<NodeGroup> groups)
    {
        IReadOnlyList<double> values = block.Values
            ?? throw new ArgumentException("The time constants are no values yet; resolve the description first.", nameof(block));
        int next = 0;
        for (int g = 0; g < groups.Count; g++)
        {
            if (!Names(block.Groups, groups[g]))
            {
                continue;
            }

            NodeGroup group = groups[g];
            int first = next;
            groups[g] = group with
            {
                Capacitance = [.. group.Leak.Select((leak, i) => values[values.Count == 1 ? 0 : first + i] / map.TimeConstant * (_areCells ? 1 : leak))],
            };
            next += group.Size;
        }
    }

    private NodeGroup WithLine(NodeGroup group, LineBlock line)
    {
        bool buffered = circuit.Coupling.IsBuffered(group.Activation);
        double onMembrane = line.SummingCapacitance + (buffered ? 0 : line.OutputCapacitance);
        return group with
        {
            Capacitance = [.. group.Capacitance.Select(own => own + onMembrane / map.Capacitance)],
        };
    }

    private NodeGroup WithOutput(NodeGroup group)
    {
        AmplifierBlock? amplifier = AmplifierTimes.Of(circuit, group.Name);
        double output = AmplifierTimes.OfOutput(circuit, group.Name);
        double own = amplifier?.Bandwidth is { } bandwidth ? 1 / (2 * Math.PI * bandwidth) : output;
        return group with
        {
            LineTime = output / map.TimeConstant,
            SlewRate = amplifier?.SlewTime is { } slew ? SwingOf(group.Activation) * map.TimeConstant / slew : double.PositiveInfinity,
            // The noise is that of the buffer's own pole; the wire's narrows it.
            OutputNoise = (amplifier?.InputNoise ?? 0) / map.VoltageSwing * SteepestSlope(group) * (output > 0 ? Math.Sqrt(own / output) : 1),
        };
    }

    private static double SwingOf(ActivationKind activation) => activation == ActivationKind.Tanh ? 2 : 1;

    private static double SteepestSlope(NodeGroup group) => group.Activation switch
    {
        ActivationKind.Tanh => group.Gain,
        ActivationKind.Logistic => group.Gain / 4,
        _ => 1,
    };

    private bool Names(IReadOnlyList<string>? names, NodeGroup group) =>
        group.Role != NodeRole.Input && (names is null ? !IsInhibitor(group) : names.Contains(group.Name));

    private bool IsInhibitor(NodeGroup group) => _areCells && group.Nonlinearity is null;
}
