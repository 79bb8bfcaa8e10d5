using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EqProp.Analog.Circuits;

/// <summary>
/// Writes a circuit as a file to start from: it stands on its own, and a comment over each field says what it means.
/// Fields that are null are left out, and of two twins the one in SI units, so that the other can be edited.
/// </summary>
public sealed class CircuitTemplate
{
    private const int Width = 110;
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly RecordShapes _shapes = RecordShapes.OfCircuit;
    private readonly XmlDocumentation _documentation = new(typeof(CircuitDescription).Assembly);
    private readonly StringBuilder _text = new();

    private CircuitTemplate()
    {
    }

    /// <summary>Writes a circuit.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="header">What stands at the top, in lines.</param>
    /// <returns>JSON with comments; reading it gives a circuit of the same hash.</returns>
    public static string Write(ResolvedCircuit circuit, string header)
    {
        CircuitTemplate template = new();
        foreach (string line in header.ReplaceLineEndings("\n").Split('\n'))
        {
            template._text.Append("// ").Append(line).Append('\n');
        }

        template.Block(circuit.Json, typeof(CircuitDescription), "", commented: true);
        return template._text.Append('\n').ToString();
    }

    private void Block(JsonObject block, Type type, string indent, bool commented)
    {
        string inner = indent + "  ";
        _text.Append('{');
        string separator = "\n";
        foreach (FieldShape field in _shapes.Of(type))
        {
            if (block[field.Name] is not { } value || IsSecondTwin(block, type, field))
            {
                continue;
            }

            _text.Append(separator);
            separator = ",\n";
            if (commented)
            {
                Comment(Meaning(block, type, field), inner);
            }

            _text.Append(inner).Append('"').Append(field.Name).Append("\": ");
            Value(value, field.Type, inner, commented);
        }

        _text.Append('\n').Append(indent).Append('}');
    }

    private void Value(JsonNode value, Type type, string indent, bool commented)
    {
        switch (value)
        {
            case JsonObject block:
                Block(block, type, indent, commented);
                break;
            case JsonArray list when RecordShapes.ItemOf(type) is { } item && RecordShapes.IsRecord(item):
                Records(list, item, indent, commented);
                break;
            case JsonArray list:
                _text.Append('[').AppendJoin(", ", list.Select(item => item?.ToJsonString(Compact) ?? "null")).Append(']');
                break;
            default:
                _text.Append(value.ToJsonString(Compact));
                break;
        }
    }

    // The fields of a list's first item are explained; the others have the same.
    private void Records(JsonArray list, Type item, string indent, bool commented)
    {
        string inner = indent + "  ";
        for (int i = 0; i < list.Count; i++)
        {
            _text.Append(i == 0 ? "[\n" : ",\n").Append(inner);
            Block((JsonObject)list[i]!, item, inner, commented && i == 0);
        }

        _text.Append(list.Count == 0 ? "[]" : $"\n{indent}]");
    }

    private bool IsSecondTwin(JsonObject block, Type type, FieldShape field) =>
        field.Twin is { } twin && block[twin] is not null
        && _shapes.Names(type).ToList().IndexOf(twin) < _shapes.Names(type).ToList().IndexOf(field.Name);

    private string Meaning(JsonObject block, Type type, FieldShape field)
    {
        string meaning = _documentation.Of(type, field.Property.Name) ?? field.Name;
        string twin = field.Twin is { } name && block[name] is not null ? $" Or give \"{name}\" instead." : "";
        string choices = field.Type.IsEnum
            ? $" One of {string.Join(", ", Enum.GetNames(field.Type).Select(RecordShapes.FileName))}."
            : "";
        return meaning + twin + choices;
    }

    private void Comment(string text, string indent)
    {
        string line = $"{indent}//";
        foreach (string word in text.Split(' '))
        {
            if (line.Length + 1 + word.Length > Width)
            {
                _text.Append(line).Append('\n');
                line = $"{indent}//";
            }

            line += $" {word}";
        }

        _text.Append(line).Append('\n');
    }
}
