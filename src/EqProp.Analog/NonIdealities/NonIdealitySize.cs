using System.Globalization;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.NonIdealities;

/// <summary>One number that says how large something is that is not ideal.</summary>
/// <param name="Name">What the number is, such as "sigma".</param>
/// <param name="Value">The number in its unit.</param>
/// <param name="Unit">SI unit such as V or A/sqrt(Hz); empty for a share or a factor.</param>
public sealed record NonIdealitySize(string Name, double Value, string Unit)
{
    private static readonly PhysicalUnit[] Units = [.. UnitTable.Units];

    /// <summary>For reading: four digits, with a prefix or in percent.</summary>
    /// <returns>Such as "sigma 5.1 %".</returns>
    public override string ToString()
    {
        double rounded = double.Parse(Value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        string text = Unit.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Value * 100:G4} %")
            : Units.FirstOrDefault(unit => unit.Symbol == Unit) is { } known && double.IsFinite(rounded)
                ? QuantityText.Format(rounded, known)
                : string.Create(CultureInfo.InvariantCulture, $"{rounded:G4} {Unit}");
        return $"{Name} {text}".TrimStart();
    }
}
