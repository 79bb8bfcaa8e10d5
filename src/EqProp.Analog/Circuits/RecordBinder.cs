using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Circuits;

/// <summary>
/// Reads description records from JSON and reports everything that does not fit. What could not be read keeps its
/// default, or is NaN, zero or empty where it has none, so that later rules can still be checked.
/// </summary>
internal sealed class RecordBinder(RecordShapes shapes, Findings findings)
{
    /// <summary>Reads one record.</summary>
    public object ReadRecord(JsonObject json, Type type, string path)
    {
        object record = Activator.CreateInstance(type)!;
        foreach ((string key, JsonNode? value) in json)
        {
            string child = Join(path, key);
            if (shapes.Field(type, key) is { } field)
            {
                field.Property.SetValue(record, ReadField(value, field, child));
            }
            else
            {
                findings.Add("key.unknown", child, $"'{key}' is not a field of this block.", NearestName.Remedy(key, shapes.Names(type)));
            }
        }

        foreach (FieldShape field in shapes.Of(type).Where(field => field.Required && !json.ContainsKey(field.Name)))
        {
            findings.Add("key.missing", Join(path, field.Name), "is missing.", $"Give {Wanted(field.Type, field.Unit)}.");
            field.Property.SetValue(record, Blank(field.Type));
        }

        return record;
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private object? ReadField(JsonNode? node, FieldShape field, string path)
    {
        if (node is null && field.Nullable)
        {
            return null;
        }

        return ReadValue(node, field.Type, field.Unit, path) ?? (field.Nullable ? null : Blank(field.Type));
    }

    private object? ReadValue(JsonNode? node, Type type, PhysicalUnit? unit, string path)
    {
        if (RecordShapes.ItemOf(type) is { } item)
        {
            return node is JsonArray array ? ReadList(array, item, unit, path) : WrongType(node, type, unit, path);
        }

        if (RecordShapes.IsRecord(type))
        {
            return node is JsonObject json ? ReadRecord(json, type, path) : WrongType(node, type, unit, path);
        }

        JsonValueKind kind = node?.GetValueKind() ?? JsonValueKind.Null;
        return (type, kind) switch
        {
            _ when type == typeof(JsonNode) && node is not null => node.DeepClone(),
            _ when type == typeof(JsonArray) && node is JsonArray => node.DeepClone(),
            _ when unit is not null => ReadQuantity(node, kind, unit, path),
            _ when type == typeof(double) && kind == JsonValueKind.Number => ReadNumber(node!, path),
            _ when type == typeof(int) && kind == JsonValueKind.Number => ReadInteger(node!, path),
            _ when type == typeof(bool) && kind is JsonValueKind.True or JsonValueKind.False => kind == JsonValueKind.True,
            _ when type == typeof(string) && kind == JsonValueKind.String => node!.GetValue<string>(),
            _ when type.IsEnum && kind == JsonValueKind.String => ReadName(node!.GetValue<string>(), type, path),
            _ => WrongType(node, type, unit, path),
        };
    }

    private object ReadList(JsonArray array, Type item, PhysicalUnit? unit, string path)
    {
        IList list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        for (int i = 0; i < array.Count; i++)
        {
            list.Add(ReadValue(array[i], item, unit, $"{path}[{i}]") ?? Blank(item));
        }

        return list;
    }

    private object? ReadQuantity(JsonNode? node, JsonValueKind kind, PhysicalUnit unit, string path)
    {
        if (kind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return WrongType(node, typeof(double), unit, path);
        }

        string text = kind == JsonValueKind.String ? node!.GetValue<string>() : node!.ToJsonString();
        if (QuantityText.TryParse(text, unit, out double value, out QuantityFailure? failure))
        {
            return value;
        }

        string code = failure.Fault switch
        {
            QuantityFault.NotANumber => "unit.notANumber",
            QuantityFault.NotFinite => "number.notFinite",
            QuantityFault.NoUnit => "unit.missing",
            QuantityFault.UnknownUnit => "unit.unknown",
            _ => "unit.dimension",
        };
        findings.Add(code, path, failure.Message, $"Give {Wanted(typeof(double), unit)}.");
        return double.NaN;
    }

    private object ReadNumber(JsonNode node, string path)
    {
        double value = double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
        {
            findings.Add("number.notFinite", path, $"{node.ToJsonString()} is too large to be represented.", "Give a finite number.");
            return double.NaN;
        }

        return value;
    }

    private object? ReadInteger(JsonNode node, string path)
    {
        double value = double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);
        if (value != Math.Floor(value) || Math.Abs(value) > int.MaxValue)
        {
            findings.Add("number.notWhole", path, $"{node.ToJsonString()} is not a whole number of 32 bits.", "Give a whole number.");
            return null;
        }

        return (int)value;
    }

    private object? ReadName(string name, Type type, string path)
    {
        string[] known = [.. Enum.GetNames(type).Select(RecordShapes.FileName)];
        int index = Array.IndexOf(known, name);
        if (index < 0)
        {
            findings.Add("name.unknown", path, $"\"{name}\" is not one of {string.Join(", ", known)}.", NearestName.Remedy(name, known));
            return null;
        }

        return Enum.GetValues(type).GetValue(index);
    }

    private object? WrongType(JsonNode? node, Type type, PhysicalUnit? unit, string path)
    {
        string found = (node?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.Object => "a block {...}",
            JsonValueKind.Array => "a list [...]",
            JsonValueKind.String => $"the text \"{node!.GetValue<string>()}\"",
            _ => node!.ToJsonString(),
        };
        findings.Add("type.wrong", path, $"{found} was found where {Wanted(type, unit)} is expected.", $"Give {Wanted(type, unit)}.");
        return null;
    }

    private static string Wanted(Type type, PhysicalUnit? unit) => type switch
    {
        _ when RecordShapes.ItemOf(type) is not null || type == typeof(JsonArray) => "a list [...]",
        _ when type == typeof(JsonNode) => "a value",
        _ when unit is not null => $"a {unit.Quantity} with its unit, such as \"1 {unit.Symbol}\"",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(string) => "a text in quotes",
        _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(type).Select(RecordShapes.FileName))}",
        _ => "a block {...}",
    };

    private object Blank(Type type) =>
        type == typeof(string) ? ""
        : type == typeof(double) ? double.NaN
        : RecordShapes.ItemOf(type) is { } item ? Array.CreateInstance(item, 0)
        : type == typeof(JsonNode) ? JsonValue.Create("")
        : BlankRecord(type);

    // The required blocks of a missing block are missing too; they are not reported a second time.
    private object BlankRecord(Type type)
    {
        object record = Activator.CreateInstance(type)!;
        if (RecordShapes.IsRecord(type))
        {
            foreach (FieldShape field in shapes.Of(type).Where(field => field.Required))
            {
                field.Property.SetValue(record, Blank(field.Type));
            }
        }

        return record;
    }
}
