using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>The nudged phase of a <see cref="Transient"/>.</summary>
/// <param name="Cost">The cost whose gradient is the nudge.</param>
/// <param name="Beta">Nudging strength, dimensionless; negative away from the target.</param>
/// <param name="Targets">Target of each answer.</param>
/// <param name="Length">How long the phase lasts.</param>
public sealed record TransientNudge(CostKind Cost, double Beta, float[] Targets, PhaseLength Length);
