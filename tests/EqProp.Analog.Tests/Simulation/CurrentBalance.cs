using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>
/// The sum of currents into every membrane of a chip that sums currents, element by element: each resistor as such, each amplifier as
/// a voltage source of gain A before it and a current source of 1 / A behind it, each diode by Shockley's law.
/// </summary>
internal static class CurrentBalance
{
    /// <summary>One array a group (that of the clamped group means nothing), zero at an operating point.</summary>
    public static double[][] Of(RandomNetwork drawn, IPhysicalNetwork network, Examples examples, int example, double beta)
    {
        NetworkLayout layout = drawn.Layout;
        double[][] states = [.. layout.Groups.Select((g, i) => Row(i, NodeQuantity.State, g.Size))];
        double[][] outputs = [.. layout.Groups.Select((g, i) => Row(i, NodeQuantity.Activity, g.Size))];
        double[][] currents = [.. layout.Groups.Select((g, i) => g.Diodes.Aggregate(
            states[i].Select((s, k) => i == 0 ? 0 : drawn.Parameters.Biases[i][k] - g.Leak[k] * s).ToArray(), WithDiode(states[i])))];
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            AddCoupling(layout, layout.Couplings[c], drawn.Parameters.Weights[c], states, outputs, currents);
        }

        double[] target = examples.Target(example);
        for (int k = 0; k < target.Length; k++)
        {
            currents[^1][k] -= beta * (outputs[^1][k] - target[k]);
        }

        return currents;

        double[] Row(int group, NodeQuantity quantity, int size) => group == 0
            ? examples.Input(example)
            : network.Group(group, examples.Count, quantity).AsSpan(example * size, size).ToArray();
    }

    private static Func<double[], NodeDiode, double[]> WithDiode(double[] states) => (currents, diode) =>
    {
        double sign = diode.Direction == DiodeDirection.FromMembrane ? 1 : -1;
        return [.. currents.Select((current, k) =>
            current - sign * diode.Saturation * (Math.Exp(sign * (states[k] - diode.Level) / diode.Thermal) - 1))];
    };

    private static void AddCoupling(
        NetworkLayout layout, Coupling coupling, double[] weights, double[][] states, double[][] outputs, double[][] currents)
    {
        int columns = layout.Groups[coupling.Target].Size;
        double load = layout.HasResistiveSynapses ? 1 : 0;
        bool back = coupling.Kind == EdgeKind.Reciprocal && coupling.Source != 0 && coupling.Source != coupling.Target;
        for (int at = 0; at < weights.Length; at++)
        {
            int i = at / columns, j = at % columns;
            double w = weights[at], size = load * Math.Abs(w), a = coupling.Gain;
            currents[coupling.Target][j] += w * a * outputs[coupling.Source][i] - size * states[coupling.Target][j];
            if (back)
            {
                currents[coupling.Source][i] += (w * outputs[coupling.Target][j] - size * a * states[coupling.Source][i]) / a;
            }
        }
    }
}
