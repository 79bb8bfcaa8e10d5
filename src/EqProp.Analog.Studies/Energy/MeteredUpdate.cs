using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Studies.Energy;

/// <summary>What was metered of one update.</summary>
/// <param name="Phases">Energies, summed over the examples of the minibatch.</param>
/// <param name="Examples">Examples of the minibatch.</param>
/// <param name="FreeSeconds">Duration of a free phase, as a mean.</param>
/// <param name="NudgedSeconds">Duration of one nudged phase, as a mean.</param>
/// <param name="WritesPerParameter">Writes of a synapse or bias, as a mean.</param>
internal sealed record MeteredUpdate(IReadOnlyList<PhaseEnergy> Phases, int Examples, double FreeSeconds, double? NudgedSeconds, double WritesPerParameter);
