namespace EqProp.Analog.Studies.Formats;

/// <summary>A cell of a table in CSV.</summary>
internal static class CsvCell
{
    /// <summary>The text, quoted where it must be (RFC 4180).</summary>
    public static string Of(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
