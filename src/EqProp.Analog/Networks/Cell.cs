namespace EqProp.Analog.Networks;

/// <summary>
/// Neurons of two states: the activators are one group, their inhibitors another of the same size. Two <see cref="Link"/>s without shift join
/// them: activators see -v, inhibitors see u, each times the gain of its transconductor.
/// </summary>
/// <param name="Activator">Index of the group of the membranes u.</param>
/// <param name="Inhibitor">Index of the group of the inhibitors v.</param>
public readonly record struct Cell(int Activator, int Inhibitor);
