namespace EqProp.Analog.Numerics.Quantities;

/// <summary>A coherent SI unit: the one in which quantities of its dimension are held as doubles.</summary>
/// <param name="Symbol">Symbol without a prefix, in ASCII: V, A, Ohm.</param>
/// <param name="Quantity">What it measures, such as "capacitance".</param>
/// <param name="Dimension">Its dimension.</param>
public sealed record PhysicalUnit(string Symbol, string Quantity, Dimension Dimension);
