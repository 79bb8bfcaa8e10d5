using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Energy.Sweeps;

/// <summary>
/// A resolved circuit whose fields with a dimensionless twin are given by that twin alone: weights, steps and nudges stay what they are in time constants and leak
/// conductances when an element is swept.
/// </summary>
internal static class DimensionlessForm
{
    /// <summary>Writes the form as a circuit file.</summary>
    public static string Of(ResolvedCircuit circuit)
    {
        var form = (JsonObject)circuit.Json.DeepClone();
        Reduce(form, typeof(CircuitDescription));
        return form.ToJsonString();
    }

    private static void Reduce(JsonObject block, Type type)
    {
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            string name = Name(property.Name);
            if (block[name] is not { } value)
            {
                continue;
            }

            if (property.IsDefined(typeof(UnitAttribute)) && property.GetCustomAttribute<TwinAttribute>() is { } twin && block[Name(twin.Property)] is not null)
            {
                block.Remove(name);
                continue;
            }

            Type part = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
            foreach (JsonNode? item in value is JsonArray list ? list : (IEnumerable<JsonNode?>)[value])
            {
                if (item is JsonObject inner)
                {
                    Reduce(inner, part);
                }
            }
        }
    }

    private static string Name(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
