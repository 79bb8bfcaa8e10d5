using System.Globalization;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Cli.Commands;

/// <summary>The few numbers of a record that a person asks for first.</summary>
internal static class RecordSummary
{
    public static void Write(Terminal terminal, RunRecord record)
    {
        var table = new TextTable("measure", "value");
        if (record.Test is { } test)
        {
            table.Add("accuracy", Text($"{test.AccuracyPercent:F2} % of {test.Examples} test examples"));
            if (test.Unsettled > 0)
            {
                table.Add("not settled", Text($"{test.Unsettled} of {test.Examples} test examples ended their free phase before they were as close as asked"));
            }
        }

        foreach (AgedRecord aged in record.Aged ?? [])
        {
            table.Add(Text($"after {aged.Hours:G4} hours"), Text($"{aged.AccuracyPercent:F2} %"));
        }

        if (record.SettlingTimeSeconds is { } settling)
        {
            (string atLeast, string unsettled) = record.SettlingUnsettledPercent is > 0 and { } percent
                ? ("at least ", Text($" ({percent:G3} % had not settled)"))
                : ("", "");
            table.Add("settling time", Text($"{atLeast}{settling * 1e6:G4} us{unsettled} to 1 % of the swing a time constant (free phase {record.Phase!.FreeSeconds * 1e6:G4} us)"));
        }

        if (record.StartSensitivity is { } starts)
        {
            table.Add("start dependence", Starts(starts));
        }

        foreach (UnitGroupRecord units in record.Units ?? [])
        {
            table.Add($"units of {units.Group}", Text($"{units.Size}, of them {units.Dead} dead and {units.Saturated} saturated"));
        }

        if (record.Epochs is { Count: > 0 } epochs)
        {
            table.Add("learning", Text($"{epochs.Count} epochs, {epochs.Sum(e => e.Seconds):F1} s"));
        }

        if (record.ReportPath is { } report)
        {
            table.Add("report", report);
        }

        terminal.Write(table);
    }

    private static string Starts(StartSensitivityRecord starts)
    {
        string stored = starts.ChangedFromStoredPercent is { } changed
            ? Text($", {changed:F2} % from the stored states (error {starts.ErrorFromStoredPercent:F2} % stored, {starts.ErrorFromZeroPercent:F2} % from zero)")
            : "";
        string set = starts.Set switch { null => "", "train" => "training ", var name => name + " " };
        return Text($"{starts.ChangedFromRandomPercent:F2} % of {starts.Examples} {set}answers change from a random start{stored}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
