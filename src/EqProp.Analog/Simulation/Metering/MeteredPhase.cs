namespace EqProp.Analog.Simulation.Metering;

/// <summary>What a chip does while its energy is metered.</summary>
public enum MeteredPhase
{
    /// <summary>
    /// Membranes are put where a phase starts: at their initial voltage, or where a hold circuit says. What the switches dissipate is in
    /// <see cref="LayerEnergy.Rails"/>, what their sources deliver in <see cref="LayerEnergy.Bias"/>: both hold a membrane at a voltage.
    /// </summary>
    Start,

    /// <summary>It settles with nothing pushing its outputs.</summary>
    Free,

    /// <summary>It settles while its outputs are pushed.</summary>
    Nudged,
}
