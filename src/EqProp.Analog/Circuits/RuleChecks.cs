using System.Globalization;

namespace EqProp.Analog.Circuits;

/// <summary>Checks that several groups of rules share. Values that could not be read (NaN) break no rule twice.</summary>
internal static class RuleChecks
{
    /// <summary>A number that must be above zero and finite.</summary>
    public static void Positive(this Findings findings, double? value, string path, string what)
    {
        if (value is { } number && !(number > 0 && double.IsFinite(number)))
        {
            findings.Add("number.positive", path, $"{what} is {Text(number)}; it must be positive.", "Give a value above zero.");
        }
    }

    /// <summary>A number that must be zero or above and finite.</summary>
    public static void NotNegative(this Findings findings, double? value, string path, string what)
    {
        if (value is { } number && !(number >= 0 && double.IsFinite(number)))
        {
            findings.Add("number.notNegative", path, $"{what} is {Text(number)}; it must be zero or above.", "Give zero or a positive value.");
        }
    }

    /// <summary>A whole number with a least value.</summary>
    public static void AtLeast(this Findings findings, int? value, int least, string path, string what)
    {
        if (value < least)
        {
            findings.Add("number.least", path, $"{what} is {value}; it must be at least {least}.", $"Give {least} or more.");
        }
    }

    /// <summary>A number that must be finite if it is given.</summary>
    public static void Finite(this Findings findings, double? value, string path, string what)
    {
        if (value is { } number && !double.IsFinite(number))
        {
            findings.Add("number.notFinite", path, $"{what} is not finite.", "Give a finite number.");
        }
    }

    /// <summary>A number as it is shown in messages.</summary>
    public static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
