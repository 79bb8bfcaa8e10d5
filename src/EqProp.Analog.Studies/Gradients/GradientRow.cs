using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;

namespace EqProp.Analog.Studies.Gradients;

/// <summary>One estimator at one nudging strength, with phases that settle fully.</summary>
/// <param name="Estimator">Positive, negative or centered.</param>
/// <param name="Beta">Magnitude of the nudging strength, dimensionless.</param>
/// <param name="Agreement">Agreement with the exact gradient; null if the phase was not run.</param>
/// <param name="Skipped">Why not; null if it was run.</param>
public sealed record GradientRow(EstimatorKind Estimator, double Beta, GradientAgreement? Agreement, string? Skipped);
