using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.References;

/// <summary>The gradient of a cost at the end of some steps, step by step, counted back from the end.</summary>
/// <param name="End">States of the free nodes after the last step, dimensionless.</param>
/// <param name="ByState">
/// [t] = dC/ds(T - t), one a free node: how the cost after step T moves with the states t steps before; t from 0 to the number of steps.
/// </param>
/// <param name="ByParameters">
/// [t]: how the cost moves with the parameters as used in the step that ends t steps before the last; their sum is the derivative by parameters that act in
/// all steps.
/// </param>
public sealed record TimeGradient(double[] End, IReadOnlyList<double[]> ByState, IReadOnlyList<NetworkParameters> ByParameters);
