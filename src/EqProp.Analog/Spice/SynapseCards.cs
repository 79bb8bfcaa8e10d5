using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Spice;

/// <summary>
/// Writes synapses: transconductances (VCCS) from the source's activity; resistors from its buffered, inverted or amplified output; or
/// resistors between membranes.
/// </summary>
internal sealed class SynapseCards(SpiceCircuit circuit)
{
    private const string Ref = SpiceCircuit.Reference;

    private readonly Dictionary<(int Group, int Node, double Gain), string> _amplifiers = [];

    private NetworkLayout Layout => circuit.Layout;

    public void Write()
    {
        for (int c = 0; c < Layout.Couplings.Count; c++)
        {
            Coupling coupling = Layout.Couplings[c];
            NodeGroup source = Layout.Groups[coupling.Source], target = Layout.Groups[coupling.Target];
            string kind = coupling.Kind == EdgeKind.Reciprocal && coupling.Source > 0 ? "both ways" : "one way";
            string gain = coupling.Gain == 1 ? "" : $", amplifiers of gain {SpiceCircuit.Rounded(coupling.Gain, "")} at the source";
            circuit.Text.Section($"synapses from {source.Name} to {target.Name}, {kind}{gain}");
            bool joins = JoinsMembranes(coupling);
            circuit.Text.Comment(Legend(coupling, joins));
            for (int i = 0; i < source.Size; i++)
            {
                for (int j = 0; j < target.Size; j++)
                {
                    int at = i * target.Size + j;
                    double weight = circuit.Phase.Parameters.Weights[c][at];
                    Write(coupling, joins, i, j, (coupling.Forward(at, weight), coupling.Backward(at, weight)));
                }
            }
        }
    }

    private static string Legend(Coupling coupling, bool joins) => !coupling.IsResistive
        ? "g: a current of the conductance times the activity (its voltage over ref), into the target"
        : !joins
            ? "r: from the source's output, buffered, inverted (_inv) or amplified (_amp), to the target's membrane"
            : coupling.Gain == 1
                ? "r: between two membranes"
                : "e: voltage amplifier, f: current amplifier back, r: from its far side to the target's membrane";

    private bool JoinsMembranes(Coupling coupling) => coupling.IsResistive && coupling.Kind == EdgeKind.Reciprocal
        && circuit.IsUnbuffered(coupling.Source) && circuit.IsUnbuffered(coupling.Target)
        && (coupling.Source != coupling.Target || coupling.Gain == 1)
        && coupling.IsSymmetric(Layout.Groups[coupling.Target].Size);

    private void Write(Coupling coupling, bool joins, int i, int j, (double Forward, double Backward) conductance)
    {
        bool within = coupling.Source == coupling.Target, reciprocal = coupling.Kind == EdgeKind.Reciprocal;
        if (within && i == j)
        {
            return;
        }

        if (joins)
        {
            if (conductance.Forward != 0 && (!within || i < j))
            {
                WriteResistor(coupling, i, j, conductance.Forward);
            }

            return;
        }

        WriteInto(coupling.IsResistive, (coupling.Source, i), (coupling.Target, j), conductance.Forward, coupling.Gain);
        if (reciprocal && !within)
        {
            WriteInto(coupling.IsResistive, (coupling.Target, j), (coupling.Source, i), conductance.Backward, 1 / coupling.Gain);
        }
    }

    private void WriteInto(bool isResistive, (int Group, int Node) source, (int Group, int Node) target, double weight, double gain)
    {
        if (target.Group == 0 || weight == 0)
        {
            return;
        }

        string to = circuit.Membrane(target.Group, target.Node);
        string name = $"{circuit.Membrane(source.Group, source.Node)}_to_{to}";
        if (isResistive)
        {
            string driver = circuit.Driver(source.Group, source.Node, Math.Sign(weight) * gain);
            circuit.Text.Device('r', name, $"{driver} {to} {Resistance(Math.Abs(weight))}");
        }
        else
        {
            double siemens = circuit.Map.ToSiemens(weight * gain);
            circuit.Text.Device('g', name, $"0 {circuit.Summing(target.Group, target.Node)} {circuit.Output(source.Group, source.Node)} {Ref} {SpiceCircuit.Number(siemens)}");
        }
    }

    private void WriteResistor(Coupling coupling, int i, int j, double weight)
    {
        string from = circuit.Membrane(coupling.Source, i), to = circuit.Membrane(coupling.Target, j);
        if (weight < 0)
        {
            throw new InputException(
                "spice.resistor", $"{from} to {to}", $"The weight {weight:G4} is that of a resistor between two membranes, and no resistor is negative.",
                "Use weights from zero up, transconductance synapses, or an activation circuit between.");
        }

        string near = coupling.Gain == 1 ? from : Amplifier(coupling.Source, i, coupling.Gain);
        circuit.Text.Device('r', $"{from}_to_{to}", $"{near} {to} {Resistance(weight)}");
    }

    /// <summary>The far side of a bidirectional amplifier: the voltage of a membrane times the gain; currents pass back over the gain.</summary>
    private string Amplifier(int group, int node, double gain)
    {
        if (!_amplifiers.TryGetValue((group, node, gain), out string? far))
        {
            string membrane = circuit.Membrane(group, node), inner = circuit.NewNode(group, node, "amp");
            far = circuit.NewNode(group, node, "far");
            _amplifiers.Add((group, node, gain), far);
            circuit.Text.Device('e', inner, $"{inner} {Ref} {membrane} {Ref} {SpiceCircuit.Number(gain)}");
            string sense = circuit.Text.Device('v', $"{inner}_sense", $"{inner} {far} DC 0");
            circuit.Text.Device('f', inner, $"{membrane} {Ref} {sense} {SpiceCircuit.Number(1 / gain)}");
        }

        return far;
    }

    private string Resistance(double weight) => SpiceCircuit.Number(1 / circuit.Map.ToSiemens(weight));
}
