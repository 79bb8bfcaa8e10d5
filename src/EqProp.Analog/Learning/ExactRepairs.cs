using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>
/// Estimates of the gradient that stay exact where forces are not reciprocal, of one example: references for what mismatch costs, since both need
/// the Jacobian, which no chip has. In the shape of <see cref="NetworkParameters"/>.
/// </summary>
public static class ExactRepairs
{
    /// <summary>From nudged operating points of the network with the antisymmetric part of its Jacobian turned round.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="target">One an answer.</param>
    /// <param name="estimator">Positive, negative or centered.</param>
    /// <param name="beta">Nudging strength, positive, dimensionless.</param>
    /// <param name="start">States to settle from; the network's initial states if left out.</param>
    /// <returns>The estimate; its error is of the order of beta, centered of its square.</returns>
    /// <exception cref="InputException">An operating point was not found.</exception>
    /// <remarks>
    /// 0 = F(s) - beta dC/ds - 2 A (s - s0) with A the antisymmetric part of dF/ds at the free s0 (with summed currents of dF/dy, and y for s):
    /// to first order J^T (s - s0) = beta dC/ds, so that (s - s0) / beta takes the place of the adjoint (Scurria et al. 2026).
    /// </remarks>
    public static NetworkParameters Asymmetric(
        NetworkEquations equations, ReadOnlySpan<double> inputs, CostKind cost, IReadOnlyList<double> target, EstimatorKind estimator, double beta,
        ReadOnlySpan<double> start = default)
    {
        ReferenceEquilibrium free = ReferenceEquilibrium.Settle(equations, inputs, start: start);
        var repaired = new RepairedEquilibrium(equations, inputs, free.State);
        double[] Nudged(double strength) => equations.Seen(repaired.Settle(new(cost, strength, target)));
        double first = estimator == EstimatorKind.Negative ? -beta : beta;
        bool isCentered = estimator == EstimatorKind.Centered;
        double[] plus = Nudged(first), minus = isCentered ? Nudged(-first) : equations.Seen(free.State);
        double scale = isCentered ? 1 / (2 * first) : 1 / first;
        double[] adjoint = [.. plus.Zip(minus, (high, low) => scale * (high - low)).Select((moved, i) => equations.Inertia(i) * moved)];
        return ReferenceGradient.OfAdjoint(equations, cost, target, free, adjoint);
    }

    /// <summary>From a second network of the same size, driven by the transposed Jacobian of the first.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="target">One an answer.</param>
    /// <param name="beta">Strength of the error that drives it; the estimate does not depend on it.</param>
    /// <param name="start">States to settle from; the network's initial states if left out.</param>
    /// <returns>The estimate, without an error of beta.</returns>
    /// <exception cref="InputException">The network did not settle, or its Jacobian is singular.</exception>
    /// <remarks>
    /// dd/dt = J^T d - beta dC/dm at the free state m of the first network; at its rest d / beta is the adjoint (Scurria et al. 2026). The
    /// rest is found by a linear solve.
    /// </remarks>
    public static NetworkParameters Dyadic(
        NetworkEquations equations, ReadOnlySpan<double> inputs, CostKind cost, IReadOnlyList<double> target, double beta,
        ReadOnlySpan<double> start = default)
    {
        ReferenceEquilibrium free = ReferenceEquilibrium.Settle(equations, inputs, start: start);
        double[] error = [.. equations.CostByState(cost, target, free.State).Select(slope => beta * slope)];
        double[] carried = MovingNodes.SolveTransposed(equations.Jacobian(inputs, free.State), equations.Held(inputs, free.State), error);
        return ReferenceGradient.OfAdjoint(equations, cost, target, free, [.. carried.Select(d => d / beta)]);
    }
}
