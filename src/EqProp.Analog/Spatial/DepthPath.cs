using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>Positions and momenta of every layer.</summary>
/// <remarks>One momentum more than there are layers: before each layer, and behind the last.</remarks>
public sealed class DepthPath
{
    internal DepthPath(IReadOnlyList<Vector<double>> positions, IReadOnlyList<Vector<double>> momenta)
    {
        X = positions;
        P = momenta;
    }

    /// <summary>Coordinates of each layer: activators u, then inhibitors v where they are joined; activities y of layered energies.</summary>
    public IReadOnlyList<double[]> Positions => [.. X.Select(x => x.ToArray())];

    /// <summary>Momentum before each layer, and that behind the last.</summary>
    public IReadOnlyList<double[]> Momenta => [.. P.Select(p => p.ToArray())];

    internal IReadOnlyList<Vector<double>> X { get; }

    internal IReadOnlyList<Vector<double>> P { get; }

    /// <summary>Largest difference of any position or momentum from those of another path.</summary>
    /// <param name="other">A path as long.</param>
    /// <returns>Dimensionless.</returns>
    public double DistanceTo(DepthPath other) =>
        X.Zip(other.X).Concat(P.Zip(other.P)).SelectMany(pair => pair.First - pair.Second).Aggregate(0.0, (largest, d) => Math.Max(largest, Math.Abs(d)));
}
