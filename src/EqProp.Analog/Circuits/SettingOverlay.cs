using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EqProp.Analog.Circuits;

/// <summary>Lays settings such as <c>circuit.topology.layers[1]=100</c> over a description, each as a layer of its own.</summary>
internal sealed class SettingOverlay(CircuitLayers layers, RecordShapes shapes)
{
    /// <summary>The layer that settings belong to, in messages.</summary>
    public const string Origin = "--set";

    /// <summary>Applies one setting.</summary>
    /// <param name="setting">Path, equals sign, value: JSON, or else a text.</param>
    /// <returns>What is wrong with it; null if it was applied.</returns>
    public Violation? Apply(string setting)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        string path = equals < 0 ? setting : setting[..equals].Trim();
        MatchCollection steps = FieldPaths.Step().Matches(path);
        if (equals < 0 || path.Length == 0 || steps.Sum(step => step.Length) != path.Length || steps[0].Value[0] == '[')
        {
            return Problem("set.form", setting, "is not of the form path=value.", "Write a dotted path, such as learning.beta=0.5.");
        }

        JsonNode target = layers.Root;
        Type type = shapes.Root;
        for (int i = 0; i < steps.Count; i++)
        {
            string done = path[..steps[i].Index].TrimEnd('.');
            string? value = i == steps.Count - 1 ? setting[(equals + 1)..] : null;
            bool nextIsIndex = value is null && steps[i + 1].Groups["index"].Success;
            Violation? problem = steps[i].Groups["index"].Success
                ? EnterItem(ref target, ref type, done, steps[i].Groups["index"].Value, value)
                : EnterField(ref target, ref type, done, steps[i].Groups["name"].Value, value, nextIsIndex);
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private Violation? EnterField(
        ref JsonNode target, ref Type type, string done, string name, string? value, bool nextIsIndex)
    {
        string path = done.Length == 0 ? name : $"{done}.{name}";
        if (!RecordShapes.IsRecord(type) || RecordShapes.ItemOf(type) is not null || target is not JsonObject block)
        {
            return Problem("set.unknownPath", path, $"'{done}' is not a block with fields.", "Give the path of a field of the description.");
        }

        if (shapes.Field(type, name) is not { } field)
        {
            return Problem(
                "set.unknownPath",
                path,
                $"'{name}' is not a field of {(done.Length == 0 ? "the description" : $"'{done}'")}.",
                NearestName.Remedy(name, shapes.Names(type)));
        }

        if (value is not null)
        {
            layers.Replace(block, type, done, name, ReadValue(value, field.Type), Origin);
            return null;
        }

        if (block[name] is null && !nextIsIndex)
        {
            layers.Replace(block, type, done, name, new JsonObject(), Origin);
        }

        if (block[name] is not { } next)
        {
            return Problem("set.unknownPath", path, "has no items to set.", "Set the whole list.");
        }

        target = next;
        type = field.Type;
        return null;
    }

    private Violation? EnterItem(ref JsonNode target, ref Type type, string done, string index, string? value)
    {
        string path = $"{done}[{index}]";
        if (RecordShapes.ItemOf(type) is not { } item || target is not JsonArray list)
        {
            return Problem("set.unknownPath", path, $"'{done}' is not a list.", "Leave the index out.");
        }

        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int place) || place >= list.Count)
        {
            return Problem(
                "set.index",
                path,
                $"The list has {list.Count} items, numbered from 0.",
                "Give an index of an item, or set the whole list.");
        }

        if (value is not null)
        {
            list[place] = ReadValue(value, item);
            layers.Claim(path, Origin);
            return null;
        }

        if (list[place] is not { } next)
        {
            return Problem("set.unknownPath", path, "is null.", "Set the whole item.");
        }

        target = next;
        type = item;
        return null;
    }

    // A field of text takes what is written as it stands, so that a name may look like a number.
    private static JsonNode? ReadValue(string text, Type type)
    {
        try
        {
            JsonNode? node = JsonNode.Parse(text);
            bool plainText = type == typeof(string) && node is not null && node.GetValueKind() != JsonValueKind.String;
            return plainText ? JsonValue.Create(text) : node;
        }
        catch (JsonException)
        {
            return JsonValue.Create(text.Trim());
        }
    }

    private static Violation Problem(string code, string path, string message, string remedy) =>
        new(code, $"{Origin}: {path}", message, remedy);
}
