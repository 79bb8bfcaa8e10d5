namespace EqProp.Analog.Studies.Designs;

/// <summary>The value of one axis at one point.</summary>
/// <param name="Text">The value as it stands in a circuit file, or the name of a level.</param>
/// <param name="Number">The same as a number in the unit of the axis; NaN for a name.</param>
/// <param name="Set">Settings that give the circuit this value.</param>
internal sealed record AxisValue(string Text, double Number, IReadOnlyList<string> Set);
