namespace EqProp.Analog.Simulation;

/// <summary>Both states of one cell over the times of a <see cref="Transient"/>.</summary>
/// <param name="Name">Name of the activator's node.</param>
/// <param name="InhibitorName">Name of the inhibitor's node.</param>
/// <param name="Group">Index of the group of the activator.</param>
/// <param name="Node">Index in that group, which is also the inhibitor's in its own.</param>
/// <param name="Activator">One voltage for each time.</param>
/// <param name="Inhibitor">The same of the inhibitor; of a branch current the voltage that it makes across the shared leak's resistance.</param>
public sealed record CellTrace(string Name, string InhibitorName, int Group, int Node, IReadOnlyList<double> Activator, IReadOnlyList<double> Inhibitor);
