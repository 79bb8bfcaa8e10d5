using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Spice;

/// <summary>
/// Writes inhibitors as Nagumo's branches: from each membrane an inductor, a resistor and a voltage source in series to the voltage of the
/// state zero. The state is the current of the branch.
/// </summary>
/// <remarks>
/// L di/dt = V - R i + E with i = g V_swing v, L = tau C / g^2, R = gamma / g and E = b V_swing is tau dv/dt = u - gamma v + b. A source
/// that the branch's current controls makes it a voltage over R0 = 1 / g, so that v is read as states are.
/// </remarks>
internal sealed class InductorCards(SpiceCircuit circuit)
{
    private const string Ref = SpiceCircuit.Reference;

    private DimensionlessMap Map => circuit.Map;

    public void Write(int g, int activator)
    {
        NodeGroup group = circuit.Layout.Groups[g];
        circuit.Text.Section($"{group.Name}: {group.Size} inhibitor{(group.Size == 1 ? "" : "s")}, each the current of an inductor");
        circuit.Text.Comment("l, r, v: inductor, resistor and source of the bias, in series from the membrane to ref; h: their current times R0 = 1/g, which is the state");
        for (int i = 0; i < group.Size; i++)
        {
            WriteBranch(g, i, circuit.Membrane(activator, i));
        }
    }

    private void WriteBranch(int g, int i, string membrane)
    {
        NodeGroup group = circuit.Layout.Groups[g];
        string node = circuit.Membrane(g, i), coil = circuit.NewNode(g, i, "l"), end = circuit.NewNode(g, i, "e");
        double inductance = group.Capacitance[i] * Map.Capacitance / (Map.Conductance * Map.Conductance);
        double source = circuit.Phase.Parameters.Biases[g][i] + (group.OffsetCurrent?[i] ?? 0);
        circuit.Text.Device('l', node, $"{membrane} {coil} {Number(inductance)} IC={Number(Map.ToAmperes(circuit.InitialState(g, i)))}");
        circuit.Text.Device('r', node, $"{coil} {end} {Number(group.Leak[i] / Map.Conductance)}");
        string sense = circuit.Text.Device('v', node, $"{end} {Ref} DC {Number(-Map.VoltageSwing * source)}");
        circuit.Text.Device('h', node, $"{node} {Ref} {sense} {Number(1 / Map.Conductance)}");
    }

    private static string Number(double value) => SpiceCircuit.Number(value);
}
