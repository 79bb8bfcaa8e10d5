using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Spice;

/// <summary>Writes clamped inputs and neurons: membranes, activation circuits, wires, rails and diodes.</summary>
internal sealed class NeuronCards(SpiceCircuit circuit)
{
    private const string Ref = SpiceCircuit.Reference;

    private readonly DiodeCards _clamps = new(circuit);
    private readonly ConductanceCards _conductances = new(circuit);

    private DeckText Text => circuit.Text;

    private DimensionlessMap Map => circuit.Map;

    public void Write()
    {
        WriteInputs();
        var inductors = new InductorCards(circuit);
        for (int g = 1; g < circuit.Layout.Groups.Count; g++)
        {
            if (circuit.InductorsOn(g) is { } activator)
            {
                inductors.Write(g, activator);
            }
            else
            {
                WriteGroup(g);
            }
        }
    }

    private void WriteInputs()
    {
        NodeGroup inputs = circuit.Layout.Groups[0];
        if (inputs.Size > 0)
        {
            Text.Section($"{inputs.Name}: {Count(inputs.Size, "clamped input")}");
        }

        for (int i = 0; i < inputs.Size; i++)
        {
            Text.Device('v', circuit.Membrane(0, i), $"{circuit.Membrane(0, i)} 0 DC {Number(Map.ToVolts(circuit.Phase.Inputs[i]))}");
        }
    }

    private void WriteGroup(int g)
    {
        NodeGroup group = circuit.Layout.Groups[g];
        Text.Section($"{group.Name}: {Heading(g, group)}");
        Text.Comment(Legend(g, group));
        for (int i = 0; i < group.Size; i++)
        {
            WriteNeuron(g, i);
            _clamps.Write(g, i);
        }
    }

    private void WriteNeuron(int g, int i)
    {
        NodeGroup group = circuit.Layout.Groups[g];
        string node = circuit.Membrane(g, i);
        Text.Device('c', node, $"{node} {Ref} {Number(Map.Capacitance * group.Capacitance[i])}");
        if (group.Nonlinearity is { } nonlinearity)
        {
            _conductances.Write(g, i, nonlinearity);
        }
        else if (group.Leak[i] > 0)
        {
            Text.Device('r', node, $"{node} {Ref} {Number(1 / Map.ToSiemens(group.Leak[i]))}");
        }

        WriteInput(g, i);
        WriteActivation(g, i);
        WriteForce(g, i);
        double bias = circuit.Phase.Parameters.Biases[g][i];
        if (bias != 0)
        {
            Text.Device('i', node, $"0 {circuit.Summing(g, i)} {Number(Map.ToAmperes(bias))}");
        }

        double offset = group.OffsetCurrent?[i] ?? 0;
        if (offset != 0)
        {
            Text.Device('i', $"{node}_offset", $"0 {circuit.Summing(g, i)} {Number(Map.ToAmperes(offset))}");
        }

        WriteLine(g, i);
    }

    /// <summary>What the activation circuit sees of the membrane, as if it were an ideal one: a times its voltage and the offset.</summary>
    private void WriteInput(int g, int i)
    {
        NodeGroup group = circuit.Layout.Groups[g];
        if (group.Slope is null && group.Offset is null)
        {
            return;
        }

        string membrane = circuit.Membrane(g, i), input = circuit.NewNode(g, i, "in");
        double volts = group.OffsetOf(i) * Map.VoltageSwing;
        string sum = volts < 0 ? $"v({membrane},{Ref}) - {Number(-volts)}" : $"v({membrane},{Ref}) + {Number(volts)}";
        Text.Device('b', input, $"{input} {Ref} V = {Number(group.SlopeOf(i))}*({sum})");
        circuit.MoveState(g, i, input);
        if (StateIsActivity(group))
        {
            circuit.MoveActivity(g, i, input);
        }
    }

    private void WriteActivation(int g, int i)
    {
        NodeGroup group = circuit.Layout.Groups[g];
        if (StateIsActivity(group))
        {
            return;
        }

        string state = $"v({circuit.State(g, i)},{Ref})";
        string swing = Number(Map.VoltageSwing);
        string argument = $"{Number(group.Gain / Map.VoltageSwing)}*({state} - {Number(group.Threshold * Map.VoltageSwing)})";
        string output = group.Activation switch
        {
            ActivationKind.Tanh => $"{swing}*tanh({argument})",
            ActivationKind.Logistic => $"{Number(Map.VoltageSwing / 2)}*(1 + tanh(0.5*{argument}))",
            ActivationKind.HardSigmoid => $"min(max({state}, 0), {swing})",
            _ => $"max({state}, 0)",
        };
        string node = circuit.NewNode(g, i, "y");
        Text.Device('b', node, $"{node} {Ref} V = {output}");
        circuit.MoveActivity(g, i, node);
    }

    /// <summary>The smooth energy-based force: currents are summed on a resistor and multiplied by rho' on their way to the membrane.</summary>
    private void WriteForce(int g, int i)
    {
        NodeGroup group = circuit.Layout.Groups[g];
        if (!circuit.IsEnergyBased || group.Activation is not (ActivationKind.Tanh or ActivationKind.Logistic))
        {
            return;
        }

        string sum = circuit.NewNode(g, i, "sum");
        string y = $"v({circuit.Activity(g, i)},{Ref})", swing = Number(Map.VoltageSwing);
        string slope = group.Activation == ActivationKind.Tanh
            ? $"{Number(Map.Conductance * group.Gain)}*(1 - ({y}/{swing})*({y}/{swing}))"
            : $"{Number(Map.Conductance * group.Gain)}*({y}/{swing})*(1 - {y}/{swing})";
        Text.Device('r', sum, $"{sum} 0 {Number(1 / Map.Conductance)}");
        Text.Device('b', $"{circuit.Membrane(g, i)}_force", $"0 {circuit.Membrane(g, i)} I = {slope}*v({sum})");
        circuit.MoveSumming(g, i, sum);
    }

    // Only the product R C of the wire counts behind a buffer; R is that of the leak.
    private void WriteLine(int g, int i)
    {
        double time = circuit.Layout.Groups[g].LineTime;
        if (time == 0)
        {
            return;
        }

        string from = circuit.Activity(g, i), wire = circuit.NewNode(g, i, "wire");
        if (from == circuit.Membrane(g, i))
        {
            from = circuit.NewNode(g, i, "buf");
            Text.Device('e', from, $"{from} {Ref} {circuit.Membrane(g, i)} {Ref} 1");
        }

        Text.Device('r', wire, $"{from} {wire} {Number(1 / Map.Conductance)}");
        Text.Device('c', wire, $"{wire} {Ref} {Number(Map.Capacitance * time)}");
        circuit.AddWire(g, i, wire);
    }

    private bool IsInhibitor(int g) => circuit.Layout.Cells.Any(cell => cell.Inhibitor == g);

    private string Heading(int g, NodeGroup group) => IsInhibitor(g)
        ? $"{Count(group.Size, "inhibitor")}, each the voltage of a gyrator's capacitor"
        : $"{Count(group.Size, "neuron")}, {Activation(group)}";

    private string Activation(NodeGroup group)
    {
        if (group.Nonlinearity is { } nonlinearity)
        {
            return $"nonlinear conductance {ConductanceCards.Name(nonlinearity)}";
        }

        string kind = group.Activation.ToString();
        string name = char.ToLowerInvariant(kind[0]) + kind[1..];
        return group.Activation is ActivationKind.Tanh or ActivationKind.Logistic
            ? string.Create(CultureInfo.InvariantCulture, $"activation {name} of gain {group.Gain:G6} around {Map.ToVolts(group.Threshold):G6} V")
            : $"activation {name}";
    }

    /// <summary>What the devices of a group's neurons are.</summary>
    private string Legend(int g, NodeGroup group)
    {
        bool smooth = group.Activation is ActivationKind.Tanh or ActivationKind.Logistic;
        (double lower, double upper) = circuit.Rails(group);
        string leak = group.Nonlinearity is null ? "r: leak" : "_f: nonlinear conductance with the leak";
        List<string> parts = [$"c: {(IsInhibitor(g) ? "capacitor" : "membrane")}, {leak}, i: bias"];
        parts.AddRange(group.OffsetCurrent is null ? [] : ["_offset: current of this die"]);
        parts.AddRange(group.Slope is null && group.Offset is null ? [] : ["_in: input of the activation circuit, with its slope factor and offset"]);
        parts.AddRange(StateIsActivity(group) ? [] : ["_y: activity"]);
        parts.AddRange(circuit.IsEnergyBased && smooth ? ["_sum: currents, which _force multiplies by the slope of the activity"] : []);
        parts.AddRange(group.LineTime > 0 ? ["_wire: output wire, of which only r c counts"] : []);
        parts.AddRange(double.IsFinite(lower) || double.IsFinite(upper) ? ["_rail: holds the voltage at its rails"] : []);
        parts.AddRange(group.Diodes.Any(diode => diode.Kind == DiodeKind.Shockley) ? ["d or _diode: diodes"] : []);
        return string.Join("; ", parts);
    }

    private bool StateIsActivity(NodeGroup group) => group.Activation == ActivationKind.Linear
        || (circuit.IsEnergyBased && group.Activation is ActivationKind.HardSigmoid or ActivationKind.Relu);

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Number(double value) => SpiceCircuit.Number(value);
}
