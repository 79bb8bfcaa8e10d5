using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>
/// A stack of layers, each joined to the next alone, whose operating point is stationary for a functional Phi: with depth in the place of
/// time it is the path of a Hamiltonian system.
/// </summary>
/// <remarks>
/// Phi = sum V_l(x_l) + sum S_l(x_l, x_(l+1)), x = (u, v) of neurons with two states. Momenta P_(l+1) = dS_l/dx_(l+1). Where the first layer is
/// not clamped its momentum is zero, and so is that behind the last layer; a nudge makes the latter -beta dC/dx_L.
/// </remarks>
public sealed class SpatialChain
{
    private readonly bool[] _clamped;

    internal SpatialChain(
        IReadOnlyList<ILayerPotential> layers, IReadOnlyList<LayerLink> links, IReadOnlyList<double[]> start, IReadOnlyList<bool>? clamped = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(layers.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(links.Count, layers.Count - 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(start.Count, layers.Count);
        Layers = layers;
        Links = links;
        Start = [.. start.Select(x => Vector<double>.Build.DenseOfArray(x))];
        _clamped = clamped is null ? new bool[layers[0].Size] : [.. clamped];
    }

    /// <summary>Number of layers.</summary>
    public int Depth => Layers.Count;

    /// <summary>Number of coordinates of a layer: activators, then inhibitors where those of different layers see each other.</summary>
    public int Width => Layers[0].Size;

    /// <summary>Whether all layers are alike and joined alike by resistors of node to node, so that depth has a Hamiltonian that hardly changes along it.</summary>
    public bool IsHomogeneous =>
        Links.All(link => link.Diffusion is not null && link.IsLike(Links[0])) && Layers.All(layer => layer.Parameters.SequenceEqual(Layers[0].Parameters));

    internal IReadOnlyList<ILayerPotential> Layers { get; }

    internal IReadOnlyList<LayerLink> Links { get; }

    /// <summary>Where a solution is looked for; the first layer holds the values of its clamps.</summary>
    internal IReadOnlyList<Vector<double>> Start { get; }

    /// <summary>Names of the parameters of each layer.</summary>
    public IReadOnlyList<IReadOnlyList<string>> LayerParameters => [.. Layers.Select(layer => layer.ParameterNames)];

    /// <summary>Names of the parameters of what joins each layer to the next.</summary>
    public IReadOnlyList<IReadOnlyList<string>> LinkParameters => [.. Links.Select(link => link.ParameterNames)];

    /// <summary>Whether a coordinate of the first layer is held.</summary>
    /// <param name="coordinate">Index in the layer.</param>
    /// <returns>False where its momentum starts from zero.</returns>
    public bool IsClamped(int coordinate) => _clamped[coordinate];

    /// <summary>The functional at given positions.</summary>
    /// <param name="positions">Coordinates of each layer.</param>
    /// <returns>Phi in units of g V_swing^2, up to a constant that depends on clamps alone.</returns>
    public double Functional(IReadOnlyList<double[]> positions)
    {
        Vector<double>[] x = [.. positions.Select(position => Vector<double>.Build.DenseOfArray(position))];
        return Layers.Select((layer, l) => layer.Value(x[l])).Sum() + Links.Select((link, l) => link.Value(x[l], x[l + 1])).Sum();
    }

    /// <summary>The same chain with other parameters of one layer.</summary>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="parameters">In the order of <see cref="LayerParameters"/>.</param>
    /// <returns>A new chain.</returns>
    public SpatialChain WithLayer(int layer, double[] parameters) =>
        new(Replace(Layers, layer, Layers[layer].With(parameters)), Links, [.. Start.Select(x => x.ToArray())], _clamped);

    /// <summary>The same chain with other parameters of what joins a layer to the next.</summary>
    /// <param name="link">Index of the layer before it.</param>
    /// <param name="parameters">In the order of <see cref="LinkParameters"/>.</param>
    /// <returns>A new chain.</returns>
    public SpatialChain WithLink(int link, double[] parameters) =>
        new(Layers, Replace(Links, link, Links[link].With(parameters)), [.. Start.Select(x => x.ToArray())], _clamped);

    /// <summary>The present parameters of a layer.</summary>
    /// <param name="layer">Index of the layer.</param>
    /// <returns>A copy.</returns>
    public double[] ParametersOfLayer(int layer) => [.. Layers[layer].Parameters];

    /// <summary>The present parameters of what joins a layer to the next.</summary>
    /// <param name="link">Index of the layer before it.</param>
    /// <returns>A copy.</returns>
    public double[] ParametersOfLink(int link) => [.. Links[link].Parameters];

    private static T[] Replace<T>(IReadOnlyList<T> list, int index, T item) => [.. list.Select((old, i) => i == index ? item : old)];
}
