using EqProp.Analog.Circuits;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>The gradient of a cost of the operating point, by equilibrium propagation and exactly.</summary>
public static class BoundaryGradient
{
    /// <summary>Equilibrium propagation with two nudged phases: [dPhi/dtheta(beta) - dPhi/dtheta(-beta)] / (2 beta).</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="cost">The cost C.</param>
    /// <param name="free">The free phase.</param>
    /// <param name="beta">Nudging strength.</param>
    /// <returns>dC/dtheta, to order beta^2.</returns>
    /// <exception cref="InputException">A nudged phase was not found (<see cref="FailureKind.Diverged"/>).</exception>
    public static ChainGradient Centered(SpatialChain chain, EndCost cost, DepthPath free, double beta) => ChainGradient.Contrast(
        chain, BoundarySolve.Nudged(chain, cost, beta, free).X, BoundarySolve.Nudged(chain, cost, -beta, free).X, 1 / (2 * beta));

    /// <summary>The exact gradient, from one solution of the linearised problem.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="cost">The cost C.</param>
    /// <param name="free">The free phase.</param>
    /// <returns>dC/dtheta.</returns>
    public static ChainGradient Exact(SpatialChain chain, EndCost cost, DepthPath free) =>
        ChainGradient.Along(chain, free.X, Response(chain, cost, free));

    /// <summary>How positions answer to a nudge, dx/dbeta at zero: minus the inverse second derivatives of Phi times dC/dx.</summary>
    internal static Vector<double>[] Response(SpatialChain chain, EndCost cost, DepthPath free)
    {
        Vector<double>[] push = [.. free.X.Select(x => Vector<double>.Build.Dense(x.Count))];
        push[^1] = -cost.Gradient(free.X[^1]);
        if (chain.Depth == 1)
        {
            push[0].MapIndexedInplace((i, value) => chain.IsClamped(i) ? 0 : value);
        }

        return BoundarySolve.Linearise(chain, free.X, null, 0).Solve(push);
    }
}
