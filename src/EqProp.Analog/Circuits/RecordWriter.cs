using System.Collections;
using System.Text.Json.Nodes;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Circuits;

/// <summary>Writes description records as canonical JSON: every field, in order, quantities with their units.</summary>
internal sealed class RecordWriter(RecordShapes shapes)
{
    /// <summary>Writes one record.</summary>
    public JsonObject Write(object record)
    {
        JsonObject json = [];
        foreach (FieldShape field in shapes.Of(record.GetType()))
        {
            json.Add(field.Name, WriteValue(field.Property.GetValue(record), field.Unit));
        }

        return json;
    }

    private JsonNode? WriteValue(object? value, PhysicalUnit? unit) => value switch
    {
        null => null,
        JsonNode free => free.DeepClone(),
        double quantity when unit is not null => JsonValue.Create(QuantityText.Format(quantity, unit)),
        double number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        string text => JsonValue.Create(text),
        Enum name => JsonValue.Create(RecordShapes.FileName(name.ToString())),
        IEnumerable list => new JsonArray([.. list.Cast<object>().Select(item => WriteValue(item, unit))]),
        _ => Write(value),
    };
}
