using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>States of one example at given times of a phase.</summary>
/// <param name="States">For each time reached: the states of all free nodes, in group order, dimensionless.</param>
/// <param name="Outcome">How far the example had settled at the end.</param>
public sealed record WaveformSamples(IReadOnlyList<double[]> States, SettlingOutcome Outcome);
