using EqProp.Analog.Learning;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Gradients;

/// <summary>What is held at the end of a phase, for a batch of examples.</summary>
/// <param name="Activities">One array a group, the clamped group first, row-major [examples x nodes].</param>
/// <param name="Outputs">What the cost sees of the outputs, row-major [examples x outputs].</param>
internal sealed record SettledPhase(double[][] Activities, double[] Outputs)
{
    /// <summary>Puts the operating points of single examples together.</summary>
    public static SettledPhase Of(NetworkEquations equations, IReadOnlyList<ReferenceEquilibrium> examples) => new(
        [.. equations.Layout.Groups.Select((_, g) => examples.SelectMany(e => e.Activities[g]).ToArray())],
        [.. examples.SelectMany(e => equations.Outputs(e.State))]);

    /// <summary>Reads the present minibatch of a chip.</summary>
    public static SettledPhase Read(IPhysicalNetwork network, ExampleBatch batch)
    {
        NetworkLayout layout = network.Layout;
        double[] Group(int group, NodeQuantity quantity)
        {
            var values = new double[batch.Count * layout.Groups[group].Size];
            network.Read(group, quantity, values);
            return values;
        }

        NodeQuantity observed = layout.Force == Circuits.ForceForm.EnergyBased ? NodeQuantity.State : NodeQuantity.Activity;
        double[] inputs = [.. batch.Inputs.Select(x => (double)x)];
        return new(
            [inputs, .. Enumerable.Range(1, layout.Groups.Count - 1).Select(g => Group(g, NodeQuantity.Activity))],
            Group(layout.OutputGroup, observed));
    }
}
