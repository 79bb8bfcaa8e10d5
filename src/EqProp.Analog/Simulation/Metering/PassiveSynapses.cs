using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>
/// How often a resistor counts where each of its ends is looked at: twice the half, or once on one side, where it is one resistor between two
/// membranes; once at each end where these are resistors of their own behind buffers; never where it is none.
/// </summary>
internal static class PassiveSynapses
{
    /// <summary>Share that counts where a coupling arrives at its target.</summary>
    public static double ShareAhead(NetworkLayout layout, Coupling coupling) =>
        !coupling.IsResistive ? 0 : coupling.Source == coupling.Target && coupling.Gain == 1 && Joins(layout, coupling) ? 0.5 : 1;

    /// <summary>Share that counts where it arrives at its source.</summary>
    public static double ShareBack(NetworkLayout layout, Coupling coupling) => !coupling.IsResistive || Joins(layout, coupling) ? 0 : 1;

    /// <summary>Share of a link; the other direction of a resistor between two free nodes is a link of its own.</summary>
    public static double ShareOf(Link link) => link.Loads && link.Source > 0 ? 0.5 : 1;

    /// <summary>Whether resistors join clamped inputs to a group.</summary>
    public static bool LoadFromInputs(NetworkLayout layout, int group) =>
        layout.Couplings.Any(c => c.Source == 0 && c.Target == group && c.IsResistive) || layout.Links.Any(link => link.Source == 0 && link.Target == group && link.Loads);

    /// <summary>Whether no buffer lies between the membranes and both ends see the same conductance.</summary>
    private static bool Joins(NetworkLayout layout, Coupling coupling) => coupling.IsResistive
        && coupling.Kind == EdgeKind.Reciprocal && coupling.Source > 0
        && layout.Groups[coupling.Source].Activation == ActivationKind.Linear
        && layout.Groups[coupling.Target].Activation == ActivationKind.Linear
        && coupling.IsSymmetric(layout.Groups[coupling.Target].Size);
}
