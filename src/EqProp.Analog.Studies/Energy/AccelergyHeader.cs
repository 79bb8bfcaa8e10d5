using System.Globalization;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Energy;

/// <summary>The columns of one component of an Accelergy library. A column can have several names.</summary>
internal sealed class AccelergyHeader
{
    private const string Energy = "energy";
    private const string Area = "area";
    private const string Action = "action";
    private const string Technology = "technology";
    private const string Cycle = "global_cycle_seconds";
    private const string Voltage = "voltage";
    private const string Wildcard = "*";
    private const double Picojoule = 1e-12;

    private static readonly string[] Instances = ["n_components", "n_instances"];

    private readonly string[][] _columns;

    private AccelergyHeader(string[][] columns) => _columns = columns;

    /// <summary>Reads a header; null where a column is missing.</summary>
    public static AccelergyHeader? Read(string line, string where, string component, List<Violation> violations)
    {
        string[][] columns = [.. line.TrimEnd(',', ' ').Split(',').Select(cell => Names(cell))];
        string[] missing = [.. new[] { Energy, Area, Action }.Where(name => !columns.Any(column => column.Contains(name)))];
        foreach (string name in missing)
        {
            violations.Add(new("accelergy.column", where, $"The header of '{component}' has no column '{name}'.", "Give the columns energy, area and action, and those of attributes."));
        }

        string[] twice = [.. columns.SelectMany(names => names).Where(name => name.Length > 0).GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key)];
        foreach (string name in twice)
        {
            violations.Add(new("accelergy.column", where, $"The header of '{component}' names the column '{name}' twice.", "Keep one of the two."));
        }

        return missing.Length == 0 && twice.Length == 0 ? new(columns) : null;
    }

    /// <summary>Reads a row; null where it is wrong.</summary>
    public AccelergyRow? Row(string line, string where, string component, List<Violation> violations)
    {
        string[] cells = [.. line.Split(',').Select(cell => cell.Trim())];
        int faults = violations.Count;
        if (cells.Length < _columns.Length || cells.Skip(_columns.Length).Any(cell => cell.Length > 0))
        {
            violations.Add(new("accelergy.columns", where, $"{cells.Length} columns in a row of '{component}'; its header has {_columns.Length}.", "Complete the row: the file may be cut off."));
            return null;
        }

        string[] actions = [.. Names(Cell(Action)).Where(action => action.Length > 0 && action != Wildcard)];
        if (actions.Length == 0)
        {
            violations.Add(new("accelergy.action", where, $"The row of '{component}' names no action.", "Name one, or several with '|' between."));
        }

        double? energy = Number(Energy, "in picojoules", true);
        double? area = Number(Area, "in square micrometres", false);
        double? technology = Number(Technology, "in nanometres, such as 65", false, "nm");
        double? cycle = Number(Cycle, "in seconds", false), voltage = Number(Voltage, "in volts", false, "v");
        double instances = Instances.Select(name => Number(name, "of components", false)).FirstOrDefault(number => number is not null) ?? 1;
        double joules = (energy ?? 0) * Picojoule / (instances > 0 ? instances : 1);
        bool leaks = actions.Any(AccelergyRow.IsLeak);
        if (leaks && joules > 0 && !(cycle > 0))
        {
            violations.Add(new("accelergy.cycle", where, $"'{component}' leaks {Cell(Energy)} pJ a cycle, and there is no {Cycle}.", $"Give a column {Cycle}."));
        }

        return violations.Count > faults ? null : new AccelergyRow
        {
            Component = component,
            Actions = actions,
            Joules = joules,
            Leakage = leaks ? joules > 0 ? joules / cycle : 0 : null,
            Area = area / (instances > 0 ? instances : 1),
            TechnologyNm = technology,
            Voltage = voltage,
            Attributes = Attributes(cells),
            Line = int.Parse(where[(where.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture),
        };

        string Cell(string column)
        {
            int at = Array.FindIndex(_columns, names => names.Contains(column));
            return at < 0 ? "" : cells[at];
        }

        double? Number(string column, string what, bool required, string unit = "")
        {
            string cell = Cell(column).ToLowerInvariant();
            if (cell is "" or Wildcard && !required)
            {
                return null;
            }

            string digits = unit.Length > 0 && cell.EndsWith(unit, StringComparison.Ordinal) ? cell[..^unit.Length] : cell;
            if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value >= 0)
            {
                return value;
            }

            violations.Add(new("accelergy.number", where, $"The {column} of '{component}' is '{Cell(column)}'; a number of zero or above is needed, {what}.", "Mend the cell."));
            return null;
        }
    }

    private static string[] Names(string cell) => [.. cell.Split('|').Select(name => name.Trim().ToLowerInvariant())];

    private Dictionary<string, string> Attributes(string[] cells)
    {
        Dictionary<string, string> attributes = [];
        for (int i = 0; i < _columns.Length; i++)
        {
            string name = _columns[i][0], value = cells[i].ToLowerInvariant();
            if (name is not ("" or Energy or Area or Action) && !_columns[i].Intersect(Instances).Any() && value is not ("" or Wildcard))
            {
                attributes[name] = name == Technology && value.EndsWith("nm", StringComparison.Ordinal) ? value[..^2] : value;
            }
        }

        return attributes;
    }
}
