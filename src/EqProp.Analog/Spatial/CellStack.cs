namespace EqProp.Analog.Spatial;

/// <summary>A stack of layers of FitzHugh-Nagumo neurons by its numbers; all layers have as many neurons.</summary>
public sealed record CellStack
{
    /// <summary>Layers from the input on.</summary>
    public required IReadOnlyList<CellLayer> Layers { get; init; }

    /// <summary>What joins each layer to the next; one less.</summary>
    public required IReadOnlyList<CellLink> Links { get; init; }

    /// <summary>Whether the activators of the first layer are clamped inputs; its inhibitors are free.</summary>
    public bool ClampsInput { get; init; } = true;

    /// <summary>The stack as a chain: of activators and inhibitors where links join inhibitors, else of activators that their inhibitors follow.</summary>
    /// <returns>The chain.</returns>
    /// <exception cref="ArgumentException">Sizes differ, or some links join inhibitors and some do not.</exception>
    public SpatialChain ToChain()
    {
        int size = Layers[0].Size;
        bool joins = Links.Count > 0 && Links[0].Inhibitors is not null;
        bool fits = Layers.All(layer => layer.Size == size && layer.Currents.Count == size && layer.Inputs.Count == size)
            && Links.All(link => link.Activators.Length == size * size && (link.Inhibitors?.Length ?? 0) == (joins ? size * size : 0));
        if (!fits)
        {
            throw new ArgumentException("The layers and links of a stack have different sizes.");
        }

        int width = joins ? 2 * size : size;
        return new SpatialChain(
            [.. Layers.Select(layer => layer.Potential(joins))],
            [.. Links.Select(link => link.Join(size))],
            [.. Layers.Select(layer => (layer.Start ?? new double[width]).Take(width).ToArray())],
            [.. Enumerable.Range(0, width).Select(i => ClampsInput && i < size)]);
    }
}
