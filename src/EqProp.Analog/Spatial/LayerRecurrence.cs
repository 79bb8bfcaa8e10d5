using System.Globalization;
using EqProp.Analog.Circuits;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>
/// The layer-wise recurrence of a chain: a symplectic map from one layer to the next, its exact inverse, and its derivative.
/// </summary>
/// <remarks>
/// pi_l = P_l + dV_l/dx_l, then x_(l+1) from -dS_l/dx_l = pi_l and P_(l+1) = dS_l/dx_(l+1): symplectic Euler where resistors join layers.
/// Neighbouring paths part by the factors of <see cref="GrowthReport"/>: a deep chain in a stable state cannot be computed this way.
/// </remarks>
public static class LayerRecurrence
{
    /// <summary>Runs from the first layer to the last.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="position">Coordinates of the first layer.</param>
    /// <param name="momentum">Momentum before it.</param>
    /// <returns>The path.</returns>
    /// <exception cref="InputException">The path left every bound (<see cref="FailureKind.Diverged"/>), or a layer does not follow from the one before.</exception>
    public static DepthPath Forward(SpatialChain chain, double[] position, double[] momentum) =>
        Forward(chain, Vector<double>.Build.DenseOfArray(position), Vector<double>.Build.DenseOfArray(momentum));

    /// <summary>Runs from the last layer back to the first: the inverse of the way forward, up to rounding.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="position">Coordinates of the last layer.</param>
    /// <param name="momentum">Momentum behind it.</param>
    /// <returns>The path, in the order of the layers.</returns>
    /// <exception cref="InputException">The path left every bound (<see cref="FailureKind.Diverged"/>), or a layer does not follow from the one behind.</exception>
    public static DepthPath Backward(SpatialChain chain, double[] position, double[] momentum) =>
        Backward(chain, Vector<double>.Build.DenseOfArray(position), Vector<double>.Build.DenseOfArray(momentum));

    internal static DepthPath Forward(SpatialChain chain, Vector<double> position, Vector<double> momentum)
    {
        Vector<double>[] x = new Vector<double>[chain.Depth], p = new Vector<double>[chain.Depth + 1];
        (x[0], p[0]) = (position, momentum);
        for (int l = 0; l < chain.Depth; l++)
        {
            p[l + 1] = p[l] + chain.Layers[l].Gradient(x[l]);
            if (l + 1 < chain.Depth)
            {
                (x[l + 1], p[l + 1]) = chain.Links[l].Ahead(x[l], p[l + 1]);
                RequireWithin(chain, l + 1, x[l + 1]);
            }
        }

        return new DepthPath(x, p);
    }

    internal static DepthPath Backward(SpatialChain chain, Vector<double> position, Vector<double> momentum)
    {
        Vector<double>[] x = new Vector<double>[chain.Depth], p = new Vector<double>[chain.Depth + 1];
        (x[^1], p[^1]) = (position, momentum);
        Vector<double> kicked = momentum;
        for (int l = chain.Depth - 1; l >= 0; l--)
        {
            p[l] = kicked - chain.Layers[l].Gradient(x[l]);
            if (l > 0)
            {
                (x[l - 1], kicked) = chain.Links[l - 1].Back(x[l], p[l]);
                RequireWithin(chain, l - 1, x[l - 1]);
            }
        }

        return new DepthPath(x, p);
    }

    /// <summary>Derivative of (x_(l+1), P_(l+1)) by (x_l, P_l); of the last layer that of (x_L, P_(L+1)).</summary>
    internal static Matrix<double> Tangent(SpatialChain chain, int layer, Vector<double> x)
    {
        int size = x.Count;
        Matrix<double> identity = Matrix<double>.Build.DenseIdentity(size), none = Matrix<double>.Build.Dense(size, size);
        Matrix<double> kick = Matrix<double>.Build.DenseOfMatrixArray(
            new[,] { { identity, none }, { chain.Layers[layer].Hessian(x), identity } });
        if (layer == chain.Depth - 1)
        {
            return kick;
        }

        LayerLink link = chain.Links[layer];
        var drift = Matrix<double>.Build.Dense(2 * size, 2 * size);
        for (int column = 0; column < 2 * size; column++)
        {
            var (dx, dp) = (Vector<double>.Build.Dense(size), Vector<double>.Build.Dense(size));
            (column < size ? dx : dp)[column % size] = 1;
            (Vector<double> y, Vector<double> q) = link.Ahead(dx, dp);
            drift.SetColumn(column, [.. y, .. q]);
        }

        return drift * kick;
    }

    /// <summary>
    /// Derivative of the last layer's position, then of the momentum behind it, by what is free at the first layer: the position, or the momentum of what
    /// is clamped.
    /// </summary>
    internal static Matrix<double> FromStart(SpatialChain chain, DepthPath path)
    {
        int size = chain.Width;
        Matrix<double> ahead = Matrix<double>.Build.Dense(2 * size, size);
        for (int i = 0; i < size; i++)
        {
            ahead[chain.IsClamped(i) ? size + i : i, i] = 1;
        }

        for (int l = 0; l < chain.Depth; l++)
        {
            ahead = Tangent(chain, l, path.X[l]) * ahead;
        }

        return ahead;
    }

    private static void RequireWithin(SpatialChain chain, int layer, Vector<double> x)
    {
        for (int i = 0; i < x.Count; i++)
        {
            (double lower, double upper) = chain.Layers[layer].LimitsOf(i);
            if (!(double.IsFinite(x[i]) && x[i] > lower && x[i] < upper))
            {
                throw new InputException(
                    "spatial.overflow", "circuit.topology",
                    string.Create(CultureInfo.InvariantCulture, $"The recurrence left every bound at layer {layer + 1} of {chain.Depth}: neighbouring paths part by a factor in each layer."),
                    "Join the layers by larger conductances, use fewer layers, or solve for both ends at once.", FailureKind.Diverged);
            }
        }
    }
}
