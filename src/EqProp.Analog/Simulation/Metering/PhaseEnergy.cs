namespace EqProp.Analog.Simulation.Metering;

/// <summary>Energy of all phases of one kind, summed over examples.</summary>
/// <param name="Phase">The kind.</param>
/// <param name="Presentations">Examples that went through such a phase; an example that goes through two counts twice.</param>
/// <param name="Seconds">Time that they took, one after another, in seconds of the chip.</param>
/// <param name="Layers">Energy of each free group, in the order of the layout from group 1, in joules.</param>
public sealed record PhaseEnergy(MeteredPhase Phase, int Presentations, double Seconds, IReadOnlyList<LayerEnergy> Layers)
{
    /// <summary>Sum over layers.</summary>
    public LayerEnergy Total => Layers.Aggregate(default(LayerEnergy), (sum, layer) => sum + layer);
}
