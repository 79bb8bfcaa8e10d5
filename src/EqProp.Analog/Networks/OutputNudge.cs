using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>The push on the outputs of one example, -beta dC/do.</summary>
/// <param name="Cost">The cost C that a positive nudge lowers.</param>
/// <param name="Beta">Nudging strength beta, in units of the shared leak conductance; may be negative.</param>
/// <param name="Target">Target of each answer (outputs, or classes of the external read-out), dimensionless.</param>
public sealed record OutputNudge(CostKind Cost, double Beta, IReadOnlyList<double> Target);
