using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>The Hamiltonian of depth along a path of a chain of like layers: constant but for the steps being whole layers.</summary>
/// <remarks>
/// H = p^2 / (2 Du) - q^2 / (2 Dv) - V drifts as 1 / sqrt(D); the modified H + (p V_u / Du - q V_v / Dv) / 2, which the map conserves to second
/// order, as 1 / D, both over a depth that grows as sqrt(D).
/// </remarks>
public sealed record HamiltonianProfile
{
    /// <summary>H at each layer, from its position and the momentum before it.</summary>
    public required IReadOnlyList<double> Hamiltonian { get; init; }

    /// <summary>The modified Hamiltonian at each layer.</summary>
    public required IReadOnlyList<double> Modified { get; init; }

    /// <summary>Largest change of H from the first layer.</summary>
    public double Drift => DriftOf(Hamiltonian);

    /// <summary>Largest change of the modified Hamiltonian from the first layer.</summary>
    public double ModifiedDrift => DriftOf(Modified);

    /// <summary>Evaluates both along a path.</summary>
    /// <param name="chain">A chain of like layers.</param>
    /// <param name="path">A path of it.</param>
    /// <returns>One value a layer.</returns>
    /// <exception cref="ArgumentException">The layers differ, or resistors of node to node do not join them.</exception>
    public static HamiltonianProfile Along(SpatialChain chain, DepthPath path)
    {
        if (!chain.IsHomogeneous || chain.Depth < 2)
        {
            throw new ArgumentException("Only layers that are alike, joined alike by resistors of node to node, have a Hamiltonian.", nameof(chain));
        }

        Vector<double> diffusion = chain.Links[0].Diffusion!;
        double[] plain = new double[chain.Depth], modified = new double[chain.Depth];
        for (int l = 0; l < chain.Depth; l++)
        {
            Vector<double> speed = path.P[l].PointwiseDivide(diffusion);
            plain[l] = path.P[l] * speed / 2 - chain.Layers[l].Value(path.X[l]);
            modified[l] = plain[l] + speed * chain.Layers[l].Gradient(path.X[l]) / 2;
        }

        return new HamiltonianProfile { Hamiltonian = plain, Modified = modified };
    }

    private static double DriftOf(IReadOnlyList<double> values) => values.Max(value => Math.Abs(value - values[0]));
}
