using EqProp.Analog.Circuits;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>
/// Hamiltonian echo backpropagation: the recurrence runs to the last layer and back, its end momentum kicked by +-epsilon dC/dx, and every
/// layer compares what it sees of the two echoes.
/// </summary>
/// <remarks>
/// dC/dtheta_l = -[dV_l/dtheta(x_l of +epsilon) - dV_l/dtheta(x_l of -epsilon)] / (2 epsilon), to order epsilon^2: the form of recurrent
/// Hamiltonian echo learning (arXiv 2506.05259). With the first layer's position and momentum given this is the gradient of the way forward. The
/// gradient of the operating point holds the end conditions instead: its echo also starts from an output displaced so that it
/// returns to the clamps, which is where a nudged chip goes by itself.
/// </remarks>
public static class HamiltonianEcho
{
    /// <summary>The gradient of the cost at the end of the way forward, position and momentum of the first layer given.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="cost">The cost C.</param>
    /// <param name="forward">A path of the recurrence.</param>
    /// <param name="epsilon">Size of the kick.</param>
    /// <returns>dC/dtheta, to order epsilon^2.</returns>
    /// <exception cref="InputException">An echo left every bound (<see cref="FailureKind.Diverged"/>).</exception>
    public static ChainGradient OfWayForward(SpatialChain chain, EndCost cost, DepthPath forward, double epsilon) =>
        Echo(chain, forward, Vector<double>.Build.Dense(chain.Width), cost.Gradient(forward.X[^1]), epsilon);

    /// <summary>The gradient of the cost of the operating point, by echoes that return to the clamps.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="cost">The cost C.</param>
    /// <param name="free">The free phase.</param>
    /// <param name="epsilon">Size of the kick.</param>
    /// <returns>dC/dtheta, to order epsilon^2 and as far as rounding lets an echo come back.</returns>
    /// <exception cref="InputException">An echo left every bound (<see cref="FailureKind.Diverged"/>).</exception>
    public static ChainGradient OfOperatingPoint(SpatialChain chain, EndCost cost, DepthPath free, double epsilon) =>
        Echo(chain, free, ReturningDisplacement(chain, cost, free), cost.Gradient(free.X[^1]), epsilon);

    /// <summary>The gradient of the cost at the end of the way forward, exactly, from the transposed derivatives of the recurrence.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="cost">The cost C.</param>
    /// <param name="forward">A path of the recurrence.</param>
    /// <returns>dC/dtheta.</returns>
    public static ChainGradient ExactOfWayForward(SpatialChain chain, EndCost cost, DepthPath forward)
    {
        int size = chain.Width;
        var field = new Vector<double>[chain.Depth];
        Vector<double> sensitivity = Vector<double>.Build.Dense([.. cost.Gradient(forward.X[^1]), .. new double[size]]);
        for (int l = chain.Depth - 1; l >= 0; l--)
        {
            sensitivity = l == chain.Depth - 1 ? sensitivity : LayerRecurrence.Tangent(chain, l, forward.X[l]).TransposeThisAndMultiply(sensitivity);
            field[l] = sensitivity.SubVector(size, size);
        }

        return ChainGradient.Along(chain, forward.X, field);
    }

    private static ChainGradient Echo(SpatialChain chain, DepthPath path, Vector<double> displacement, Vector<double> kick, double epsilon)
    {
        DepthPath Back(double signed) => LayerRecurrence.Backward(chain, path.X[^1] + signed * displacement, path.P[^1] + signed * kick);
        return ChainGradient.Contrast(chain, Back(epsilon).X, Back(-epsilon).X, -1 / (2 * epsilon));
    }

    /// <summary>
    /// The displacement of the last layer, per epsilon, with which a kicked echo arrives at the first layer as it started: no displacement of what is
    /// clamped, no momentum of what is not.
    /// </summary>
    private static Vector<double> ReturningDisplacement(SpatialChain chain, EndCost cost, DepthPath free)
    {
        int size = chain.Width;
        Matrix<double> ahead = LayerRecurrence.FromStart(chain, free);
        Vector<double> starts = ahead.SubMatrix(size, size, 0, size).Solve(cost.Gradient(free.X[^1]));
        return ahead.SubMatrix(0, size, 0, size) * starts;
    }
}
