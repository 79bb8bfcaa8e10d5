using System.Numerics;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>One of the couplings that arrive at a group, one way of it.</summary>
/// <param name="Index">Index of the coupling in the layout.</param>
/// <param name="Source">Index of the group that is seen.</param>
/// <param name="IsBack">Whether it arrives at the source of the coupling.</param>
/// <param name="Gain">What the source's output is multiplied with by an amplifier.</param>
/// <param name="Share">How much of what its resistors dissipate counts here.</param>
internal readonly record struct CouplingArrival(int Index, int Source, bool IsBack, double Gain, double Share)
{
    /// <summary>All that arrive at a group, in the order in which the simulator connects them.</summary>
    public static IEnumerable<CouplingArrival> Into(NetworkLayout layout, int group)
    {
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            if (coupling.Target == group)
            {
                yield return new(c, coupling.Source, false, coupling.Gain, PassiveSynapses.ShareAhead(layout, coupling));
            }

            if (coupling.Source == group && coupling.ActsOnSource)
            {
                yield return new(c, coupling.Target, true, 1 / coupling.Gain, PassiveSynapses.ShareBack(layout, coupling));
            }
        }
    }

    /// <summary>What a node sees another through, without the gain of an amplifier.</summary>
    public T Conductance<T>(SynapseArray<T> synapses, int source, int target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        IsBack ? synapses.ConductedAt(synapses.ConductedBack, target, source) : synapses.ConductedAt(synapses.ConductedAhead, source, target);
}
