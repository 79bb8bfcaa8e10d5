using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Studies.Energy;

/// <summary>What was metered of some inferences.</summary>
/// <param name="Phases">Energies, summed over examples.</param>
/// <param name="FreeSeconds">Duration of a free phase, as a mean.</param>
/// <param name="AccuracyPercent">Share of right answers; null without data.</param>
internal sealed record MeteredInference(IReadOnlyList<PhaseEnergy> Phases, double FreeSeconds, double? AccuracyPercent);
