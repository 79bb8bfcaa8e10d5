using System.Globalization;

namespace EqProp.Analog.Studies.Reports;

/// <summary>A unit with a prefix that makes numbers easy to read.</summary>
internal readonly record struct SiPrefix(double Factor, string Unit)
{
    private static readonly (double Factor, string Sign)[] Prefixes =
        [(1, ""), (1e-3, "m"), (1e-6, "\u00b5"), (1e-9, "n"), (1e-12, "p"), (1e-15, "f")];

    /// <summary>The prefix for numbers up to a largest one.</summary>
    public static SiPrefix For(double largest, string unit)
    {
        (double factor, string sign) = Prefixes.FirstOrDefault(prefix => Math.Abs(largest) >= prefix.Factor, Prefixes[^1]);
        return double.IsFinite(largest) && largest != 0 ? new SiPrefix(factor, sign + unit) : new SiPrefix(1, unit);
    }

    /// <summary>One quantity as text, such as "4.2 us" with the Greek letter.</summary>
    public static string Text(double value, string unit)
    {
        SiPrefix prefix = For(value, unit);
        return string.Create(CultureInfo.InvariantCulture, $"{value / prefix.Factor:G4}\u00a0{prefix.Unit}");
    }
}
