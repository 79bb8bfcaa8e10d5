using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Spice;

/// <summary>
/// Writes the push on the outputs: a current of beta times the distance to the target, over the metric. The cost falls by it at membranes, which
/// descend the energy; inhibitors ascend it and are pushed away from the target.
/// </summary>
internal sealed class NudgeCards(SpiceCircuit circuit)
{
    public void Write(OutputNudge nudge)
    {
        if (nudge.Cost != CostKind.SquaredError)
        {
            throw new InputException(
                "spice.cost", "learning.cost", "The nudge of crossEntropy comes from outside the chip; a netlist can hold that of squaredError alone.",
                "Set learning.cost=squaredError, or leave the nudged phase out.");
        }

        DimensionlessMap map = circuit.Map;
        int outputs = circuit.Layout.OutputGroup;
        string seen = circuit.IsEnergyBased ? "the state" : "the activity";
        double[] factors = NetworkMetric.Of(circuit.Layout).NudgeFactors(circuit.Layout);
        bool ascends = circuit.Layout.Cells.Any(cell => cell.Inhibitor == outputs);
        string way = ascends ? " into the inhibitor, which ascends" : "";
        circuit.Text.Section($"nudge: a current of beta g ({seen} - target){way}, beta = {SpiceCircuit.Rounded(nudge.Beta, "")}");
        for (int k = 0; k < circuit.Layout.OutputCount; k++)
        {
            string node = circuit.Membrane(outputs, k), target = circuit.NewNode(outputs, k, "target");
            string watched = circuit.IsEnergyBased ? circuit.State(outputs, k) : circuit.Activity(outputs, k);
            string ends = factors[k] < 0 ? $"0 {node}" : $"{node} 0";
            circuit.Text.Device('v', target, $"{target} 0 DC {SpiceCircuit.Number(map.ToVolts(nudge.Target[k]))}");
            circuit.Text.Device('g', $"{node}_nudge", $"{ends} {watched} {target} {SpiceCircuit.Number(map.ToSiemens(nudge.Beta * Math.Abs(factors[k])))}");
        }
    }
}
