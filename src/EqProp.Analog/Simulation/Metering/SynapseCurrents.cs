using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>What is known of the currents of single synapses.</summary>
internal static class SynapseCurrents
{
    /// <summary>Whether they do not follow from what is summed: resistors, and the force that multiplies sums by a slope.</summary>
    public static bool AreUndescribed(NetworkLayout layout) => layout.HasResistiveSynapses || layout.Links.Any(link => link.Loads)
        || (layout.Force == ForceForm.EnergyBased && layout.Groups.Any(group => group.Activation is ActivationKind.Tanh or ActivationKind.Logistic));
}
