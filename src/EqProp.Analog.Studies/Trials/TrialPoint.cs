using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Trials;

/// <summary>One point of a study: what is the same for all of its trials.</summary>
/// <param name="Index">Number of the point in its study, from 0.</param>
/// <param name="Circuit">The circuit with the values of the point.</param>
/// <param name="Protocol">What is done with each chip, with the values of the point.</param>
public sealed record TrialPoint(int Index, ResolvedCircuit Circuit, TrialProtocol Protocol);
