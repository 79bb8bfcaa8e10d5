namespace EqProp.Analog.Studies.Chips;

/// <summary>Voltage of one node on many chips.</summary>
/// <param name="Name">Name of the node, unique in the circuit.</param>
/// <param name="Group">Name of its group.</param>
/// <param name="Volts">For each chip one membrane voltage for each time.</param>
public sealed record ChipTrace(string Name, string Group, IReadOnlyList<IReadOnlyList<double>> Volts);
