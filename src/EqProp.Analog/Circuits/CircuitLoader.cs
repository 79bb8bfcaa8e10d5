namespace EqProp.Analog.Circuits;

/// <summary>
/// Reads circuit files: JSON with comments and trailing commas, where <c>extends</c> names files (relative to this one)
/// that are laid underneath, and settings <c>path=value</c> are laid on top.
/// </summary>
public static class CircuitLoader
{
    /// <summary>Reads, composes, resolves and validates a circuit file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">Settings such as <c>circuit.topology.layers[1]=100</c>, in order.</param>
    /// <returns>The resolved circuit.</returns>
    /// <exception cref="InputException">The file cannot be read, or what it says is wrong; carries all violations.</exception>
    public static ResolvedCircuit Load(string path, IReadOnlyList<string>? settings = null) =>
        ComposedCircuit.Load(path).Resolve(settings ?? []);

    /// <summary>Composes, resolves and validates the text of a circuit file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="origin">Path of the file, or another name; <c>extends</c> is relative to its folder.</param>
    /// <param name="settings">Settings such as <c>learning.beta=0.5</c>, in order.</param>
    /// <returns>The resolved circuit.</returns>
    /// <exception cref="InputException">What the text says is wrong; carries all violations.</exception>
    public static ResolvedCircuit Parse(string json, string origin, IReadOnlyList<string>? settings = null) =>
        ComposedCircuit.Parse(json, origin).Resolve(settings ?? []);
}
