using System.Globalization;

namespace EqProp.Analog.Circuits;

/// <summary>
/// Reads a table of time constants: comma-separated text with a header that has a column "tau" in seconds, and one row a neuron.
/// Blank lines are skipped.
/// </summary>
internal static class TimeConstantTable
{
    private const string Column = "tau";
    private const string Code = "timeConstants.table";

    /// <summary>Reads a file; what is wrong in it is found at the JSON path.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static IReadOnlyList<double>? Read(string file, string path, Findings findings)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string what = problem is FileNotFoundException or DirectoryNotFoundException
                ? "There is no such file" : $"The file cannot be read: {problem.Message.TrimEnd('.')}";
            throw new InputException(
                "file.unreadable", file, $"{what} ({path}).", "Check the path, which is relative to the circuit file that names it.",
                FailureKind.InputOutput, problem);
        }

        return Parse(lines, file, path, findings);
    }

    private static List<double>? Parse(string[] lines, string file, string path, Findings findings)
    {
        List<double> values = [];
        int column = -1, columns = 0;
        for (int line = 0; line < lines.Length; line++)
        {
            string where = $"{file}, line {line + 1}";
            string[] fields = [.. lines[line].TrimStart('\uFEFF').Split(',').Select(field => field.Trim().Trim('"'))];
            if (fields is [""])
            {
                continue;
            }

            if (columns == 0)
            {
                (columns, column) = (fields.Length, Array.IndexOf(fields, Column));
                if (column < 0)
                {
                    findings.Add(Code, path, $"{where}: the header has no column '{Column}'.", $"Name the column of time constants in seconds '{Column}'.");
                    return null;
                }
            }
            else if (fields.Length != columns)
            {
                findings.Add(Code, path, $"{where}: {fields.Length} columns; the header has {columns}.", "Complete the row: the table may be cut off.");
                return null;
            }
            else if (!double.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !(value > 0 && double.IsFinite(value)))
            {
                findings.Add(Code, path, $"{where}: '{fields[column]}' is not a time constant in seconds.", "Give a positive number without a unit.");
                return null;
            }
            else
            {
                values.Add(value);
            }
        }

        if (values.Count == 0)
        {
            findings.Add(Code, path, $"{file}: the table has no rows.", $"Give a header with '{Column}' and one row a neuron.");
        }

        return values.Count == 0 ? null : values;
    }
}
