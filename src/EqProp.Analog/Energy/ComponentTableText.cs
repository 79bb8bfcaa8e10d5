using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Energy;

/// <summary>Reads component tables from JSON text. Each thing that is wrong names the file, the row and its component.</summary>
public static class ComponentTableText
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private static readonly RecordShapes Shapes = new(typeof(ComponentTable));

    /// <summary>Reads and checks a table.</summary>
    /// <param name="json">The text; comments and trailing commas are allowed.</param>
    /// <param name="origin">The file, for messages.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InputException">What the text says is wrong; carries all violations.</exception>
    public static ComponentTable Parse(string json, string origin)
    {
        JsonObject root = Root(json, origin);
        root.Remove("$schema");
        Findings findings = new();
        var table = (ComponentTable)new RecordBinder(Shapes, findings).ReadRecord(root, typeof(ComponentTable), "");
        findings.NextStage();
        ComponentRules.Check(table, findings);
        return findings.All.Count == 0
            ? table
            : throw new InputException([.. findings.All.Select(violation => violation with { Path = $"{origin}: {Place(violation.Path, table)}" })]);
    }

    /// <summary>Checks a table that was made in code or read from another format.</summary>
    /// <param name="table">The table.</param>
    /// <param name="origin">Its source, for messages.</param>
    /// <exception cref="InputException">It breaks rules; carries all violations.</exception>
    public static void Require(ComponentTable table, string origin)
    {
        Findings findings = new();
        ComponentRules.Check(table, findings);
        if (findings.All.Count > 0)
        {
            throw new InputException([.. findings.All.Select(violation => violation with { Path = $"{origin}: {Place(violation.Path, table)}" })]);
        }
    }

    /// <summary>The JSON schema of component tables.</summary>
    /// <returns>Indented JSON with line feeds and a final one.</returns>
    public static string Schema() => SchemaGenerator.Generate(typeof(ComponentTable), Shapes, "EqProp.Analog component table");

    private static JsonObject Root(string json, string origin)
    {
        try
        {
            return JsonNode.Parse(json, null, Lenient) as JsonObject
                ?? throw new InputException("json.notABlock", origin, "The file does not hold a block {...}.", "Put the table between braces.");
        }
        catch (JsonException problem)
        {
            string place = problem.LineNumber is { } line ? $"({line + 1},{problem.BytePositionInLine + 1})" : "";
            throw new InputException(
                "json.malformed", origin + place, "The file is not JSON.", "Mend the text at this line and column.", FailureKind.BadInput, problem);
        }
    }

    // components[3].energy becomes components[3] (adc convert).energy.
    private static string Place(string path, ComponentTable table)
    {
        const string start = "components[";
        int end = path.IndexOf(']');
        return path.StartsWith(start, StringComparison.Ordinal) && end > 0 && int.TryParse(path.AsSpan(start.Length, end - start.Length), out int row)
            && row < table.Components.Count
                ? $"{path[..(end + 1)]} ({table.Components[row].Component} {table.Components[row].Action}){path[(end + 1)..]}"
                : path;
    }
}
