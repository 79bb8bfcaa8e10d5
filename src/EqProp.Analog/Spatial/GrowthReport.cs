using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>How fast neighbouring paths of the recurrence part, layer by layer: what a one-pass computation of a chain loses.</summary>
/// <remarks>
/// mu of a layer is the largest absolute eigenvalue of its map's derivative: of one node mu + 1/mu = 2 + V''/D. A state that is stable for all
/// time constants has mu above 1 everywhere, and the nudge decays towards the input by the same factor.
/// </remarks>
public sealed record GrowthReport
{
    /// <summary>Factor mu of each layer but the last, 1 where paths stay together.</summary>
    public required IReadOnlyList<double> Factors { get; init; }

    /// <summary>Largest factor by which the whole way forward stretches a deviation: the norm of the product of all derivatives.</summary>
    public required double Measured { get; init; }

    /// <summary>Decimal digits that the way forward loses.</summary>
    public double DigitsLost => Math.Max(0, Math.Log10(Measured));

    /// <summary>Layers over which double precision loses all its 16 digits at the largest factor; infinite if it is 1.</summary>
    public double UsableDepth => 16 / Math.Log10(Factors.DefaultIfEmpty(1).Max());

    /// <summary>Whether less than six digits are left, so that shooting and echoes are not to be trusted.</summary>
    public bool IsUnstable => !(DigitsLost <= 10);

    /// <summary>Measures the growth along a path.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="path">A path of it.</param>
    /// <returns>The factors.</returns>
    public static GrowthReport Along(SpatialChain chain, DepthPath path)
    {
        Matrix<double>[] tangents = [.. Enumerable.Range(0, chain.Depth - 1).Select(l => LayerRecurrence.Tangent(chain, l, path.X[l]))];
        Matrix<double> whole = tangents.Aggregate(Matrix<double>.Build.DenseIdentity(2 * chain.Width), (product, next) => next * product);
        return new GrowthReport
        {
            Factors = [.. tangents.Select(t => Math.Max(1, t.Evd().EigenValues.Max(value => value.Magnitude)))],
            Measured = whole.L2Norm(),
        };
    }
}
