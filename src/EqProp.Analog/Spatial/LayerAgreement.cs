namespace EqProp.Analog.Spatial;

/// <summary>Gradients of one layer held against the exact ones.</summary>
/// <param name="Layer">Name of the layer, two names for the weights between two, or "total".</param>
/// <param name="ExactNorm">Length of the exact gradient of the operating point's cost.</param>
/// <param name="Centered">Equilibrium propagation between two nudged phases.</param>
/// <param name="ReturningEcho">Echoes of the operating point that return to the clamps; null where they left every bound.</param>
/// <param name="ForwardEcho">Echoes held against the exact gradient of the way forward, the first layer's state given; null where they left every bound.</param>
public sealed record LayerAgreement(
    string Layer, double ExactNorm, VectorAgreement Centered, VectorAgreement? ReturningEcho, VectorAgreement? ForwardEcho);
