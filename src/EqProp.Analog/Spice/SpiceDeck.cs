namespace EqProp.Analog.Spice;

/// <summary>A netlist that ngspice runs as it is (<c>ngspice -b FILE</c>).</summary>
/// <param name="Text">The netlist, lines with line feeds.</param>
/// <param name="Nodes">What the circuit's nodes are called in it: [group][node], the membrane of a free node (or what its activation
/// circuit sees of it) or the driver of a clamped one; where an inhibitor is the current of an inductor, a node at R0 times that.</param>
public sealed record SpiceDeck(string Text, IReadOnlyList<IReadOnlyList<string>> Nodes)
{
    /// <summary>Name of the waveform of a node in the file that ngspice writes.</summary>
    /// <param name="group">Index of the group.</param>
    /// <param name="node">Index in the group.</param>
    /// <returns>Such as <c>v(out)</c>.</returns>
    public string VectorOf(int group, int node) => $"v({Nodes[group][node]})";
}
