using System.Text.Json;
using System.Text.Json.Nodes;

namespace EqProp.Analog.Circuits;

/// <summary>Reads a circuit file and the files it extends into layers, lowest first.</summary>
internal sealed class CircuitFileReader(CircuitLayers layers)
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private readonly List<string> _open = [];

    /// <summary>Reads a file and lays it over what was read before.</summary>
    public void Read(string path, string? extendedBy = null)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string by = extendedBy is null ? "" : $" (extended by {extendedBy})";
            string what = problem is FileNotFoundException or DirectoryNotFoundException
                ? "There is no such file" : $"The file cannot be read: {problem.Message.TrimEnd('.')}";
            throw new InputException(
                "file.unreadable",
                path,
                $"{what}{by}.",
                "Check the path; relative paths start at the file that names them.",
                FailureKind.InputOutput,
                problem);
        }

        ReadText(text, path);
    }

    /// <summary>Reads a text as if it were a file at <paramref name="origin"/>.</summary>
    public void ReadText(string text, string origin)
    {
        string full = Path.GetFullPath(origin);
        if (_open.Contains(full))
        {
            throw new InputException(
                "extends.cycle",
                origin,
                $"The file extends itself: {string.Join(" -> ", _open.Append(full).Select(Path.GetFileName))}.",
                "Break the circle of 'extends'.");
        }

        _open.Add(full);
        JsonObject layer = Parse(text, origin);
        CheckVersion(layer, origin);
        foreach (string parent in Parents(layer, origin))
        {
            Read(Path.Combine(Path.GetDirectoryName(origin) ?? "", parent), origin);
        }

        layer.Remove("extends");
        layer.Remove("$schema");
        layers.Overlay(layer, origin);
        _open.RemoveAt(_open.Count - 1);
    }

    /// <summary>Reads a block of JSON with comments and trailing commas.</summary>
    public static JsonObject Parse(string text, string origin)
    {
        try
        {
            return JsonNode.Parse(text, null, Lenient) as JsonObject
                ?? throw new InputException("json.notABlock", origin, "The file does not hold a block {...}.", "Put the description between braces.");
        }
        catch (JsonException problem)
        {
            string place = problem.LineNumber is { } line ? $"({line + 1},{problem.BytePositionInLine + 1})" : "";
            int where = problem.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            string message = where < 0 ? problem.Message : problem.Message[..where];
            throw new InputException(
                "json.malformed",
                origin + place,
                $"The file is not JSON: {message}",
                "Mend the text at this line and column.",
                FailureKind.BadInput,
                problem);
        }
    }

    private static void CheckVersion(JsonObject layer, string origin)
    {
        if (layer["schemaVersion"] is { } version && version.ToJsonString() != $"{CircuitDescription.CurrentSchemaVersion}")
        {
            throw new InputException(
                "schemaVersion.unknown",
                $"{origin}: schemaVersion",
                $"The file has format {version.ToJsonString()}; this build reads format {CircuitDescription.CurrentSchemaVersion}.",
                "Use a build that reads that format, or rewrite the file.");
        }
    }

    private static List<string> Parents(JsonObject layer, string origin)
    {
        List<string> parents = [];
        JsonNode?[] named = layer["extends"] is JsonArray list ? [.. list] : layer.ContainsKey("extends") ? [layer["extends"]] : [];
        foreach (JsonNode? node in named)
        {
            if (node is not JsonValue value || !value.TryGetValue(out string? parent) || parent.Length == 0)
            {
                throw new InputException(
                    "extends.form",
                    $"{origin}: extends",
                    "'extends' is neither a path nor a list of paths.",
                    "Give one path in quotes, or a list of them.");
            }

            parents.Add(parent);
        }

        return parents;
    }
}
