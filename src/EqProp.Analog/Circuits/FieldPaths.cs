using System.Text.RegularExpressions;

namespace EqProp.Analog.Circuits;

/// <summary>Paths of fields of description records, such as <c>circuit.topology.layers[1]</c>, found without a description.</summary>
internal static partial class FieldPaths
{
    private const int Deepest = 6;

    /// <summary>Finds the field that a path names.</summary>
    /// <param name="shapes">The records.</param>
    /// <param name="path">The path.</param>
    /// <param name="type">Type of what is there: of the field, or of an item of its list.</param>
    /// <returns>The last field on the way; null where there is no such path.</returns>
    public static FieldShape? Find(RecordShapes shapes, string path, out Type? type)
    {
        type = shapes.Root;
        FieldShape? field = null;
        MatchCollection steps = Step().Matches(path);
        if (path.Length == 0 || steps.Sum(step => step.Length) != path.Length)
        {
            return null;
        }

        foreach (Match step in steps)
        {
            Type? item = RecordShapes.ItemOf(type);
            if (step.Groups["index"].Success)
            {
                type = item;
            }
            else
            {
                field = item is null && RecordShapes.IsRecord(type) ? shapes.Field(type, step.Groups["name"].Value) : null;
                type = field?.Type;
            }

            if (type is null)
            {
                return null;
            }
        }

        return field;
    }

    /// <summary>The known path that one which is not known was meant to be: one that ends in the same name, or the one with the fewest edits.</summary>
    /// <returns>A sentence.</returns>
    public static string Remedy(RecordShapes shapes, string path)
    {
        string[] known = [.. All(shapes, shapes.Root, "", 0)];
        string name = NearestName.Find(LastName(path), [.. known.Select(LastName).Distinct()]) ?? path;
        string? nearest = known.Where(other => LastName(other) == name).MinBy(other => Math.Abs(other.Length - path.Length));
        nearest = NearestName.Find(path, known) ?? nearest;
        return nearest is not null ? $"Did you mean '{nearest}'?" : $"Paths begin with {string.Join(", ", shapes.Names(shapes.Root))}.";
    }

    private static string LastName(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static IEnumerable<string> All(RecordShapes shapes, Type record, string path, int depth)
    {
        foreach (FieldShape field in shapes.Of(record))
        {
            string child = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            yield return child;
            if (RecordShapes.IsRecord(field.Type) && RecordShapes.ItemOf(field.Type) is null && depth < Deepest)
            {
                foreach (string inner in All(shapes, field.Type, child, depth + 1))
                {
                    yield return inner;
                }
            }
        }
    }

    [GeneratedRegex(@"\G(?:(?:(?<=^)|\.)(?<name>[A-Za-z][A-Za-z0-9]*)|\[(?<index>[0-9]+)\])", RegexOptions.CultureInvariant)]
    internal static partial Regex Step();
}
