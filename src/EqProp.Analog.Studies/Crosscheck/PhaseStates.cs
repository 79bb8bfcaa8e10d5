namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>Where the states of a phase are. Dimensionless.</summary>
/// <param name="States">One array a time, with one state a free node.</param>
/// <param name="FinalLines">Activities on the output wires at the last time, one a free node; null without such wires.</param>
public sealed record PhaseStates(double[][] States, double[]? FinalLines = null);
