using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Cells;

namespace EqProp.Analog.Studies.Waveforms;

/// <summary>What was recorded of a chip.</summary>
/// <param name="Transient">The voltages.</param>
/// <param name="Cells">When cells fire and how much together; null for circuits whose neurons have one state.</param>
public sealed record RecordedWaveforms(Transient Transient, CellStudy? Cells);
