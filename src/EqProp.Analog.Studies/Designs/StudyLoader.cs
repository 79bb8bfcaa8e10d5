using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Designs;

/// <summary>Reads study files: JSON with comments and trailing commas, in the habits of circuit files.</summary>
public static class StudyLoader
{
    private static readonly RecordShapes Shapes = new(typeof(StudyDescription));

    // Everything else that a setting can begin with belongs to the study.
    private static readonly string[] CircuitBlocks = ["circuit.", "learning.", "simulation.", "learning=", "simulation="];

    /// <summary>Reads a study file and the circuit that it names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">
    /// Settings in order, such as <c>samples.dies=100</c> for the study or, as in circuits, <c>learning.epochs=2</c> for every point.
    /// </param>
    /// <param name="presets">Folder of circuits that are known by name; the one beside the program if left out.</param>
    /// <returns>The study.</returns>
    /// <exception cref="InputException">A file cannot be read, or what it says is wrong; carries all violations.</exception>
    public static Study Load(string path, IReadOnlyList<string>? settings = null, string? presets = null) => Parse(ReadText(path), path, settings, presets);

    /// <summary>Reads the text of a study file and the circuit that it names.</summary>
    /// <param name="json">The text.</param>
    /// <param name="origin">Path of the file, or another name; the circuit is relative to its folder.</param>
    /// <param name="settings">Settings in order.</param>
    /// <param name="presets">Folder of circuits that are known by name; the one beside the program if left out.</param>
    /// <returns>The study.</returns>
    /// <exception cref="InputException">What the text says is wrong; carries all violations.</exception>
    public static Study Parse(string json, string origin, IReadOnlyList<string>? settings = null, string? presets = null)
    {
        JsonObject file = CircuitFileReader.Parse(json, origin);
        file.Remove("$schema");
        CircuitLayers layers = new(Shapes);
        layers.Overlay(file, origin);
        SettingOverlay overlay = new(layers, Shapes);
        List<string> ofCircuit = [];
        List<Violation> violations = [];
        foreach (string setting in settings ?? [])
        {
            if (CircuitBlocks.Any(block => setting.TrimStart().StartsWith(block, StringComparison.Ordinal)))
            {
                ofCircuit.Add(setting);
            }
            else if (overlay.Apply(setting) is { } problem)
            {
                violations.Add(problem);
            }
        }

        Findings findings = new();
        var description = (StudyDescription)new RecordBinder(Shapes, findings).ReadRecord(layers.Root, typeof(StudyDescription), "");
        description = description with { Set = [.. description.Set, .. ofCircuit] };
        findings.NextStage();
        IReadOnlyList<StudyAxis> axes = StudyRules.Check(description, findings);
        violations.AddRange(findings.All.Select(violation => violation with { Path = $"{layers.OriginOf(violation.Path, origin)}: {violation.Path}" }));
        return violations.Count > 0 ? throw new InputException(violations) : new()
        {
            Description = description,
            Circuit = CircuitOf(description.Circuit, origin, presets ?? Path.Combine(AppContext.BaseDirectory, "circuits", "presets")),
            Origin = origin,
            Axes = axes,
        };
    }

    /// <summary>The JSON schema of study files.</summary>
    /// <returns>Indented JSON with line feeds and a final one.</returns>
    public static string Schema() => SchemaGenerator.Generate(typeof(StudyDescription), Shapes, "EqProp.Analog study");

    /// <summary>A description as canonical JSON.</summary>
    internal static JsonObject Write(StudyDescription description) => new RecordWriter(Shapes).Write(description);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InputException">It was changed since.</exception>
    internal static StudyDescription Read(JsonObject json, string origin)
    {
        Findings findings = new();
        var description = (StudyDescription)new RecordBinder(Shapes, findings).ReadRecord(json, typeof(StudyDescription), "");
        return findings.All.Count == 0
            ? description
            : throw new InputException([.. findings.All.Select(violation => violation with { Path = $"{origin}: {violation.Path}" })]);
    }

    private static ComposedCircuit CircuitOf(JsonNode circuit, string origin, string presets) => circuit switch
    {
        JsonObject written => ComposedCircuit.Parse(written.ToJsonString(), origin),
        JsonValue name when name.GetValueKind() == JsonValueKind.String => ComposedCircuit.Load(FileOf(name.GetValue<string>(), origin, presets)),
        _ => throw new InputException("study.circuit", $"{origin}: circuit", "The circuit is neither a name nor a block.", "Name a preset or a file, or write a circuit: { \"extends\": ... }."),
    };

    // As on the command line: a bare name without a file of that name is a preset.
    private static string FileOf(string circuit, string origin, string presets)
    {
        string beside = Path.Combine(CircuitResolver.FolderOf(origin), circuit);
        if (File.Exists(beside) || Path.GetFileName(circuit) != circuit || Path.HasExtension(circuit))
        {
            return beside;
        }

        string preset = Path.Combine(presets, circuit + ".json");
        string[] known = Directory.Exists(presets)
            ? [.. Directory.EnumerateFiles(presets, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)] : [];
        return File.Exists(preset) ? preset : throw new InputException(
            "preset.unknown", $"{origin}: circuit", $"There is no file and no preset '{circuit}'.",
            known.Length > 0 ? NearestName.Remedy(circuit, known) : "Name a circuit file, relative to the study.");
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string what = problem is FileNotFoundException or DirectoryNotFoundException
                ? "There is no such file." : $"The file cannot be read: {problem.Message.TrimEnd('.')}.";
            throw new InputException("file.unreadable", path, what, "Check the path of the study.", FailureKind.InputOutput, problem);
        }
    }
}
