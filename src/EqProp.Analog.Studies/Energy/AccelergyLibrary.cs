using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;

namespace EqProp.Analog.Studies.Energy;

/// <summary>
/// Reads component libraries in the CSV dialect of Accelergy's library plug-in: attribute columns in any order, energy in pJ, area in um^2, action. <c>#</c> starts
/// a comment; <c>|</c> separates alternatives in a header or cell; <c>*</c> or nothing stands for any value; lines <c>COMPONENT: name</c> start further components;
/// technology is in nm; the energy of the action leak (or idle) is that of a cycle of global_cycle_seconds. Upper and lower case are alike.
/// </summary>
/// <remarks>
/// Rows of one component and action that differ in attributes: the first has the component's name, the others are named with what they differ in, such as
/// "adc:resolution=6". Where no attribute differs the first counts, as in the plug-in. Numbers are taken as they stand, without scaling to another
/// process; the dialect has no intervals, so that they count as exact.
/// </remarks>
public static class AccelergyLibrary
{
    private const string ComponentLine = "component";
    private const int MostViolations = 20;

    private static readonly string[][] Required = [["read"], ["write"], ["update"], ["leak", "idle"]];

    /// <summary>Reads a library.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="path">The file: its name is that of the component before the first <c>COMPONENT</c> line.</param>
    /// <returns>A component table.</returns>
    /// <exception cref="InputException">Lines are wrong: up to 20 are reported together.</exception>
    public static ComponentTable Parse(string text, string path)
    {
        List<Violation> violations = [];
        List<AccelergyRow> rows = Rows(text, path, violations);
        CheckActions(rows, path, violations);
        if (rows.Count == 0 && violations.Count == 0)
        {
            violations.Add(new("accelergy.empty", path, "It holds no rows.", "Give a header and a line an action."));
        }

        if (violations.Count > 0)
        {
            throw new InputException([.. violations.Take(MostViolations)]);
        }

        string name = Path.GetFileNameWithoutExtension(path);
        var table = new ComponentTable { Name = name, Description = $"Accelergy library {Path.GetFileName(path)}", Components = [.. Entries(rows, path)] };
        ComponentTableText.Require(table, path);
        return table;
    }

    private static List<AccelergyRow> Rows(string text, string path, List<Violation> violations)
    {
        List<AccelergyRow> rows = [];
        AccelergyHeader? header = null;
        string component = Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        string[] lines = text.TrimStart('\uFEFF').Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Split('#')[0].Trim();
            string where = $"{path}, line {i + 1}";
            if (line.Replace(",", "", StringComparison.Ordinal).Trim().Length == 0)
            {
                continue;
            }

            if (line.StartsWith(ComponentLine, StringComparison.OrdinalIgnoreCase) && line.Contains(':', StringComparison.Ordinal))
            {
                (component, header) = (line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim().TrimEnd(',').ToLowerInvariant(), null);
                if (component.Length == 0)
                {
                    violations.Add(new("accelergy.component", where, "The component has no name.", "Write COMPONENT: name."));
                }
            }
            else if (header is null)
            {
                header = AccelergyHeader.Read(line, where, component, violations);
                if (header is null)
                {
                    return rows;
                }
            }
            else if (header.Row(line, where, component, violations) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static void CheckActions(List<AccelergyRow> rows, string path, List<Violation> violations)
    {
        foreach (IGrouping<string, AccelergyRow> component in rows.GroupBy(row => row.Component))
        {
            foreach (string[] names in Required.Where(names => !component.SelectMany(row => row.Actions).Intersect(names).Any()))
            {
                violations.Add(new(
                    "accelergy.action", $"{path}: {component.Key}", $"There is no row for the action {string.Join(" or ", names)}, which the dialect requires.",
                    "Add the action to a row, with '|' between several; of what it does not do, with energy 0."));
            }
        }
    }

    private static IEnumerable<ComponentEntry> Entries(List<AccelergyRow> rows, string path)
    {
        HashSet<(string, string)> named = [];
        foreach (AccelergyRow row in rows)
        {
            double? leakage = rows.FirstOrDefault(other => other.Component == row.Component && other.Leakage is not null && other.Agrees(row))?.Leakage;
            foreach (string action in row.Actions.Where(action => !AccelergyRow.IsLeak(action)))
            {
                string name = named.Contains((row.Component, action)) ? $"{row.Component}:{Difference(row, rows, action)}" : row.Component;
                if (!named.Add((name, action)) || name.EndsWith(':'))
                {
                    continue;
                }

                yield return new ComponentEntry
                {
                    Component = name,
                    Action = action,
                    Energy = new UncertainEnergy { Value = row.Joules, Distribution = ValueDistribution.Exact },
                    LeakagePower = leakage,
                    TechnologyNm = row.TechnologyNm,
                    Voltage = row.Voltage,
                    AreaUm2 = row.Area,
                    Source = $"Accelergy library {Path.GetFileName(path)}, line {row.Line}",
                    Fit = FitKind.Fitted,
                };
            }
        }
    }

    private static string Difference(AccelergyRow row, List<AccelergyRow> rows, string action)
    {
        AccelergyRow first = rows.First(other => other.Component == row.Component && other.Actions.Contains(action));
        return string.Join(",", row.Attributes.Where(pair => first.Attributes.GetValueOrDefault(pair.Key) != pair.Value).Select(pair => $"{pair.Key}={pair.Value}"));
    }
}
