using EqProp.Analog.Circuits;

namespace EqProp.Analog.NonIdealities;

/// <summary>The values that one parameter has on a chip, in SI units, one a device.</summary>
/// <param name="Parameter">Which parameter; time constants show as capacitances.</param>
/// <param name="Name">What it is called, such as "leak conductance".</param>
/// <param name="Unit">S, F, V, A, Ohm or H; empty for a factor.</param>
/// <param name="Group">Where the devices are: a group of neurons, or "hidden 1 to output".</param>
/// <param name="Nominal">The value in the drawing; null where devices differ there.</param>
/// <param name="Values">What the devices have.</param>
public sealed record DrawnParameter(VariedParameter Parameter, string Name, string Unit, string Group, double? Nominal, IReadOnlyList<double> Values);
