using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;

namespace EqProp.Analog.Studies.Gradients;

/// <summary>What another rule than equilibrium propagation would write, with phases that settle fully.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Estimator">Positive, negative or centered.</param>
/// <param name="Beta">Nudging strength, or share of the way to the targets.</param>
/// <param name="Agreement">Agreement with the exact gradient; null if it was not computed.</param>
/// <param name="Skipped">Why not; null if it was.</param>
public sealed record RuleRow(LearningRuleKind Rule, EstimatorKind Estimator, double Beta, GradientAgreement? Agreement, string? Skipped);
