using System.Globalization;
using System.Text;
using EqProp.Analog.Energy;

namespace EqProp.Analog.Studies.Energy;

/// <summary>
/// Writes a ledger as Accelergy reads it, so that others can cost a run again with their own numbers: action counts (format 0.2) and the energies that we
/// took (energy reference table, format 0.3, in picojoules).
/// </summary>
/// <remarks>
/// A component of a group is one component; an action of a phase is one action, "charge_free", because a phase can have an energy of its own. What has no
/// energy stated is in the counts and not in the table.
/// </remarks>
public static class AccelergyExport
{
    private const double Picojoule = 1e-12;

    /// <summary>Writes how often everything happens.</summary>
    /// <param name="page">A page of the ledgers.</param>
    /// <param name="chip">Name of the chip.</param>
    /// <returns>YAML with line feeds.</returns>
    public static string ActionCounts(LedgerPage page, string chip)
    {
        // Currents times time have no action that is counted elsewhere.
        var counted = page.Counts.Where(count => count.Count > 0).Select(count => (Name: NameOf(count.Component, count.Group), Action: ActionOf(count.Action, count.Phase), count.Count))
            .Concat(page.Items.Where(item => item.Category == EnergyCategory.Static).Select(item => (Name: NameOf(item.Component, item.Group), Action: ActionOf(item.Action, item.Phase), item.Count)));
        StringBuilder yaml = new("action_counts:\n  version: 0.2\n  subtree:\n");
        yaml.Append(CultureInfo.InvariantCulture, $"  - name: {Plain(chip)}\n    local:\n");
        foreach (var component in counted.GroupBy(count => count.Name))
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    - name: {component.Key}\n      action_counts:\n");
            foreach (var action in component.GroupBy(count => count.Action))
            {
                yaml.Append(CultureInfo.InvariantCulture, $"      - name: {action.Key}\n        counts: {Number(action.Sum(count => count.Count))}\n");
            }
        }

        return yaml.ToString();
    }

    /// <summary>Writes what each action costs.</summary>
    /// <param name="page">A page of the ledgers.</param>
    /// <param name="chip">Name of the chip.</param>
    /// <returns>YAML with line feeds.</returns>
    public static string EnergyReferenceTable(LedgerPage page, string chip)
    {
        StringBuilder yaml = new("ERT:\n  version: 0.3\n  tables:\n");
        foreach (IGrouping<string, EnergyItem> component in page.Items.GroupBy(item => NameOf(item.Component, item.Group)))
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - name: {Plain(chip)}.{component.Key}\n    actions:\n");
            foreach (IGrouping<string, EnergyItem> action in component.GroupBy(item => ActionOf(item.Action, item.Phase)))
            {
                double picojoules = action.Sum(item => item.Joules) / action.Sum(item => item.Count) / Picojoule;
                yaml.Append(CultureInfo.InvariantCulture, $"    - name: {action.Key}\n      arguments: null\n      energy: {Number(picojoules)}\n");
            }
        }

        return yaml.ToString();
    }

    private static string NameOf(string component, string group) => group.Length == 0 ? Plain(component) : $"{Plain(component)}_{Plain(group)}";

    private static string ActionOf(string action, ChipPhase phase) => $"{Plain(action)}_{phase.ToString().ToLowerInvariant()}";

    // Nothing that YAML or Accelergy's ranges and paths could read otherwise.
    private static string Plain(string name)
    {
        string plain = new([.. name.Replace("->", "to", StringComparison.Ordinal).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')]);
        return plain.Length > 0 && char.IsAsciiLetter(plain[0]) ? plain : $"c_{plain}";
    }

    private static string Number(double value) => value.ToString("0.################e+0", CultureInfo.InvariantCulture) is var text && value is >= 1e-4 and < 1e15
        ? value.ToString("R", CultureInfo.InvariantCulture) : text;
}
