using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>A diode on a membrane, in dimensionless units.</summary>
/// <param name="Kind">Which law.</param>
/// <param name="Direction">Which way it conducts.</param>
/// <param name="Level">State at which the diode has no voltage across it.</param>
/// <param name="Saturation">Saturation current over g V_swing.</param>
/// <param name="Thermal">n kT/q over V_swing.</param>
public sealed record NodeDiode(DiodeKind Kind, DiodeDirection Direction, double Level, double Saturation, double Thermal);
