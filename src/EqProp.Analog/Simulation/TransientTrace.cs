namespace EqProp.Analog.Simulation;

/// <summary>Voltage of one node over the times of a <see cref="Transient"/>.</summary>
/// <param name="Name">Name of the node, unique in the circuit.</param>
/// <param name="Group">Index of its group; 0 for a clamped input.</param>
/// <param name="Volts">One membrane voltage for each time.</param>
public sealed record TransientTrace(string Name, int Group, IReadOnlyList<double> Volts);
