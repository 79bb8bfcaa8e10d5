using System.Globalization;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Units of axes of plots.</summary>
internal static class PlotUnit
{
    private const int LongestSymbol = 3;

    /// <summary>Whether a unit takes prefixes: symbols of SI do; words, percent and nothing do not.</summary>
    public static bool HasPrefixes(string unit) => unit.Length is > 0 and <= LongestSymbol && unit != "K" && unit.All(char.IsLetter);

    /// <summary>The unit in which values are easy to read.</summary>
    public static SiPrefix For(IEnumerable<double> values, string unit) => HasPrefixes(unit)
        ? SiPrefix.For(values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max(), unit)
        : new SiPrefix(1, unit);

    /// <summary>A value with its unit, in four digits.</summary>
    public static string Text(double value, string unit) => HasPrefixes(unit)
        ? SiPrefix.Text(value, unit)
        : value.ToString("G4", CultureInfo.InvariantCulture) + (unit.Length > 0 ? $"\u00a0{unit}" : "");

    /// <summary>A name with its unit, as an axis or a column says it.</summary>
    public static string Title(string name, string unit) => unit.Length > 0 ? $"{name} ({unit})" : name;
}
