using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>
/// Neurons of two states: the activators are one group, their inhibitors another of the same size. Two <see cref="Link"/>s without shift join
/// them: activators see -v, inhibitors see u, each times the gain of its transconductor.
/// </summary>
/// <param name="Activator">Index of the group of the membranes u.</param>
/// <param name="Inhibitor">Index of the group of the inhibitors v.</param>
/// <param name="Branch">What carries the inhibitor on the chip; its equations do not tell.</param>
public readonly record struct Cell(int Activator, int Inhibitor, InhibitorBranch Branch = InhibitorBranch.Gyrator);
