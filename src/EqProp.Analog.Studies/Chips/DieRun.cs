using EqProp.Analog.Simulation;

namespace EqProp.Analog.Studies.Chips;

/// <summary>What came of one die.</summary>
/// <param name="Transient">Its voltages; null where it failed.</param>
/// <param name="Draws">What it drew.</param>
/// <param name="SettlingSeconds">When it had settled; null where it had not.</param>
/// <param name="Failure">What went wrong; null where nothing did.</param>
internal sealed record DieRun(Transient? Transient, IReadOnlyList<ParameterTally> Draws, double? SettlingSeconds, DieFailure? Failure);
