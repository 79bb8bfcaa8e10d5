using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Studies.Designs;

/// <summary>A number as it stands in a circuit file, with or without a unit.</summary>
/// <param name="Value">The number, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Symbol of the SI unit without a prefix; empty for none.</param>
internal readonly partial record struct AxisNumber(double Value, string Unit)
{
    /// <summary>Reads a number or a quantity such as "0.1 pF".</summary>
    /// <returns>The number; null where the text is neither, or no finite one.</returns>
    public static AxisNumber? Read(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double plain))
        {
            return double.IsFinite(plain) ? new(plain, "") : null;
        }

        PhysicalUnit? unit = UnitTable.Find(Leading().Replace(text, ""))?.Unit;
        return unit is not null && QuantityText.TryParse(text, unit, out double value, out _) ? new(value, unit.Symbol) : null;
    }

    /// <summary>Reads a value of a file: a number, or a quantity in quotes.</summary>
    /// <returns>The number; null where the value is something else.</returns>
    public static AxisNumber? Read(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number => Read(node.ToJsonString()),
        JsonValueKind.String => Read(node.GetValue<string>()),
        _ => null,
    };

    /// <summary>Whether two numbers can be ends of one range or values of one axis: zero is zero in every unit.</summary>
    public bool Fits(string unit) => Unit == unit || (Value == 0 && Unit.Length == 0);

    /// <summary>The number as it stands in a circuit file.</summary>
    public string Text => Unit.Length > 0 ? QuantityText.Format(Value, UnitTable.Get(Unit)) : Value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The nearest number of so many digits: what is shown is then what is used.</summary>
    public AxisNumber Rounded(int digits) => this with
    {
        Value = double.Parse(Value.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Leading();
}
