using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>One fabricated sample of a circuit.</summary>
/// <param name="Description">The resolved description it was made from.</param>
/// <param name="Seed">The die: the same seed gives the same chip.</param>
/// <param name="Layout">Its nodes and couplings with this die's own element values.</param>
public sealed record ChipInstance(CircuitDescription Description, int Seed, NetworkLayout Layout);
