using System.Globalization;
using EqProp.Analog.Circuits;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>
/// The operating point of a chain as a problem of two boundaries: inputs at the first layer, no momentum behind the last, or with a
/// nudge the momentum -beta dC/dx_L.
/// </summary>
/// <remarks>
/// Block-tridiagonal Newton steps, preceded from afar by implicit Euler steps of a motion whose activators descend the functional and whose
/// inhibitors follow at once: their length grows as the residual falls. So a stable state is found.
/// </remarks>
public static class BoundarySolve
{
    private const int MostSteps = 1000;
    private const double Accepted = 1e-9;
    private const double FirstStep = 0.2;

    /// <summary>Solves from the states at time zero.</summary>
    /// <param name="chain">The chain.</param>
    /// <returns>Positions and momenta of the free phase.</returns>
    /// <exception cref="InputException">No stationary path was found (<see cref="FailureKind.Diverged"/>).</exception>
    public static DepthPath Free(SpatialChain chain) => Solve(chain, null, 0, chain.Start, FirstStep);

    /// <summary>Solves for the free phase from given positions.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="from">Coordinates of each layer.</param>
    /// <returns>Positions and momenta of the free phase.</returns>
    /// <exception cref="InputException">No stationary path was found (<see cref="FailureKind.Diverged"/>).</exception>
    public static DepthPath Free(SpatialChain chain, IReadOnlyList<double[]> from) =>
        Solve(chain, null, 0, [.. from.Select(x => Vector<double>.Build.DenseOfArray(x))], FirstStep);

    /// <summary>Solves with a nudge, from the free phase.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="cost">The cost C.</param>
    /// <param name="beta">Nudging strength beta; may be negative.</param>
    /// <param name="free">The free phase.</param>
    /// <returns>Positions and momenta of the nudged phase, the momentum behind the last layer being -beta dC/dx_L.</returns>
    /// <exception cref="InputException">No stationary path was found (<see cref="FailureKind.Diverged"/>).</exception>
    public static DepthPath Nudged(SpatialChain chain, EndCost cost, double beta, DepthPath free) =>
        Solve(chain, cost, beta, free.X, double.PositiveInfinity);

    /// <summary>Second derivatives of Phi + beta C over all coordinates that are not clamped; the identity at those that are.</summary>
    internal static BlockTridiagonal Linearise(
        SpatialChain chain, IReadOnlyList<Vector<double>> x, EndCost? cost, double beta, double step = double.PositiveInfinity)
    {
        Matrix<double>[] diagonal = [.. chain.Layers.Select((layer, l) => layer.Hessian(x[l]))];
        Matrix<double>[] upper = [.. chain.Links.Select(link => link.Mixed.Clone())];
        for (int l = 0; l < upper.Length; l++)
        {
            diagonal[l] += chain.Links[l].First;
            diagonal[l + 1] += chain.Links[l].Second;
        }

        if (cost is not null)
        {
            diagonal[^1] += beta * cost.Hessian(x[^1]);
        }

        for (int l = 0; l < diagonal.Length; l++)
        {
            for (int i = 0; i < chain.Width; i++)
            {
                diagonal[l][i, i] += chain.Layers[l].Ascends(i) ? 0 : 1 / step;
            }
        }

        for (int i = 0; i < chain.Width; i++)
        {
            if (chain.IsClamped(i))
            {
                diagonal[0].ClearRow(i);
                diagonal[0].ClearColumn(i);
                diagonal[0][i, i] = 1;
                upper.FirstOrDefault()?.ClearRow(i);
            }
        }

        return new BlockTridiagonal(diagonal, upper);
    }

    private static DepthPath Solve(SpatialChain chain, EndCost? cost, double beta, IReadOnlyList<Vector<double>> from, double firstStep)
    {
        Vector<double>[] x = [.. from];
        Vector<double>[] slope = Slope(chain, cost, beta, x);
        double left = Largest(slope), step = firstStep;
        for (int k = 0; k < MostSteps; k++)
        {
            Vector<double>[] move = Linearise(chain, x, cost, beta, step).Solve([.. slope.Select(s => -s)]);
            Vector<double>[] next = Moved(chain, x, move);
            Vector<double>[] nextSlope = Slope(chain, cost, beta, next);
            double nextLeft = Largest(nextSlope);
            bool isClose = left <= Accepted * Scale(chain, x);
            if (isClose && !(nextLeft < left / 2))
            {
                return Path(chain, nextLeft < left ? next : x);
            }

            if (!double.IsFinite(nextLeft))
            {
                step = double.IsFinite(step) ? step / 4 : FirstStep;
                continue;
            }

            step = isClose ? double.PositiveInfinity : Math.Max(step * Math.Clamp(left / nextLeft, 0.2, 5), FirstStep * 1e-3);
            (x, slope, left) = (next, nextSlope, nextLeft);
        }

        throw new InputException(
            "spatial.unsettled", "circuit",
            string.Create(CultureInfo.InvariantCulture, $"No stationary path was found in {MostSteps} steps; a residual of {left:g3} is left."),
            "Lower the weights or the nudge, or start closer to an operating point.", FailureKind.Diverged);
    }

    /// <summary>dPhi/dx of every layer, zero at clamps.</summary>
    private static Vector<double>[] Slope(SpatialChain chain, EndCost? cost, double beta, IReadOnlyList<Vector<double>> x)
    {
        Vector<double>[] slope = [.. chain.Layers.Select((layer, l) => layer.Gradient(x[l]))];
        for (int l = 0; l < chain.Links.Count; l++)
        {
            LayerLink link = chain.Links[l];
            slope[l] += link.First * x[l] + link.Mixed * x[l + 1];
            slope[l + 1] += link.Mixed.TransposeThisAndMultiply(x[l]) + link.Second * x[l + 1];
        }

        if (cost is not null)
        {
            slope[^1] += beta * cost.Gradient(x[^1]);
        }

        for (int i = 0; i < chain.Width; i++)
        {
            slope[0][i] = chain.IsClamped(i) ? 0 : slope[0][i];
        }

        return slope;
    }

    /// <summary>A step that stays between the limits of every coordinate.</summary>
    private static Vector<double>[] Moved(SpatialChain chain, Vector<double>[] x, Vector<double>[] move)
    {
        const double MostOfTheWay = 0.9;
        double part = 1;
        for (int l = 0; l < x.Length; l++)
        {
            for (int i = 0; i < chain.Width; i++)
            {
                (double lower, double upper) = chain.Layers[l].LimitsOf(i);
                double room = move[l][i] > 0 ? upper - x[l][i] : x[l][i] - lower;
                part = Math.Abs(move[l][i]) * part > MostOfTheWay * room ? MostOfTheWay * room / Math.Abs(move[l][i]) : part;
            }
        }

        return [.. x.Zip(move, (here, by) => here + part * by)];
    }

    /// <summary>Momenta of a path that is stationary inside: each from the layer before it, that of the first layer from its clamps.</summary>
    private static DepthPath Path(SpatialChain chain, IReadOnlyList<Vector<double>> x)
    {
        var p = new Vector<double>[chain.Depth + 1];
        for (int l = 1; l < chain.Depth; l++)
        {
            LayerLink link = chain.Links[l - 1];
            p[l] = link.Mixed.TransposeThisAndMultiply(x[l - 1]) + link.Second * x[l];
        }

        p[^1] = (chain.Depth == 1 ? Vector<double>.Build.Dense(chain.Width) : p[^2]) + chain.Layers[^1].Gradient(x[^1]);
        p[0] = FirstMomentum(chain, x, p);
        return new DepthPath(x, p);
    }

    /// <summary>Zero, but at clamps what moves the next layer to where it is.</summary>
    private static Vector<double> FirstMomentum(SpatialChain chain, IReadOnlyList<Vector<double>> x, Vector<double>[] p)
    {
        var first = Vector<double>.Build.Dense(chain.Width);
        Vector<double> kicked = chain.Depth == 1 ? p[^1] : -(chain.Links[0].First * x[0] + chain.Links[0].Mixed * x[1]);
        Vector<double> kick = chain.Layers[0].Gradient(x[0]);
        for (int i = 0; i < chain.Width; i++)
        {
            first[i] = chain.IsClamped(i) ? kicked[i] - kick[i] : 0;
        }

        return first;
    }

    /// <summary>Not a number if any slope is.</summary>
    private static double Largest(IEnumerable<Vector<double>> slope) => slope.SelectMany(s => s).Aggregate(0.0, (largest, s) => Math.Max(largest, Math.Abs(s)));

    private static double Scale(SpatialChain chain, IReadOnlyList<Vector<double>> x) =>
        1 + chain.Links.Select((link, l) => (link.Mixed * x[l + 1]).InfinityNorm()).DefaultIfEmpty(0).Max();
}
