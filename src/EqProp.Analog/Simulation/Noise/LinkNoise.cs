using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation.Noise;

/// <summary>
/// Conductances of the fixed couplings of node to node that make thermal noise: resistors, the transconductors of drivers and those of gyrators.
/// The two links of a cell whose branch is an inductor are its terminals and make none.
/// </summary>
/// <remarks>The transconductors of a gyrator have the leak conductance of the shared neuron, so that v is the voltage of its capacitor in swings.</remarks>
internal sealed class LinkNoise(ChipInstance chip)
{
    private readonly bool _hasGyrators = chip.Description.Circuit.Neurons.FitzHughNagumo?.Branch == InhibitorBranch.Gyrator;

    /// <summary>Sum of |G| over the noisy links into each node of a group, in leak conductances.</summary>
    public double[] Conductances(int group)
    {
        var sums = new double[chip.Layout.Groups[group].Size];
        foreach (Link link in chip.Layout.Links.Where(link => link.Target == group && IsNoisy(link)))
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += Math.Abs(link.Gains[i]);
            }
        }

        return sums;
    }

    private bool IsNoisy(Link link) => _hasGyrators || !chip.Layout.Cells.Any(cell =>
        (cell.Activator == link.Source && cell.Inhibitor == link.Target) || (cell.Activator == link.Target && cell.Inhibitor == link.Source));
}
