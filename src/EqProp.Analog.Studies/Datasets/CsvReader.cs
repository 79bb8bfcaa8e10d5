using System.Globalization;
using System.Text;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>
/// Reads labelled examples from comma-separated text: numbers, then the class in the last column. Fields may be quoted;
/// blank lines are skipped. The first line is a header if none of its features is a number.
/// </summary>
internal static class CsvReader
{
    private const int MostViolations = 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file cannot be read, or lines are wrong: up to 20 are reported together.</exception>
    public static CsvTable Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8);
            return Parse(path, reader);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                "csv.unreadable", path, $"It cannot be read: {failure.Message}",
                "Check the path, which is relative to the circuit file, and its permissions.", FailureKind.InputOutput, failure);
        }
    }

    /// <summary>Reads text; <paramref name="path"/> stands in messages only.</summary>
    /// <exception cref="InputException">Lines are wrong: up to 20 are reported together.</exception>
    public static CsvTable Parse(string path, TextReader reader)
    {
        var violations = new List<Violation>();
        var features = new List<double>();
        var labels = new List<string>();
        int columns = 0;
        int number = 0;
        while (reader.ReadLine() is { } line && violations.Count < MostViolations)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            string where = $"{path}, line {number}";
            if (Split(line) is not { } fields)
            {
                violations.Add(new Violation("csv.quote", where, "A quoted field does not end.", "Close the quotation mark on the same line."));
                continue;
            }

            bool first = columns == 0;
            columns = first ? fields.Count : columns;
            if (first && columns >= 2 && !fields.SkipLast(1).Any(field => TryNumber(field, out _)))
            {
                continue;
            }

            ReadRow(where, fields, columns, features, labels, violations);
        }

        if (violations.Count == 0 && labels.Count == 0)
        {
            violations.Add(new Violation("csv.empty", path, "It holds no examples.", "Give a line an example."));
        }

        return violations.Count == 0
            ? new CsvTable(columns - 1, [.. features], [.. labels])
            : throw new InputException(violations);
    }

    private static void ReadRow(
        string where, List<string> fields, int columns, List<double> features, List<string> labels, List<Violation> violations)
    {
        if (fields.Count != columns || columns < 2)
        {
            violations.Add(new Violation(
                "csv.columns", where, $"{fields.Count} columns; {(columns < 2 ? "at least 2 are needed" : $"the first line has {columns}")}.",
                "Give each line the same number of features, then the class, separated by commas."));
            return;
        }

        for (int i = 0; i < columns - 1; i++)
        {
            if (!TryNumber(fields[i], out double value) || !double.IsFinite(value))
            {
                violations.Add(new Violation(
                    "csv.number", where, $"Column {i + 1} is '{fields[i]}', and a finite number is needed.",
                    "Write numbers with a decimal point, and leave out lines with missing values."));
            }

            features.Add(value);
        }

        if (fields[^1].Length == 0)
        {
            violations.Add(new Violation("csv.label", where, "The class, in the last column, is empty.", "Give each example a class."));
        }

        labels.Add(fields[^1]);
    }

    private static bool TryNumber(string field, out double value) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static List<string>? Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(c);
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString().Trim());
        return quoted ? null : fields;
    }
}
