using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EqProp.Analog.Numerics.Quantities;

/// <summary>
/// Physical quantities as text, such as "10 pF" or "-1.2 us", independent of the machine's language. Prefixes shift the
/// decimal exponent before the one rounding to a double, so that writing and reading back gives the same bits.
/// </summary>
public static partial class QuantityText
{
    /// <summary>Reads a quantity in SI units. A bare zero needs no unit.</summary>
    /// <param name="text">A number, an optional prefix and a unit, with or without spaces between.</param>
    /// <param name="unit">The unit that is expected.</param>
    /// <param name="value">The value in <paramref name="unit"/>; NaN on failure.</param>
    /// <param name="failure">What is wrong; null on success.</param>
    /// <returns>Whether the text is a finite quantity of the expected dimension.</returns>
    public static bool TryParse(
        string text, PhysicalUnit unit, out double value, [NotNullWhen(false)] out QuantityFailure? failure)
    {
        value = double.NaN;
        Match match = Shape().Match(text);
        if (!match.Success)
        {
            failure = NoNumber(text, unit);
            return false;
        }

        string symbol = match.Groups["unit"].Value;
        string mantissa = match.Groups["mantissa"].Value;
        bool bareZero = symbol.Length == 0 && double.Parse(mantissa, NumberStyles.Float, CultureInfo.InvariantCulture) == 0;
        failure = bareZero ? null : CheckUnit(text, symbol, unit);
        if (failure is not null)
        {
            return false;
        }

        long exponent = ReadExponent(match.Groups["exponent"].Value) + (UnitTable.Find(symbol)?.Exponent ?? 0);
        double parsed = double.Parse(
            string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{exponent}"),
            NumberStyles.Float,
            CultureInfo.InvariantCulture);
        if (!double.IsFinite(parsed))
        {
            failure = new QuantityFailure(QuantityFault.NotFinite, $"\"{text}\" is too large to be represented.");
            return false;
        }

        value = parsed;
        return true;
    }

    /// <summary>Writes a quantity with the engineering prefix that leaves one to three digits before the point.</summary>
    /// <param name="value">Finite value in <paramref name="unit"/>.</param>
    /// <param name="unit">Its unit.</param>
    /// <returns>Text that <see cref="TryParse"/> reads back to the same bits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public static string Format(double value, PhysicalUnit unit)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A quantity must be finite.");
        }

        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0)
        {
            return $"{shortest} {unit.Symbol}";
        }

        (string digits, int point) = SplitDigits(shortest);
        int engineering = (int)Math.Floor((point - 1) / 3.0) * 3;
        foreach ((string symbol, int exponent) in UnitTable.Prefixes)
        {
            if (exponent == engineering)
            {
                string sign = value < 0 ? "-" : "";
                return $"{sign}{PlacePoint(digits, point - engineering)} {symbol}{unit.Symbol}";
            }
        }

        return $"{shortest} {unit.Symbol}";
    }

    /// <summary>A regular expression (ECMA 262) that matches quantities of one unit, for JSON schemas.</summary>
    /// <param name="unit">The unit.</param>
    /// <returns>The pattern, anchored at both ends.</returns>
    public static string Pattern(PhysicalUnit unit)
    {
        string symbol = unit.Symbol == "Ohm" ? "([Oo]hm|\u03A9|\u2126)" : unit.Symbol;
        return $@"^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*[afpnu\u00B5\u03BCmkMGT]?{symbol}\s*$";
    }

    private static QuantityFailure NoNumber(string text, PhysicalUnit unit)
    {
        bool special = text.TrimStart(' ', '+', '-') is var rest
            && (rest.StartsWith("nan", StringComparison.OrdinalIgnoreCase)
                || rest.StartsWith("inf", StringComparison.OrdinalIgnoreCase)
                || rest.StartsWith('\u221E'));
        return special
            ? new QuantityFailure(QuantityFault.NotFinite, $"\"{text}\" is not finite; a finite {Expected(unit)} is expected.")
            : new QuantityFailure(QuantityFault.NotANumber, $"\"{text}\" does not start with a number; a {Expected(unit)} is expected.");
    }

    private static QuantityFailure? CheckUnit(string text, string symbol, PhysicalUnit unit)
    {
        if (symbol.Length == 0)
        {
            return new QuantityFailure(QuantityFault.NoUnit, $"\"{text}\" has no unit; a {Expected(unit)} is expected.");
        }

        if (UnitTable.Find(symbol) is not { } found)
        {
            return new QuantityFailure(
                QuantityFault.UnknownUnit, $"\"{text}\" has an unknown unit '{symbol}'; a {Expected(unit)} is expected.");
        }

        return found.Unit.Dimension == unit.Dimension
            ? null
            : new QuantityFailure(
                QuantityFault.WrongDimension,
                $"\"{text}\" is a {found.Unit.Quantity} ({found.Unit.Symbol}); a {Expected(unit)} is expected.");
    }

    private static string Expected(PhysicalUnit unit) => $"{unit.Quantity} ({unit.Symbol})";

    // Exponents beyond a million are zero or infinity whatever the mantissa a file can hold.
    private static long ReadExponent(string text) =>
        text.Length == 0 ? 0
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long exponent)
            ? Math.Clamp(exponent, -1_000_000, 1_000_000)
            : text.StartsWith('-') ? -1_000_000 : 1_000_000;

    // Digits without leading zeros, and the place of the point: value = 0.digits * 10^point.
    private static (string Digits, int Point) SplitDigits(string shortest)
    {
        string[] parts = shortest.TrimStart('-').Split('E');
        int exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        string[] mantissa = parts[0].Split('.');
        string all = mantissa[0] + (mantissa.Length > 1 ? mantissa[1] : "");
        string digits = all.TrimStart('0');
        int point = mantissa[0].Length + exponent - (all.Length - digits.Length);
        return (digits.TrimEnd('0'), point);
    }

    private static string PlacePoint(string digits, int before) =>
        digits.Length <= before ? digits.PadRight(before, '0') : $"{digits[..before]}.{digits[before..]}";

    [GeneratedRegex(@"^\s*(?<mantissa>[+-]?([0-9]+\.?[0-9]*|\.[0-9]+))([eE](?<exponent>[+-]?[0-9]+))?\s*(?<unit>.*?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
