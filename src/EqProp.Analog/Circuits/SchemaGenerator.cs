using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Circuits;

/// <summary>
/// Writes the JSON Schema (draft 2020-12) of circuit files from the description records and their documentation.
/// Nothing is required by it, because a file may leave to another, which it extends, what that one says.
/// </summary>
public sealed class SchemaGenerator
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly RecordShapes _shapes;
    private readonly XmlDocumentation _documentation;
    private readonly SortedDictionary<string, JsonNode> _definitions = new(StringComparer.Ordinal);

    private SchemaGenerator(RecordShapes shapes)
    {
        _shapes = shapes;
        _documentation = new(shapes.Root.Assembly);
    }

    /// <summary>Generates the schema of circuit files.</summary>
    /// <returns>Indented JSON with line feeds and a final one.</returns>
    public static string Generate() => new SchemaGenerator(RecordShapes.OfCircuit).Circuit().ToJsonString(Indented) + "\n";

    /// <summary>Generates the schema of files that hold another record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="shapes">Its shapes.</param>
    /// <param name="title">Title of the schema.</param>
    internal static string Generate(Type record, RecordShapes shapes, string title)
    {
        var generator = new SchemaGenerator(shapes);
        JsonObject root = generator.Record(record);
        ((JsonObject)root["properties"]!).Insert(0, "$schema", SchemaField());
        return generator.Sealed(root, title).ToJsonString(Indented) + "\n";
    }

    private JsonObject Circuit()
    {
        JsonObject root = Record(typeof(CircuitDescription));
        JsonObject properties = (JsonObject)root["properties"]!;
        properties["schemaVersion"]!.AsObject()["const"] = CircuitDescription.CurrentSchemaVersion;
        properties.Insert(0, "$schema", SchemaField());
        properties.Insert(1, "extends", new JsonObject
        {
            ["description"] = "Circuit files, relative to this one, that are laid underneath: one path or a list, lowest first.",
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "string" },
                new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }),
        });
        return Sealed(root, "EqProp.Analog circuit");
    }

    private static JsonObject SchemaField() => new() { ["type"] = "string", ["description"] = "Where this schema is; for editors." };

    private JsonObject Sealed(JsonObject root, string title)
    {
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", title);
        root["$defs"] = new JsonObject(_definitions.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        return root;
    }

    private JsonObject Record(Type type)
    {
        JsonObject properties = [];
        foreach (FieldShape field in _shapes.Of(type))
        {
            JsonObject value = Value(field.Type, field.Unit);
            if (field.Nullable)
            {
                value = new JsonObject { ["anyOf"] = new JsonArray(value, new JsonObject { ["type"] = "null" }) };
            }

            value.Insert(0, "description", Describe(type, field));
            properties.Add(field.Name, value);
        }

        JsonObject schema = new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (_documentation.Of(type) is { } summary)
        {
            schema.Insert(0, "description", summary);
        }

        return schema;
    }

    private string Describe(Type type, FieldShape field)
    {
        string text = _documentation.Of(type, field.Property.Name) ?? field.Name;
        string unit = field.Unit is null ? "" : $" Written with its unit ({field.Unit.Symbol}).";
        string twin = field.Twin is null ? "" : $" Says the same as '{field.Twin}': give one of the two.";
        string required = field.Required ? " Required." : "";
        return text + unit + twin + required;
    }

    private JsonObject Value(Type type, PhysicalUnit? unit)
    {
        if (RecordShapes.ItemOf(type) is { } item)
        {
            return new JsonObject { ["type"] = "array", ["items"] = Value(item, unit) };
        }

        return type switch
        {
            _ when type == typeof(JsonNode) => [],
            _ when type == typeof(JsonArray) => new JsonObject { ["type"] = "array" },
            _ when unit is not null => Reference($"quantity-{unit.Symbol}", () => Quantity(unit)),
            _ when type == typeof(double) => new JsonObject { ["type"] = "number" },
            _ when type == typeof(int) => new JsonObject { ["type"] = "integer" },
            _ when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
            _ when type == typeof(string) => new JsonObject { ["type"] = "string" },
            _ when type.IsEnum => Reference(RecordShapes.FileName(type.Name), () => Names(type)),
            _ => Reference(RecordShapes.FileName(type.Name), () => Record(type)),
        };
    }

    private JsonObject Reference(string name, Func<JsonObject> define)
    {
        if (!_definitions.ContainsKey(name))
        {
            _definitions.Add(name, define());
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private static JsonObject Quantity(PhysicalUnit unit) => new()
    {
        ["description"] = $"A {unit.Quantity}, such as \"1 {unit.Symbol}\" or \"2.5 n{unit.Symbol}\".",
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["pattern"] = QuantityText.Pattern(unit) },
            new JsonObject { ["const"] = 0 }),
    };

    private JsonObject Names(Type type)
    {
        string[] names = Enum.GetNames(type);
        string meaning = string.Join(" ", names.Select(name => $"{RecordShapes.FileName(name)}: {_documentation.Of(type, name)}"));
        return new JsonObject
        {
            ["description"] = $"{_documentation.Of(type)} {meaning}".Trim(),
            ["enum"] = new JsonArray([.. names.Select(name => JsonValue.Create(RecordShapes.FileName(name)))]),
        };
    }
}
