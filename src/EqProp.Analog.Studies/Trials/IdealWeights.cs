using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Trials;

/// <summary>What the ideal chip learned.</summary>
/// <param name="Parameters">Its weights and biases.</param>
/// <param name="Failure">Why they mean nothing; null where they are good.</param>
internal sealed record IdealWeights(NetworkParameters Parameters, string? Failure);
