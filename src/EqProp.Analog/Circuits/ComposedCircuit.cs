using System.Text.Json.Nodes;

namespace EqProp.Analog.Circuits;

/// <summary>
/// A circuit file with the files that it extends, laid over one another and not yet resolved: what a study starts from, whose points each lay a few settings
/// on top. What follows from other fields still follows: with another capacitance, a step given in time constants has another duration.
/// </summary>
public sealed class ComposedCircuit
{
    private readonly JsonObject _root;
    private readonly IReadOnlyDictionary<string, string> _origins;

    private ComposedCircuit(JsonObject root, IReadOnlyDictionary<string, string> origins, string origin)
    {
        _root = root;
        _origins = origins;
        Origin = origin;
    }

    /// <summary>The file that was read, or another name of the source.</summary>
    public string Origin { get; }

    /// <summary>Reads a circuit file and those that it extends.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The composed circuit.</returns>
    /// <exception cref="InputException">A file cannot be read or is no block of JSON.</exception>
    public static ComposedCircuit Load(string path) => Compose(reader => reader.Read(path), path);

    /// <summary>Composes the text of a circuit file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="origin">Path of the file, or another name; <c>extends</c> is relative to its folder.</param>
    /// <returns>The composed circuit.</returns>
    /// <exception cref="InputException">The text is no block of JSON, or a file that it extends cannot be read.</exception>
    public static ComposedCircuit Parse(string json, string origin) => Compose(reader => reader.ReadText(json, origin), origin);

    /// <summary>Lays settings on top, resolves and validates. Safe for several threads at once.</summary>
    /// <param name="settings">Settings such as <c>circuit.topology.layers[1]=100</c>, in order.</param>
    /// <returns>The resolved circuit.</returns>
    /// <exception cref="InputException">What circuit and settings say is wrong; carries all violations.</exception>
    public ResolvedCircuit Resolve(IReadOnlyList<string> settings)
    {
        RecordShapes shapes = RecordShapes.OfCircuit;
        CircuitLayers layers = new(shapes, _root, _origins);
        SettingOverlay overlay = new(layers, shapes);
        List<Violation> violations = [];
        foreach (string setting in settings)
        {
            if (overlay.Apply(setting) is { } problem)
            {
                violations.Add(problem);
            }
        }

        Findings findings = new();
        CircuitDescription raw = (CircuitDescription)new RecordBinder(shapes, findings)
            .ReadRecord(layers.Root, typeof(CircuitDescription), "");
        findings.NextStage();
        CircuitDescription description = CircuitResolver.Complete(raw, findings, path =>
            CircuitResolver.FolderOf(layers.OriginOf(path, Origin) is var file && file == SettingOverlay.Origin ? Origin : file));
        violations.AddRange(findings.All.Select(violation =>
            violation with { Path = $"{layers.OriginOf(violation.Path, Origin)}: {violation.Path}" }));
        return violations.Count > 0
            ? throw new InputException(violations)
            : CircuitResolver.Seal(description, Origin, shapes);
    }

    /// <summary>Takes up again what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is something else.</exception>
    internal static ComposedCircuit FromJson(JsonObject json) =>
        json["origin"]?.GetValue<string>() is { } origin && json["fields"] is JsonObject root && json["files"] is JsonObject files
            ? new(root, files.ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>()), origin)
            : throw new System.Text.Json.JsonException("It is no composed circuit.");

    /// <summary>Everything that is needed to resolve points elsewhere, but for the tables that the circuit names: fields, and the file of each.</summary>
    internal JsonObject ToJson() => new()
    {
        ["origin"] = Path.GetFullPath(Origin),
        ["fields"] = _root.DeepClone(),
        ["files"] = new JsonObject(_origins.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(Path.GetFullPath(pair.Value))))),
    };

    private static ComposedCircuit Compose(Action<CircuitFileReader> read, string origin)
    {
        CircuitLayers layers = new(RecordShapes.OfCircuit);
        read(new CircuitFileReader(layers));
        return new(layers.Root, layers.Origins, origin);
    }
}
