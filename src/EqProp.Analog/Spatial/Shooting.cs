using EqProp.Analog.Circuits;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>
/// The operating point by shooting: what is free at the first layer is corrected until a run of the recurrence ends without momentum.
/// For demonstration, as it is unstable: a stable operating point makes the recurrence hyperbolic.
/// </summary>
/// <remarks>Rounding at the first layer grows by <see cref="GrowthReport.Measured"/>; <see cref="BoundarySolve"/> has no such loss.</remarks>
/// <param name="Path">The last run of the recurrence.</param>
/// <param name="EndMomentum">Largest momentum left behind the last layer.</param>
/// <param name="Steps">Newton steps taken.</param>
/// <param name="Growth">What the recurrence loses.</param>
public sealed record Shooting(DepthPath Path, double EndMomentum, int Steps, GrowthReport Growth)
{
    private const int MostSteps = 60;

    /// <summary>Shoots from the states at time zero.</summary>
    /// <param name="chain">The chain.</param>
    /// <returns>Where the end momentum no longer falls.</returns>
    /// <exception cref="InputException">A run left every bound (<see cref="FailureKind.Diverged"/>).</exception>
    public static Shooting From(SpatialChain chain) => From(chain, chain.Start[0].ToArray());

    /// <summary>Shoots from a guess at the first layer.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="first">Coordinates of the first layer; those that are clamped stay.</param>
    /// <returns>Where the end momentum no longer falls.</returns>
    /// <exception cref="InputException">A run left every bound (<see cref="FailureKind.Diverged"/>).</exception>
    public static Shooting From(SpatialChain chain, double[] first)
    {
        int size = chain.Width;
        Vector<double> x = Vector<double>.Build.DenseOfArray(first), p = Vector<double>.Build.Dense(size);
        DepthPath path = LayerRecurrence.Forward(chain, x, p);
        int steps = 0;
        for (; steps < MostSteps && path.P[^1].AbsoluteMaximum() > 0; steps++)
        {
            Matrix<double> ahead = LayerRecurrence.FromStart(chain, path).SubMatrix(size, size, 0, size);
            Vector<double> change = ahead.Solve(-path.P[^1]);
            DepthPath? next = null;
            for (double part = 1; part > 1e-6 && next is null; part /= 2)
            {
                next = Better(chain, path, change * part);
            }

            if (next is null)
            {
                break;
            }

            path = next;
        }

        return new Shooting(path, path.P[^1].AbsoluteMaximum(), steps, GrowthReport.Along(chain, path));
    }

    /// <summary>The run after a change of what is free at the first layer, if it ends with less momentum.</summary>
    private static DepthPath? Better(SpatialChain chain, DepthPath path, Vector<double> change)
    {
        (Vector<double> x, Vector<double> p) = (path.X[0].Clone(), path.P[0].Clone());
        for (int i = 0; i < change.Count; i++)
        {
            (chain.IsClamped(i) ? p : x)[i] += change[i];
        }

        try
        {
            DepthPath next = LayerRecurrence.Forward(chain, x, p);
            return next.P[^1].L2Norm() < path.P[^1].L2Norm() ? next : null;
        }
        catch (InputException overflow) when (overflow.Kind == FailureKind.Diverged)
        {
            return null;
        }
    }
}
