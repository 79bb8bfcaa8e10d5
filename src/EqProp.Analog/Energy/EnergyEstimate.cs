namespace EqProp.Analog.Energy;

/// <summary>A sum of energies and how well it is known.</summary>
/// <param name="Joules">Sum of the rows as they stand.</param>
/// <param name="Mean">Mean over the draws of uncertain entries, in joules; above the sum where entries are wide.</param>
/// <param name="Low">5 % point over the draws, in joules.</param>
/// <param name="High">95 % point over the draws, in joules.</param>
public readonly record struct EnergyEstimate(double Joules, double Mean, double Low, double High);
