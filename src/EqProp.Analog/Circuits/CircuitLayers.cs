using System.Text.Json.Nodes;

namespace EqProp.Analog.Circuits;

/// <summary>
/// Several partial descriptions laid over one another: blocks merge, anything else (lists too) is replaced, and a field
/// removes the twin that a lower layer gave. Remembers which layer each field came from.
/// </summary>
internal sealed class CircuitLayers(RecordShapes shapes)
{
    private readonly Dictionary<string, string> _origins = [];

    /// <summary>Takes over what other layers said.</summary>
    /// <param name="shapes">The shapes of the records.</param>
    /// <param name="root">What they said together; copied.</param>
    /// <param name="origins">Which layer gave the value at a path; copied.</param>
    public CircuitLayers(RecordShapes shapes, JsonObject root, IReadOnlyDictionary<string, string> origins)
        : this(shapes)
    {
        Root = (JsonObject)root.DeepClone();
        _origins = new(origins);
    }

    /// <summary>What the layers say together.</summary>
    public JsonObject Root { get; } = [];

    /// <summary>Which layer gave the value at a path.</summary>
    public IReadOnlyDictionary<string, string> Origins => _origins;

    /// <summary>Lays one more layer over the others.</summary>
    public void Overlay(JsonObject layer, string origin) =>
        Merge(Root, layer, shapes.Root, "", origin);

    /// <summary>Replaces one field of a block.</summary>
    /// <param name="block">The block, a part of <see cref="Root"/>.</param>
    /// <param name="type">Record type of the block, where known.</param>
    /// <param name="path">JSON path of the block.</param>
    /// <param name="key">Name of the field.</param>
    /// <param name="value">Its new value.</param>
    /// <param name="origin">The layer.</param>
    public void Replace(JsonObject block, Type? type, string path, string key, JsonNode? value, string origin) =>
        Merge(block, new JsonObject { [key] = value }, type, path, origin);

    /// <summary>Notes that a layer gave the value at a path.</summary>
    public void Claim(string path, string origin) => _origins[path] = origin;

    /// <summary>The layer that a path, or the nearest block around it, came from.</summary>
    public string OriginOf(string path, string otherwise)
    {
        for (string part = path; part.Length > 0; part = part[..Math.Max(part.LastIndexOfAny(['.', '[']), 0)])
        {
            if (_origins.TryGetValue(part, out string? origin))
            {
                return origin;
            }
        }

        return otherwise;
    }

    private void Merge(JsonObject lower, JsonObject upper, Type? type, string path, string origin)
    {
        foreach ((string key, JsonNode? value) in upper)
        {
            FieldShape? field = type is null ? null : shapes.Field(type, key);
            if (field?.Twin is { } twin && value is not null && !upper.ContainsKey(twin))
            {
                lower.Remove(twin);
            }

            string child = path.Length == 0 ? key : $"{path}.{key}";
            Claim(child, origin);
            if (value is JsonObject block)
            {
                if (lower[key] is not JsonObject)
                {
                    lower[key] = new JsonObject();
                }

                bool isBlock = field is not null && RecordShapes.IsRecord(field.Type) && RecordShapes.ItemOf(field.Type) is null;
                Merge((JsonObject)lower[key]!, block, isBlock ? field!.Type : null, child, origin);
            }
            else
            {
                Forget(child);
                lower[key] = value?.DeepClone();
            }
        }
    }

    private void Forget(string path)
    {
        List<string> parts = [.. _origins.Keys.Where(known =>
            known.StartsWith($"{path}.", StringComparison.Ordinal) || known.StartsWith($"{path}[", StringComparison.Ordinal))];
        foreach (string inner in parts)
        {
            _origins.Remove(inner);
        }
    }
}
