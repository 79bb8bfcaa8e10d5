using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Circuits;

/// <summary>What a file may say about one field of a description record.</summary>
internal sealed record FieldShape
{
    /// <summary>The property that holds it.</summary>
    public required PropertyInfo Property { get; init; }

    /// <summary>Its name in files.</summary>
    public required string Name { get; init; }

    /// <summary>Its type, without <see cref="Nullable{T}"/>.</summary>
    public required Type Type { get; init; }

    /// <summary>Whether null is allowed.</summary>
    public required bool Nullable { get; init; }

    /// <summary>Whether it has no default.</summary>
    public required bool Required { get; init; }

    /// <summary>Its unit, or that of each of its items.</summary>
    public PhysicalUnit? Unit { get; init; }

    /// <summary>Name in files of the field that says the same in other units.</summary>
    public string? Twin { get; init; }
}

/// <summary>
/// The fields of the description records, read from the records themselves: the one source for reading, writing,
/// overlaying, and the JSON schema.
/// </summary>
internal sealed class RecordShapes
{
    private readonly FrozenDictionary<Type, IReadOnlyList<FieldShape>> _fields;
    private readonly FrozenDictionary<Type, FrozenDictionary<string, FieldShape>> _byName;

    /// <summary>Reads the shapes of a record and of all that it is made of.</summary>
    public RecordShapes(Type root)
    {
        Root = root;
        Dictionary<Type, IReadOnlyList<FieldShape>> fields = [];
        Collect(root, fields, new NullabilityInfoContext());
        _fields = fields.ToFrozenDictionary();
        _byName = fields.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenDictionary(field => field.Name));
    }

    /// <summary>The record that a file as a whole is.</summary>
    public Type Root { get; }

    /// <summary>All records that a circuit file is made of.</summary>
    public static RecordShapes OfCircuit { get; } = new(typeof(CircuitDescription));

    /// <summary>The fields of a record in the order of their declaration.</summary>
    public IReadOnlyList<FieldShape> Of(Type record) => _fields[record];

    /// <summary>One field by its name in files; null if there is none.</summary>
    public FieldShape? Field(Type record, string name) => _byName[record].GetValueOrDefault(name);

    /// <summary>Names in files of all fields of a record.</summary>
    public IReadOnlyList<string> Names(Type record) => [.. Of(record).Select(field => field.Name)];

    /// <summary>Whether a type is written as a JSON object.</summary>
    public static bool IsRecord(Type type) => type.IsClass && type != typeof(string) && !IsFree(type);

    /// <summary>Whether a field holds JSON as it was written, whose meaning depends on another field.</summary>
    public static bool IsFree(Type type) => type == typeof(JsonNode) || type == typeof(JsonArray);

    /// <summary>Type of the items of a list; null if the type is no list.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? type.GetGenericArguments()[0]
            : null;

    /// <summary>A C# name as it stands in files.</summary>
    public static string FileName(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static void Collect(Type record, Dictionary<Type, IReadOnlyList<FieldShape>> fields, NullabilityInfoContext nullability)
    {
        FieldShape[] shapes = [.. record
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(property => property.MetadataToken)
            .Select(property => Shape(property, nullability))];
        fields.Add(record, shapes);
        foreach (Type part in shapes.Select(shape => ItemOf(shape.Type) ?? shape.Type))
        {
            if (IsRecord(part) && !fields.ContainsKey(part))
            {
                Collect(part, fields, nullability);
            }
        }
    }

    private static FieldShape Shape(PropertyInfo property, NullabilityInfoContext nullability)
    {
        Type? underlying = Nullable.GetUnderlyingType(property.PropertyType);
        return new FieldShape
        {
            Property = property,
            Name = FileName(property.Name),
            Type = underlying ?? property.PropertyType,
            Nullable = underlying is not null
                || (!property.PropertyType.IsValueType
                    && nullability.Create(property).WriteState == NullabilityState.Nullable),
            Required = property.IsDefined(typeof(RequiredMemberAttribute)),
            Unit = property.GetCustomAttribute<UnitAttribute>() is { } unit ? UnitTable.Get(unit.Symbol) : null,
            Twin = property.GetCustomAttribute<TwinAttribute>() is { } twin ? FileName(twin.Property) : null,
        };
    }
}
