using System.Globalization;

namespace EqProp.Analog.Circuits;

/// <summary>
/// Reads the pulse response of a device: comma-separated text with a header that has columns conductance_up_S and conductance_down_S, and one row a pulse.
/// Blank lines are skipped.
/// </summary>
internal static class PulseTable
{
    /// <summary>Fewest rows from which steps are taken.</summary>
    public const int LeastRows = 4;

    private const string Up = "conductance_up_S";
    private const string Down = "conductance_down_S";
    private const string Code = "device.table";

    /// <summary>Reads a file; what is wrong in it is found at the JSON path.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static (IReadOnlyList<double> Up, IReadOnlyList<double> Down)? Read(string file, string path, Findings findings)
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

    /// <summary>What is wrong with two trains of conductances; the name of a value is made from its train and place.</summary>
    public static bool Check(
        IReadOnlyList<double> up, IReadOnlyList<double> down, string path, Func<string, int, string> place, string where, Findings findings)
    {
        if (Math.Min(up.Count, down.Count) < LeastRows)
        {
            findings.Add(Code, path, $"{where}{Math.Min(up.Count, down.Count)} pulses; at least {LeastRows} are needed either way.", "Give the whole pulse response.");
            return false;
        }

        if (!IsTrain(up, 1, "up") || !IsTrain(down, -1, "down"))
        {
            return false;
        }

        if (up[^1] <= down[^1] || up[0] >= down[0])
        {
            findings.Add(
                Code, path, $"{where}The train up goes from {RuleChecks.Text(up[0])} S to {RuleChecks.Text(up[^1])} S and that down from {RuleChecks.Text(down[0])} S to {RuleChecks.Text(down[^1])} S: no range is common to both.",
                "Give trains of one device over its range.");
            return false;
        }

        return true;

        bool IsTrain(IReadOnlyList<double> values, int direction, string name)
        {
            for (int i = 0; i < values.Count; i++)
            {
                if (!(values[i] > 0 && double.IsFinite(values[i])))
                {
                    findings.Add(Code, path, $"{place(name, i)}: {RuleChecks.Text(values[i])} S is not a conductance.", "Give a positive number of siemens.");
                    return false;
                }

                if (i > 0 && direction * (values[i] - values[i - 1]) <= 0)
                {
                    findings.Add(
                        Code, path,
                        $"{place(name, i)}: the conductance goes from {RuleChecks.Text(values[i - 1])} S to {RuleChecks.Text(values[i])} S with a pulse {name}; it is not monotonic.",
                        "Smooth the measurement, or average several devices.");
                    return false;
                }
            }

            return true;
        }
    }

    private static (IReadOnlyList<double> Up, IReadOnlyList<double> Down)? Parse(string[] lines, string file, string path, Findings findings)
    {
        List<double> up = [], down = [];
        List<int> rows = [];
        int upAt = -1, downAt = -1, columns = 0;
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
                (columns, upAt, downAt) = (fields.Length, Array.IndexOf(fields, Up), Array.IndexOf(fields, Down));
                if (upAt < 0 || downAt < 0)
                {
                    findings.Add(Code, path, $"{where}: the header has no column '{(upAt < 0 ? Up : Down)}'.", $"Name the columns pulse, {Up} and {Down}.");
                    return null;
                }
            }
            else if (fields.Length != columns)
            {
                findings.Add(Code, path, $"{where}: {fields.Length} columns; the header has {columns}.", "Complete the row: the table may be cut off.");
                return null;
            }
            else if (Number(fields[upAt]) is not { } high || Number(fields[downAt]) is not { } low)
            {
                findings.Add(
                    Code, path, $"{where}: '{(Number(fields[upAt]) is null ? fields[upAt] : fields[downAt])}' is not a conductance in siemens.", "Give positive numbers without a unit.");
                return null;
            }
            else
            {
                up.Add(high);
                down.Add(low);
                rows.Add(line + 1);
            }
        }

        return Check(up, down, path, (_, i) => $"{file}, line {rows[i]}", $"{file}: ", findings) ? (up, down) : null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}
