using System.Text.Json;
using System.Text.Json.Nodes;

namespace EqProp.Analog.Circuits;

/// <summary>A description with every default and twin filled in, and its fingerprint.</summary>
public sealed record ResolvedCircuit
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The description, in SI units.</summary>
    public required CircuitDescription Description { get; init; }

    /// <summary>
    /// The same as canonical JSON: every field in order, both twins, quantities with their units. Reading it again
    /// gives the same JSON and the same hash. Not to be changed.
    /// </summary>
    public required JsonObject Json { get; init; }

    /// <summary>SHA-256 of the compact canonical JSON, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The file that it was read from, or another name of its source.</summary>
    public required string Origin { get; init; }

    /// <summary>Short name of the circuit.</summary>
    public string Name => Description.Name;

    /// <summary>The canonical JSON, indented, as a file to keep with results.</summary>
    /// <returns>Text with line feeds and a final one.</returns>
    public string ToText() => Json.ToJsonString(Indented) + "\n";
}
