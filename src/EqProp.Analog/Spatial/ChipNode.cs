namespace EqProp.Analog.Spatial;

/// <summary>Where a free node of a chip is in a stack.</summary>
/// <param name="Layer">Index of the layer.</param>
/// <param name="Coordinate">Coordinate in the layer: activators, then inhibitors.</param>
/// <param name="Sign">Minus one for inhibitors, which climb the functional.</param>
internal readonly record struct ChipNode(int Layer, int Coordinate, int Sign);
