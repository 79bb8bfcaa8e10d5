using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>Derivative of a cost by all parameters of a chain.</summary>
public sealed class ChainGradient
{
    private ChainGradient(double[][] layers, double[][] links)
    {
        Layers = layers;
        Links = links;
    }

    /// <summary>Of each layer, in the order of <see cref="SpatialChain.LayerParameters"/>.</summary>
    public IReadOnlyList<double[]> Layers { get; }

    /// <summary>Of what joins each layer to the next, in the order of <see cref="SpatialChain.LinkParameters"/>.</summary>
    public IReadOnlyList<double[]> Links { get; }

    /// <summary>All derivatives of layers, then of links.</summary>
    public IReadOnlyList<double> All => [.. Layers.Concat(Links).SelectMany(values => values)];

    /// <summary>scale times the change of dPhi/dtheta from one path to another.</summary>
    internal static ChainGradient Contrast(SpatialChain chain, IReadOnlyList<Vector<double>> plus, IReadOnlyList<Vector<double>> minus, double scale) => new(
        [.. chain.Layers.Select((layer, l) => Difference(layer.Slopes(plus[l]), layer.Slopes(minus[l]), scale))],
        [.. chain.Links.Select((link, l) => Difference(link.Slopes(plus[l], plus[l + 1]), link.Slopes(minus[l], minus[l + 1]), scale))]);

    /// <summary>The derivative of dPhi/dtheta along a field: the gradient, where the field is the change of positions by beta.</summary>
    internal static ChainGradient Along(SpatialChain chain, IReadOnlyList<Vector<double>> x, IReadOnlyList<Vector<double>> field) => new(
        [.. chain.Layers.Select((layer, l) => layer.SlopesAlong(x[l], field[l]))],
        [.. chain.Links.Select((link, l) => link.SlopesAlong(x[l], x[l + 1], field[l], field[l + 1]))]);

    private static double[] Difference(double[] plus, double[] minus, double scale) => [.. plus.Zip(minus, (p, m) => scale * (p - m))];
}
