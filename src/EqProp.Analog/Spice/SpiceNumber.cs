using System.Globalization;

namespace EqProp.Analog.Spice;

/// <summary>Writes numbers as SPICE reads them, to fifteen digits, with the letters of the powers of a thousand.</summary>
internal static class SpiceNumber
{
    private const int Units = 5;

    private static readonly string[] Suffixes = ["f", "p", "n", "u", "m", "", "k", "Meg", "G", "T"];

    /// <summary>A number such as <c>800n</c>, <c>1Meg</c> or <c>0.4</c>.</summary>
    public static string Text(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"A netlist cannot hold {value}.", nameof(value));
        }

        string shortest = double.Parse(value.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
        (string digits, int exponent) = Digits(shortest.TrimStart('-'));
        int thousands = (int)Math.Floor((exponent - 1) / 3.0);
        bool plain = value == 0 || exponent is > -2 and <= 3;
        if (plain || thousands + Units < 0 || thousands + Units >= Suffixes.Length)
        {
            return shortest;
        }

        int point = exponent - 3 * thousands;
        string padded = digits.PadRight(point, '0');
        string mantissa = padded.Length == point ? padded : $"{padded[..point]}.{padded[point..]}";
        return (value < 0 ? "-" : "") + mantissa + Suffixes[thousands + Units];
    }

    /// <summary>Digits without zeros at either end, and the power of ten, so that the number is 0.DIGITS times it.</summary>
    private static (string Digits, int Exponent) Digits(string number)
    {
        string[] parts = number.Split('E');
        int power = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        int point = parts[0].IndexOf('.', StringComparison.Ordinal);
        int whole = point < 0 ? parts[0].Length : point;
        string all = parts[0].Replace(".", "", StringComparison.Ordinal);
        string significant = all.TrimStart('0');
        return (significant.TrimEnd('0'), whole - (all.Length - significant.Length) + power);
    }
}
