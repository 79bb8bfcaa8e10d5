using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Plans;

/// <summary>A point of a plan.</summary>
/// <param name="Values">Value of each axis as it stands in a circuit file, or the name of a level.</param>
/// <param name="Numbers">The same as numbers in the units of the axes; NaN for names.</param>
/// <param name="Set">Settings that make the circuit and the trial of the point, after those of the study.</param>
/// <param name="CircuitHash">Hash of the point's resolved circuit.</param>
/// <param name="First">Seeds of its first trial; others count on from there.</param>
public sealed record PlanPoint(IReadOnlyList<string> Values, IReadOnlyList<double> Numbers, IReadOnlyList<string> Set, string CircuitHash, TrialSeeds First);
